"""An election in the hall: who stands, the count, and that nobody takes office yet."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from core.kernel.errors import Refused
from council.meetings.services import elections as services
from council.meetings.services import session as course
from council.meetings.services.elections import PollCount
from council.membership.models import Election
from council.membership.queries import find_deputy_chair


@pytest.fixture
def hall(sessions):
    return sessions.election()


def stand(sessions, hall, *people):
    meeting, item = hall
    for person in people:
        services.add_candidate(meeting.id, item.id, person.id, **sessions.by)


def poll(sessions, hall, votes, **counts):
    meeting, item = hall
    by_id = {person.id: number for person, number in votes.items()}
    return services.record_poll(meeting.id, item.id, PollCount(by_id, **counts), **sessions.by)


def codes(call, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value.codes


def held(session, item):
    return session.scalars(select(Election).where(Election.agenda_item_id == item.id)).one()


def test_the_elected_takes_office_only_by_signed_minutes(sessions, hall, council, session):
    meeting, item = hall
    stand(sessions, hall, council.rival, council.member)

    winner = poll(sessions, hall, {council.rival: 6, council.member: 2}, abstained=1)
    course.close_session(meeting.id, **sessions.by)

    election = held(session, item)
    assert winner == election.elected_id == council.rival.id
    assert (election.effective_on, election.abstained) == (None, 1)
    today = sessions.now.date()
    assert find_deputy_chair(council.body.id, today).person_id == council.deputy.id


def test_a_tie_elects_nobody_and_still_settles_the_item(sessions, hall, council, session):
    meeting, item = hall
    stand(sessions, hall, council.rival, council.member)

    assert poll(sessions, hall, {council.rival: 4, council.member: 4}, abstained=1) is None

    assert held(session, item).elected_id is None
    course.close_session(meeting.id, **sessions.by)


def test_invariant_2_only_a_voting_member_from_business_can_stand(sessions, hall, council, session):
    assert codes(stand, sessions, hall, council.coordinator) == ("not_business",)
    assert "no_vote" in codes(stand, sessions, hall, council.secretary)
    assert session.scalars(select(Election).where(Election.effective_on.is_(None))).all() == []


def test_invariant_5_the_votes_of_an_election_are_those_present(sessions, hall, council):
    stand(sessions, hall, council.rival, council.member)
    votes = {council.rival: 6, council.member: 3}
    assert codes(poll, sessions, hall, votes, abstained=1) == ("votes_do_not_add_up",)


def test_votes_for_somebody_who_does_not_stand_are_refused(sessions, hall, council):
    stand(sessions, hall, council.rival)
    votes = {council.rival: 6, council.member: 3}
    assert codes(poll, sessions, hall, votes) == ("other_candidates",)


def test_candidates_are_fixed_by_the_count_until_it_is_cancelled(sessions, hall, council, session):
    meeting, item = hall
    stand(sessions, hall, council.rival, council.member, council.member)
    poll(sessions, hall, {council.rival: 6, council.member: 3}, is_secret=True)
    assert codes(stand, sessions, hall, council.deputy) == ("poll_is_counted",)

    services.cancel_poll(meeting.id, item.id, **sessions.by)
    services.remove_candidate(meeting.id, item.id, council.member.id, **sessions.by)

    assert poll(sessions, hall, {council.rival: 5}, against=4) == council.rival.id


def test_an_election_is_no_vote_and_a_vote_no_election(sessions, hall, council):
    meeting, item = hall
    sessions.decide(meeting, item)
    assert codes(sessions.vote, meeting, item, 9, 0, 0) == ("is_election",)
    other = sessions.begun("О плане")
    plain = sessions.items(other)[0]
    add = services.add_candidate
    assert codes(add, other.id, plain.id, council.rival.id, **sessions.by) == ("no_election",)


def test_the_database_itself_lets_nobody_take_office_unelected(session, sessions, hall, council):
    stand(sessions, hall, council.rival)
    held(session, hall[1]).effective_on = sessions.now.date()
    with pytest.raises(IntegrityError, match="somebody_elected"):
        session.commit()


def test_the_database_itself_refuses_negative_counts(session, sessions, hall, council):
    stand(sessions, hall, council.rival)
    held(session, hall[1]).against = -1
    with pytest.raises(IntegrityError, match="counts_not_negative"):
        session.commit()


def test_cancelling_a_count_that_nobody_made_changes_nothing(sessions, hall, session):
    meeting, item = hall
    services.cancel_poll(meeting.id, item.id, **sessions.by)
    services.remove_candidate(meeting.id, item.id, meeting.presiding_id, **sessions.by)
    query = select(Election).where(Election.agenda_item_id == item.id)
    assert session.scalars(query).all() == []
