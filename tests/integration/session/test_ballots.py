"""Voting by ballots: the term, the last vote counts, secrecy until the count, the quorum."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.adapters.journal import JournalEntry
from core.kernel.errors import NotFound, Refused
from council.meetings.models import Ballot, Dissent, Resolution, Vote
from council.meetings.queries.session.hall import get_hall
from council.meetings.rules.kinds import ItemKind, MeetingState, Outcome, VoteMode
from council.meetings.services import ballots as services
from council.meetings.services import roll
from council.meetings.services.ballots import BallotDraft
from council.meetings.services.recording import Target
from council.meetings.services.resolutions import ResolutionDraft, edit_resolution
from tests.sessions import ABSTAINED, AGAINST, FOR


@pytest.fixture
def vote(sessions):
    return sessions.by_ballots()


def draft(sessions, meeting, *choices, dissent="", is_paper=False):
    items = [item.id for item in sessions.items(meeting)]
    given = dict(zip(items, choices or (FOR, FOR), strict=False))
    return BallotDraft(given, {items[0]: dissent}, is_paper=is_paper)


def cast(sessions, meeting, person, *choices, now=None, **values):
    services.cast_ballot(
        meeting.id,
        person.id,
        draft(sessions, meeting, *choices, **values),
        actor=sessions.build.viewer(person),
        now=now or sessions.now,
    )


def codes(call, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value.codes


def count(sessions, meeting, days=6):
    now = sessions.now + timedelta(days=days)
    return services.count_ballots(meeting.id, actor=sessions.secretary, now=now)


def test_the_first_ballot_opens_the_vote(sessions, vote, council, session):
    cast(sessions, vote, council.member)

    assert (vote.state, vote.seats_total) == (MeetingState.IN_SESSION, 9)
    assert (vote.presiding_id, vote.secretary_id) == (council.chair.id, council.secretary.id)
    assert get_hall(vote).voters == {council.member.id}
    wordings = session.scalars(select(Resolution.text)).all()
    assert sorted(wordings) == [
        "Принять к сведению: О выставках.",
        "Принять к сведению: О плане.",
    ]


def test_the_last_ballot_of_the_term_counts(sessions, vote, council, session):
    cast(sessions, vote, council.member, FOR, FOR)
    last_day = sessions.now + timedelta(days=5)
    cast(sessions, vote, council.member, AGAINST, ABSTAINED, now=last_day, dissent="Против.")

    query = select(Ballot.choice).where(Ballot.person_id == council.member.id)
    assert sorted(session.scalars(query)) == sorted([AGAINST, ABSTAINED])
    assert session.scalars(select(Dissent.text)).all() == ["Против."]

    cast(sessions, vote, council.member, AGAINST, ABSTAINED, now=last_day)
    assert session.scalars(select(Dissent)).all() == []


@pytest.mark.parametrize(("days", "code"), ((-1, "term_ahead"), (6, "term_over")))
def test_outside_the_term_no_ballot_is_taken(sessions, vote, session, days, code):
    now = sessions.now + timedelta(days=days)
    assert code in codes(cast, sessions, vote, sessions.council.member, now=now)
    session.expire_all()
    assert (vote.state, session.scalars(select(Ballot)).all()) == (MeetingState.NOTIFIED, [])


def test_a_ballot_answers_every_item(sessions, vote, council):
    assert codes(cast, sessions, vote, council.member, FOR) == ("unanswered",)


def test_only_voting_members_of_the_first_day_vote(sessions, vote, council, build):
    assert codes(cast, sessions, vote, council.secretary) == ("no_vote",)
    cast(sessions, vote, council.member)
    late = build.person(("Новиков", "Игорь", "Львович"))
    build.seat(council.body, late, held_from=sessions.now.date())
    assert codes(cast, sessions, vote, late) == ("no_vote",)


def test_the_count_decides_each_item_by_the_ballots(sessions, vote, council, session):
    for place, person in enumerate(council.voters[:6]):
        cast(sessions, vote, person, FOR, FOR if place < 3 else AGAINST)

    count(sessions, vote)

    assert vote.state is MeetingState.HELD
    first, second = (
        session.scalars(select(Vote).where(Vote.item_id == item.id)).one()
        for item in sessions.items(vote)
    )
    assert (first.outcome, first.mode) == (Outcome.CARRIED_UNANIMOUSLY, VoteMode.BY_NAME)
    assert (second.in_favour, second.against, second.present) == (3, 3, 6)
    assert (second.outcome, second.presiding_choice) == (Outcome.CARRIED_BY_CASTING_VOTE, FOR)
    assert all(item.is_heard for item in sessions.items(vote))


def test_on_a_tie_without_the_presidings_ballot_nothing_is_carried(
    sessions, vote, council, session
):
    for place, person in enumerate(council.voters[1:7]):
        cast(sessions, vote, person, FOR if place < 3 else AGAINST, FOR)

    count(sessions, vote)

    outcomes = session.scalars(select(Vote.outcome).order_by(Vote.against.desc())).all()
    assert outcomes == [Outcome.REJECTED, Outcome.CARRIED_UNANIMOUSLY]


def test_the_count_waits_for_the_term_unless_all_have_voted(sessions, vote, council):
    for person in council.voters[:8]:
        cast(sessions, vote, person)
    assert codes(count, sessions, vote, days=5) == ("term_runs",)

    cast(sessions, vote, council.voters[8])
    count(sessions, vote, days=0)

    assert vote.state is MeetingState.HELD


def test_without_a_quorum_by_ballots_the_vote_failed(sessions, vote, council, session):
    for person in council.voters[:4]:
        cast(sessions, vote, person)

    count(sessions, vote)

    assert vote.state is MeetingState.INQUORATE
    assert session.scalars(select(Vote)).all() == []


def test_a_vote_that_nobody_answered_failed(sessions, vote):
    assert codes(count, sessions, vote, days=0) == ("term_runs",)
    count(sessions, vote)
    assert vote.state is MeetingState.INQUORATE


def test_after_the_count_no_ballot_is_taken(sessions, vote, council):
    for person in council.voters:
        cast(sessions, vote, person)
    count(sessions, vote, days=0)
    assert codes(cast, sessions, vote, council.member) == ("voting_closed",)


def test_paper_never_replaces_what_a_member_sent_in(sessions, vote, council):
    cast(sessions, vote, council.member)
    assert codes(cast, sessions, vote, council.member, is_paper=True) == ("voted_on_site",)

    cast(sessions, vote, council.rival, FOR, FOR, is_paper=True)
    cast(sessions, vote, council.rival, AGAINST, FOR, is_paper=True)
    cast(sessions, vote, council.rival, ABSTAINED, FOR)
    assert codes(cast, sessions, vote, council.rival, is_paper=True) == ("voted_on_site",)


def test_how_somebody_voted_is_not_told_to_the_journal(sessions, vote, council, session):
    cast(sessions, vote, council.member, AGAINST, ABSTAINED)
    query = select(JournalEntry.details).where(JournalEntry.what == "ballot.cast")
    assert set(session.scalars(query).one()) == {"person_id", "is_paper"}


@pytest.mark.parametrize(
    ("kind", "wording", "code"),
    ((ItemKind.ELECTION, "Избрать.", "election_by_ballot"), (ItemKind.OTHER, " ", "no_wording")),
)
def test_elections_and_items_without_a_wording_need_a_meeting(sessions, vote, kind, wording, code):
    item = sessions.items(vote)[0]
    item.kind, item.proposed_decision = kind, wording
    sessions.build.session.commit()
    assert codes(cast, sessions, vote, sessions.council.member) == (code,)


def test_the_wording_does_not_change_while_members_vote_on_it(sessions, vote, council, session):
    cast(sessions, vote, council.member)
    resolution = session.scalars(select(Resolution)).first()
    target = Target(vote.id, resolution.id, 1)
    changed = ResolutionDraft("Отклонить.")
    assert codes(edit_resolution, target, changed, **sessions.by) == ("wording_fixed",)


def test_the_hall_and_the_ballots_keep_to_themselves(sessions, vote, council):
    assert codes(sessions.begin, vote) == ("held_by_ballots",)
    hall = sessions.begun()
    with pytest.raises(NotFound):
        cast(sessions, hall, council.member)
    services.open_ballots(vote.id, **sessions.by)
    assert codes(sessions.call, vote, council.voters) == ("held_by_ballots",)
    officers = {"presiding_id": council.deputy.id, "secretary_id": council.secretary.id}
    roll.name_officers(vote.id, **officers, **sessions.by)
    assert vote.presiding_id == council.deputy.id
