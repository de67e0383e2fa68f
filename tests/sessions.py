"""Sessions for tests: a meeting of today with a notice sent, begun, with everybody there.

The council of tests/builders.py has nine voting members and a secretary without a vote.
"""

from datetime import timedelta
from uuid import uuid4

from council.meetings.models import AgendaItem, Resolution, Vote
from council.meetings.rules.kinds import (
    Choice,
    DecisionKind,
    ItemKind,
    MeetingForm,
    MeetingState,
    Presence,
    VoteMode,
)
from council.meetings.rules.votes import Counts
from council.meetings.services import roll as roll_services
from council.meetings.services import votes as vote_services
from council.meetings.services.recording import Place
from council.meetings.services.resolutions import ResolutionDraft, add_resolution
from council.meetings.services.roll import Line
from council.meetings.services.votes import Counted, Subject


class Sessions:
    """Makes meetings of today in their states, by the services themselves."""

    def __init__(self, build, council):
        self.build, self.council, self.now = build, council, build.now
        self.secretary = build.viewer(council.secretary)

    @property
    def session(self):
        return self.build.session

    @property
    def by(self):
        return {"actor": self.secretary, "now": self.now}

    def notified(self, *titles, **values):
        """A meeting that begins now; three items unless titles are given."""
        defaults = {"state": MeetingState.NOTIFIED, "starts_at": self.now}
        defaults["notice_sent_at"] = self.now - timedelta(days=9)
        meeting = self.build.meeting(self.council.body, **{**defaults, **values})
        for number, title in enumerate(titles or ("О плане", "О выставках", "О разном"), 1):
            self.item(meeting, number, title)
        return meeting

    def item(self, meeting, number, title="О разном", **values):
        values = {"proposed_decision": f"Принять к сведению: {title}.", **values}
        return self.build.item(
            meeting, title, position=number, printed_number=number, is_agreed=True, **values
        )

    def items(self, meeting):
        query = self.build.session.query(AgendaItem).filter_by(meeting_id=meeting.id)
        return query.order_by(AgendaItem.position).all()

    def begun(self, *titles, there=9, **values):
        """In session, with the first `there` of the nine voters in the hall."""
        meeting = self.notified(*titles, **values)
        self.begin(meeting)
        self.call(meeting, self.council.voters[:there])
        return meeting

    def begin(self, meeting):
        roll_services.begin_session(
            meeting.id,
            presiding_id=self.council.chair.id,
            secretary_id=self.council.secretary.id,
            **self.by,
        )

    def call(self, meeting, people):
        """Everybody of `people` and the secretary are there, all others absent."""
        there = {person.id for person in (*people, self.council.secretary)}
        lines = {
            person.id: Line(Presence.PRESENT if person.id in there else Presence.ABSENT)
            for person in (*self.council.voters, self.council.secretary)
        }
        roll_services.call_roll(meeting.id, lines, **self.by)

    def decide(self, meeting, item, text="Принять к сведению."):
        place = Place(meeting.id, item.id, uuid4())
        return add_resolution(place, ResolutionDraft(text), **self.by).id

    def vote(self, meeting, item, *counts, resolution_id=None, presiding=None, revision=0):
        subject = Subject(meeting.id, item.id, resolution_id, revision)
        typed = Counted(Counts(*counts), presiding)
        return vote_services.record_vote(subject, typed, **self.by)

    def settle(self, meeting, item, *counts):
        self.decide(meeting, item)
        return self.vote(meeting, item, *(counts or (9, 0, 0)))

    def election(self):
        """A meeting in session whose only item is an election."""
        meeting = self.notified("Об избрании заместителя председателя")
        [item] = self.items(meeting)
        item.kind = ItemKind.ELECTION
        self.build.session.commit()
        self.begin(meeting)
        self.call(meeting, self.council.voters)
        return meeting, item

    def by_ballots(self, days=5, **values):
        """An absentee vote whose term begins today."""
        today = self.now.date()
        return self.notified(
            "О плане",
            "О выставках",
            form=MeetingForm.ABSENTEE,
            ballots_from=today,
            ballots_until=today + timedelta(days=days),
            is_open=False,
            **values,
        )


def raw_vote(item, **values):
    """A vote as nobody should be able to store it."""
    defaults = {
        "mode": VoteMode.COUNT,
        "present": 9,
        "in_favour": 5,
        "against": 4,
        "abstained": 0,
        "presiding_choice": None,
        "outcome": "carried",
    }
    return Vote(item_id=item.id, **{**defaults, **values})


def raw_resolution(item, **values):
    return Resolution(
        item_id=item.id, position=1, text="Текст", kind=DecisionKind.DECISION, **values
    )


FOR, AGAINST, ABSTAINED = Choice.FOR, Choice.AGAINST, Choice.ABSTAINED
