"""What the regulation of the day changes in a session: majority, casting vote, quorum, guests."""

from datetime import timedelta
from uuid import uuid4

import pytest

from core.kernel.errors import Refused
from council.meetings.queries.session.hall import get_hall
from council.meetings.rules.kinds import GuestKind, MeetingState, Outcome, SpeechKind
from council.meetings.rules.votes import Counts
from council.meetings.services import ballots, elections, roll, speeches
from council.meetings.services import session as course
from council.meetings.services.ballots import BallotDraft
from council.meetings.services.elections import PollCount
from council.meetings.services.recording import Place
from council.meetings.services.roll import GuestDraft
from council.meetings.services.speeches import SpeechDraft
from council.minutes.queries.records import get_session
from council.minutes.rules.drafting.full import signatures_text
from tests.sessions import FOR


@pytest.fixture
def rule(build, council):
    return lambda key, value: build.rule(council.body, key, value)


def codes(call, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value.codes


@pytest.mark.parametrize(
    ("value", "outcome"),
    (("of_present", Outcome.CARRIED), ("of_all_voting", Outcome.REJECTED)),
)
def test_four_of_six_of_nine_carry_by_the_majority_of_those_present_only(
    sessions, rule, value, outcome
):
    rule("majority", value)
    meeting = sessions.begun(there=6)

    vote = sessions.settle(meeting, sessions.items(meeting)[0], 4, 2, 0)

    assert vote.outcome is outcome


@pytest.mark.parametrize(("value", "wins"), (("of_present", True), ("of_all_voting", False)))
def test_an_election_follows_the_same_majority(sessions, rule, council, value, wins):
    rule("majority", value)
    meeting, item = sessions.election()
    sessions.call(meeting, council.voters[:6])
    elections.add_candidate(meeting.id, item.id, council.member.id, **sessions.by)

    count = PollCount({council.member.id: 4}, against=2, abstained=0)
    elected = elections.record_poll(meeting.id, item.id, count, **sessions.by)

    assert elected == (council.member.id if wins else None)


@pytest.mark.parametrize("presides", ("chair", "member"))
def test_only_a_presiding_chair_breaks_a_tie_where_the_regulation_says_chair(
    sessions, rule, council, presides
):
    rule("casting_vote", "chair_of_the_body")
    meeting = sessions.begun(there=8)
    meeting.presiding_id = getattr(council, presides).id
    sessions.session.commit()
    item = sessions.items(meeting)[0]
    sessions.decide(meeting, item)

    vote = sessions.vote(meeting, item, 4, 4, 0, presiding=FOR)

    is_chair = presides == "chair"
    assert vote.outcome is (Outcome.CARRIED_BY_CASTING_VOTE if is_chair else Outcome.REJECTED)
    assert vote.presiding_choice is (FOR if is_chair else None)


def test_a_quorum_of_the_approved_composition_counts_vacant_seats(sessions, rule):
    rule("quorum_base", "approved_composition")
    rule("approved_seats", "18")
    meeting = sessions.begun(there=9)

    assert meeting.seats_total == 18
    assert not get_hall(meeting).quorum.holds


@pytest.mark.parametrize(("value", "held"), (("more_than_half", True), ("two_thirds", False)))
def test_ballots_have_a_quorum_rule_of_their_own(sessions, rule, council, value, held):
    rule("quorum", "two_thirds")
    rule("absentee_quorum", value)
    meeting = sessions.by_ballots()
    for person in council.voters[:5]:
        answers = {item.id: FOR for item in sessions.items(meeting)}
        draft, actor = BallotDraft(answers, {}), sessions.build.viewer(person)
        ballots.cast_ballot(meeting.id, person.id, draft, actor=actor, now=sessions.now)

    later = sessions.now + timedelta(days=6)
    ballots.count_ballots(meeting.id, actor=sessions.secretary, now=later)

    assert meeting.state is (MeetingState.HELD if held else MeetingState.INQUORATE)
    assert get_session(meeting).has_quorum is held


def test_every_ballot_came_back_although_the_approved_composition_is_larger(
    sessions, rule, council
):
    rule("quorum_base", "approved_composition")
    rule("approved_seats", "12")
    meeting = sessions.by_ballots()
    for person in council.voters:
        answers = {item.id: FOR for item in sessions.items(meeting)}
        draft, actor = BallotDraft(answers, {}), sessions.build.viewer(person)
        ballots.cast_ballot(meeting.id, person.id, draft, actor=actor, now=sessions.now)

    ballots.count_ballots(meeting.id, **sessions.by)

    assert meeting.state is MeetingState.HELD


def test_a_meeting_is_closed_only_after_the_vote_that_alone_gives_the_agenda_its_force(
    sessions, rule
):
    rule("agenda_rule", "only_adopted")
    meeting = sessions.begun("О плане")
    sessions.settle(meeting, sessions.items(meeting)[0])

    assert codes(course.close_session, meeting.id, **sessions.by) == ("agenda_not_voted",)
    course.adopt_agenda(meeting.id, Counts(9, 0, 0), **sessions.by)
    course.close_session(meeting.id, **sessions.by)

    assert meeting.state is MeetingState.HELD


def test_an_agenda_that_was_approved_is_not_voted_on(sessions, rule):
    rule("agenda_rule", "only_approved")
    meeting = sessions.begun("О плане")

    refused = codes(course.adopt_agenda, meeting.id, Counts(9, 0, 0), **sessions.by)

    assert refused == ("agenda_needs_no_vote",)
    assert meeting.agenda_vote_for is None


def test_guests_are_silent_where_the_regulation_lets_only_members_speak(sessions, rule):
    rule("guests_speak", "no")
    meeting = sessions.begun("О плане")
    guest = roll.add_guest(
        meeting.id, GuestDraft(GuestKind.INVITED, "Гостев Пётр Ильич"), key=uuid4(), **sessions.by
    )
    place = Place(meeting.id, sessions.items(meeting)[0].id, uuid4())

    draft = SpeechDraft("сказал", guest_id=guest.id)
    refused = codes(speeches.add_speech, place, SpeechKind.SPOKE, draft, **sessions.by)

    assert refused == ("guests_silent",)


def substitute(sessions, meeting, member, kind=GuestKind.INVITED):
    draft = GuestDraft(kind, "Гостев Пётр Ильич", "директор", stands_for_id=member.id)
    return roll.add_guest(meeting.id, draft, key=uuid4(), **sessions.by)


def test_a_substitute_is_named_in_the_minutes_and_never_counted(sessions, rule, council):
    rule("substitution_allowed", "yes")
    meeting = sessions.begun("О плане", there=8)
    away = council.voters[8]
    away.genitive = "Шевчука П.И."
    sessions.session.commit()

    substitute(sessions, meeting, away)

    assert get_hall(meeting).quorum.present == 8
    (guest,) = get_session(meeting).guests
    assert guest.party.post == "директор, вместо Шевчука П.И."
    assert codes(substitute, sessions, meeting, away) == ("substituted_already",)
    assert codes(substitute, sessions, meeting, council.voters[0]) == ("member_is_there",)


def test_without_the_rule_nobody_comes_for_another(sessions, council):
    meeting = sessions.begun("О плане", there=8)

    assert codes(substitute, sessions, meeting, council.voters[8]) == ("no_substitutes",)


@pytest.mark.parametrize(
    ("value", "lines"), (("presiding_and_secretary", 2), ("presiding_alone", 1))
)
def test_the_draft_has_a_line_for_each_who_signs(sessions, rule, value, lines):
    rule("signatories", value)
    meeting = sessions.begun("О плане")

    text = signatures_text(get_session(meeting))

    assert len(text.splitlines()) == lines
    assert text.startswith("Председательствующий")
