"""Votes in the hall: figures, quorum at the item, the presiding's vote, revisions."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from core.kernel.errors import Refused, Stale
from council.meetings.models import Ballot, ItemAbsence, Vote
from council.meetings.rules.kinds import Choice, Outcome, VoteMode
from council.meetings.services import presence
from council.meetings.services import session as course
from council.meetings.services import votes as services
from council.meetings.services.recording import Target
from council.meetings.services.votes import Subject
from council.membership.models import RegulationSetting
from tests.sessions import ABSTAINED, AGAINST, FOR, raw_resolution, raw_vote


@pytest.fixture
def meeting(sessions):
    return sessions.begun()


@pytest.fixture
def item(sessions, meeting):
    found = sessions.items(meeting)[0]
    sessions.decide(meeting, found)
    return found


def codes(call, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value.codes


def test_a_vote_is_stored_with_its_outcome(sessions, meeting, item):
    vote = sessions.vote(meeting, item, 6, 2, 1)

    assert (vote.present, vote.outcome, vote.mode) == (9, Outcome.CARRIED, VoteMode.COUNT)
    assert (vote.presiding_choice, vote.taken_at, vote.revision) == (None, sessions.now, 1)


def test_invariant_5_figures_that_do_not_add_up_are_refused(sessions, meeting, item, session):
    assert codes(sessions.vote, meeting, item, 6, 3, 1) == ("votes_do_not_add_up",)
    assert session.scalars(select(Vote)).all() == []


def test_invariant_4_no_decision_without_a_quorum_at_the_item(sessions, meeting, item, council):
    for person in council.voters[4:]:
        presence.leave(meeting.id, item.id, person.id, **sessions.by)

    assert codes(sessions.vote, meeting, item, 4, 0, 0) == ("no_quorum_at_item",)


def test_invariant_6_a_tie_is_broken_by_the_vote_of_the_presiding(sessions, council):
    meeting = sessions.begun(there=8)
    item = sessions.items(meeting)[0]
    sessions.decide(meeting, item)

    assert codes(sessions.vote, meeting, item, 4, 4, 0) == ("no_presiding_choice",)
    vote = sessions.vote(meeting, item, 4, 4, 0, presiding=FOR)
    assert (vote.outcome, vote.presiding_choice) == (Outcome.CARRIED_BY_CASTING_VOTE, FOR)
    vote = sessions.vote(meeting, item, 4, 4, 0, presiding=AGAINST, revision=1)
    assert vote.outcome is Outcome.REJECTED


def test_a_presiding_who_left_breaks_no_tie(sessions, meeting, item, council):
    presence.leave(meeting.id, item.id, council.chair.id, **sessions.by)

    assert codes(sessions.vote, meeting, item, 4, 4, 0, presiding=FOR) == (
        "presiding_did_not_vote",
    )
    assert sessions.vote(meeting, item, 4, 4, 0).outcome is Outcome.REJECTED


def test_the_regulation_may_let_nobody_break_a_tie(sessions, council, build):
    build.add(
        RegulationSetting(
            body_id=council.body.id,
            key="casting_vote",
            value="nobody",
            valid_from=council.body.founded_on,
        )
    )
    meeting = sessions.begun(there=8)
    item = sessions.items(meeting)[0]
    sessions.decide(meeting, item)

    vote = sessions.vote(meeting, item, 4, 4, 0)

    assert (vote.outcome, vote.presiding_choice) == (Outcome.REJECTED, None)


def test_a_vote_by_name_is_counted_from_the_choices(sessions, meeting, item, council, session):
    choices = dict.fromkeys([person.id for person in council.voters], FOR)
    choices[council.rival.id], choices[council.member.id] = AGAINST, ABSTAINED

    subject = Subject(meeting.id, item.id)
    vote = services.record_vote_by_name(subject, choices, **sessions.by)

    assert (vote.in_favour, vote.against, vote.abstained) == (7, 1, 1)
    assert vote.mode is VoteMode.BY_NAME
    ballots = session.scalars(select(Ballot).where(Ballot.item_id == item.id)).all()
    assert {ballot.person_id: ballot.choice for ballot in ballots} == choices


def test_on_a_tie_by_name_the_presiding_has_said_already(sessions, council):
    meeting = sessions.begun(there=8)
    item = sessions.items(meeting)[0]
    sessions.decide(meeting, item)
    people = [person.id for person in council.voters[:8]]
    choices = dict(zip(people, [FOR] * 4 + [AGAINST] * 4, strict=True))

    vote = services.record_vote_by_name(Subject(meeting.id, item.id), choices, **sessions.by)

    assert vote.outcome is Outcome.CARRIED_BY_CASTING_VOTE


def test_a_vote_by_name_of_part_of_those_present_is_refused(sessions, meeting, item, council):
    subject = Subject(meeting.id, item.id)
    some = {council.chair.id: FOR}
    refused = codes(services.record_vote_by_name, subject, some, **sessions.by)
    assert refused == ("choices_missing",)


def test_a_count_in_place_of_a_vote_by_name_forgets_who_chose_what(
    sessions, meeting, item, council, session
):
    choices = dict.fromkeys([person.id for person in council.voters], FOR)
    services.record_vote_by_name(Subject(meeting.id, item.id), choices, **sessions.by)

    sessions.vote(meeting, item, 8, 1, 0, revision=1)

    assert session.scalars(select(Ballot)).all() == []


def test_each_decision_has_a_vote_of_its_own_or_the_item_has_one(sessions, meeting, item):
    second = sessions.decide(meeting, item, "Поручить.")
    sessions.vote(meeting, item, 9, 0, 0, resolution_id=second)

    assert codes(sessions.vote, meeting, item, 9, 0, 0) == ("voted_otherwise",)


def test_after_a_vote_on_the_whole_single_decisions_are_not_voted(sessions, meeting, item):
    second = sessions.decide(meeting, item, "Поручить.")
    sessions.vote(meeting, item, 9, 0, 0)

    refused = codes(sessions.vote, meeting, item, 9, 0, 0, resolution_id=second)
    assert refused == ("voted_otherwise",)
    assert codes(sessions.decide, meeting, item, "Ещё одно.") == ("vote_is_taken",)


def test_a_decision_of_another_item_cannot_be_voted_here(sessions, meeting, item):
    other = sessions.items(meeting)[1]
    foreign = sessions.decide(meeting, other)
    refused = codes(sessions.vote, meeting, item, 9, 0, 0, resolution_id=foreign)
    assert refused == ("no_such_resolution",)


def test_nothing_is_voted_before_it_is_written(sessions, meeting):
    bare = sessions.items(meeting)[2]
    assert codes(sessions.vote, meeting, bare, 9, 0, 0) == ("nothing_to_decide",)


def test_two_people_who_record_one_vote_see_both_figures(sessions, meeting, item):
    sessions.vote(meeting, item, 9, 0, 0)

    with pytest.raises(Stale) as caught:
        sessions.vote(meeting, item, 8, 1, 0)

    assert (caught.value.mine, caught.value.theirs) == ("8 : 1 : 0", "9 : 0 : 0")
    assert sessions.vote(meeting, item, 8, 1, 0, revision=1).revision == 2


def test_a_cancelled_vote_opens_the_item_again(sessions, meeting, item, council, session):
    vote = sessions.vote(meeting, item, 9, 0, 0)
    stale = Target(meeting.id, vote.id, 7)
    with pytest.raises(Stale):
        services.cancel_vote(stale, **sessions.by)

    services.cancel_vote(Target(meeting.id, vote.id, 1), **sessions.by)

    assert session.scalars(select(Vote)).all() == []
    presence.leave(meeting.id, item.id, council.member.id, **sessions.by)
    assert sessions.vote(meeting, item, 8, 0, 0).present == 8


def test_after_the_meeting_figures_can_be_corrected_but_no_vote_cancelled(sessions):
    meeting = sessions.begun("О плане")
    [item] = sessions.items(meeting)
    vote = sessions.settle(meeting, item)
    course.close_session(meeting.id, **sessions.by)

    assert sessions.vote(meeting, item, 8, 1, 0, revision=1).outcome is Outcome.CARRIED
    target = Target(meeting.id, vote.id, 2)
    assert codes(services.cancel_vote, target, **sessions.by) == ("session_over",)


@pytest.mark.parametrize(
    ("values", "constraint"),
    (
        ({"abstained": 1}, "counts_add_up"),
        ({"in_favour": 10, "against": -1}, "counts_not_negative"),
        ({"in_favour": 4, "against": 5}, "carried_has_more_for"),
        ({"in_favour": 4, "against": 4, "abstained": 1}, "carried_has_more_for"),
        ({"outcome": Outcome.CARRIED_BY_CASTING_VOTE}, "casting_vote_breaks_a_tie"),
        (
            {
                "in_favour": 4,
                "against": 4,
                "abstained": 1,
                "outcome": Outcome.CARRIED_BY_CASTING_VOTE,
                "presiding_choice": Choice.AGAINST,
            },
            "casting_vote_breaks_a_tie",
        ),
    ),
)
def test_the_database_itself_refuses_impossible_votes(session, sessions, item, values, constraint):
    session.add(raw_vote(item, taken_at=sessions.now, **values))
    with pytest.raises(IntegrityError, match=constraint):
        session.commit()


def test_the_database_itself_keeps_one_vote_on_the_whole_item(session, sessions, meeting, item):
    sessions.vote(meeting, item, 9, 0, 0)
    session.add(raw_vote(item, taken_at=sessions.now))
    with pytest.raises(IntegrityError):
        session.commit()


def test_the_database_itself_keeps_one_absence_a_member_and_item(session, item, council):
    for _ in range(2):
        session.add(ItemAbsence(item_id=item.id, person_id=council.member.id))
    with pytest.raises(IntegrityError):
        session.commit()


def test_the_database_itself_wants_a_day_where_a_day_is_meant(session, sessions, meeting):
    bare = sessions.items(meeting)[2]
    session.add(raw_resolution(bare, due_kind="date"))
    with pytest.raises(IntegrityError, match="day_if_dated"):
        session.commit()


def test_a_vote_by_name_can_be_corrected(sessions, meeting, item, council, session):
    choices = dict.fromkeys([person.id for person in council.voters], FOR)
    services.record_vote_by_name(Subject(meeting.id, item.id), choices, **sessions.by)

    choices[council.member.id] = AGAINST
    again = Subject(meeting.id, item.id, None, 1)
    vote = services.record_vote_by_name(again, choices, **sessions.by)

    assert (vote.in_favour, vote.against, vote.revision) == (8, 1, 2)
    query = select(Ballot.choice).where(Ballot.person_id == council.member.id)
    assert session.scalars(query).one() is AGAINST


def test_a_cancelled_vote_by_name_forgets_who_chose_what(sessions, meeting, item, council, session):
    choices = dict.fromkeys([person.id for person in council.voters], FOR)
    vote = services.record_vote_by_name(Subject(meeting.id, item.id), choices, **sessions.by)
    services.cancel_vote(Target(meeting.id, vote.id, 1), **sessions.by)
    assert session.scalars(select(Ballot)).all() == []
