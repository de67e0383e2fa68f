"""Lists and counts: what is public, when "the next meeting" is, in which order."""

from collections import Counter
from datetime import date, timedelta

import pytest
from flask_babel import force_locale

from core.letters.wording import moment
from council.assignments import queries
from council.assignments.letters import term_of
from council.assignments.queries import Filter
from council.assignments.queries.papers import PrintedList, get_assignments_record
from council.assignments.rules import Timeliness
from council.assignments.services.telling import told_of
from council.meetings.queries.meetings import get_meeting
from council.meetings.rules.kinds import DueKind, MeetingForm, MeetingState
from council.minutes.rules import EditionState
from tests.builders_assignments import HELD
from tests.conftest import NOW

TODAY = date(2026, 11, 21)
E = EditionState


def public(council):
    wanted = Filter(council.body.id, TODAY, only_published=True)
    return {line.id for line in queries.list_assignments(wanted)}


def test_what_an_absentee_vote_gives_is_named_by_its_last_day(assignments, council):
    minutes = assignments.published(starts_at=HELD)
    minutes.meeting.form, last = MeetingForm.ABSENTEE, HELD.date() + timedelta(days=6)
    minutes.meeting.ballots_from, minutes.meeting.ballots_until = HELD.date(), last
    given = assignments.give(council.coordinator, minutes=minutes)
    [line] = queries.list_assignments(Filter(council.body.id, TODAY))
    wanted = PrintedList(council.body, TODAY, get_meeting(minutes.meeting.id))
    assert line.meeting_on == last
    assert queries.get_assignment(given.id).meeting_on == last
    assert get_assignments_record(wanted).meeting_on == last


@pytest.mark.parametrize("state", E)
def test_only_assignments_of_published_minutes_are_public(assignments, council, state):
    minutes = assignments.published(state=state)
    assignment = assignments.give(council.coordinator, minutes=minutes)
    assert public(council) == ({assignment.id} if state is E.PUBLISHED else set())


def test_a_withdrawn_correction_hides_what_the_first_edition_gave(assignments, council):
    minutes = assignments.published()
    assignment = assignments.give(council.coordinator, minutes=minutes)
    correction = assignments.edition(minutes.meeting, number=2, state=E.SIGNED)
    assert public(council) == {assignment.id}
    correction.state, correction.published_at = E.WITHDRAWN, NOW
    correction.withdrawn_reason = "Ошибка"
    assignments.build.session.commit()
    assert public(council) == set()


def test_a_wording_that_is_signed_but_not_public_is_not_shown(assignments, council):
    minutes = assignments.published()
    assignment = assignments.give(council.coordinator, minutes=minutes)
    correction = assignments.edition(minutes.meeting, number=2, state=E.SIGNED)
    assignment.edition_id = correction.id
    assignments.build.session.commit()
    assert public(council) == set()
    correction.state, correction.published_at = E.PUBLISHED, NOW
    assignments.build.session.commit()
    assert public(council) == {assignment.id}


def test_a_restricted_item_hides_its_assignments_alone(assignments, council):
    minutes = assignments.published()
    hidden = assignments.give(council.coordinator, minutes=minutes, item=1)
    shown = assignments.give(council.coordinator, minutes=minutes, item=2)
    assignments.restrict(minutes, minutes.items[1])
    assert public(council) == {shown.id}
    assert hidden.id not in public(council)


def due(assignment):
    return queries.get_assignment(assignment.id).due.on


def test_the_next_meeting_is_the_first_one_at_which_it_can_be_reported(assignments, council, build):
    assignment = assignments.give(council.coordinator, due_kind=DueKind.NEXT_MEETING)
    assert due(assignment) is None

    def later(days, **values):
        return build.meeting(council.body, starts_at=HELD + timedelta(days=days), **values)

    later(10, state=MeetingState.CANCELLED, state_reason="нет вопросов")
    later(
        20,
        form=MeetingForm.ABSENTEE,
        ballots_from=date(2026, 10, 10),
        ballots_until=date(2026, 10, 14),
    )
    assert due(assignment) is None
    later(84)
    assert due(assignment) == date(2026, 12, 17)
    later(40)
    assert due(assignment) == date(2026, 11, 3)
    [line] = queries.list_assignments(Filter(council.body.id, TODAY))
    assert (line.due_on, line.timeliness(TODAY)) == (date(2026, 11, 3), Timeliness.OVERDUE)
    assert queries.count_timeliness(Filter(council.body.id, TODAY)) == {Timeliness.OVERDUE: 1}


def test_a_letter_names_hour_zone_and_place_of_the_meeting_by_which_it_is_due(
    assignments, council, build
):
    assignment = assignments.give(council.coordinator, due_kind=DueKind.NEXT_MEETING)
    assert told_of(assignment.id).next_meeting is None
    build.meeting(council.body, starts_at=HELD + timedelta(days=90))
    meeting = build.meeting(
        council.body, starts_at=HELD + timedelta(days=84), city="Заречинск", place="зал 2"
    )
    told = told_of(assignment.id)
    with force_locale("ru"):
        term = term_of(told)
        assert term.endswith(f": {moment(meeting.starts_at, meeting.zone)}, Заречинск, зал 2")


def test_what_is_due_first_stands_on_top_and_what_is_closed_below(assignments, council):
    give, who = assignments.give, council.coordinator
    old = assignments.published(1, starts_at=HELD - timedelta(days=90))
    closed_old = assignments.closed(who, minutes=old)
    closed_new = assignments.closed(who)
    always = give(who, due_kind=DueKind.ALWAYS)
    later = give(who, due_on=date(2027, 1, 1))
    soon = give(who, due_on=date(2026, 10, 1))
    tenth = give(who, due_on=date(2026, 12, 1), number="10.1")
    ninth = give(who, due_on=date(2026, 12, 1), number="9.1")
    found = [line.id for line in queries.list_assignments(Filter(council.body.id, TODAY))]
    expected = (soon, ninth, tenth, later, always, closed_new, closed_old)
    assert found == [each.id for each in expected]


def test_counting_agrees_with_the_list_whatever_the_state(assignments, council):
    who = council.coordinator
    assignments.give(who, due_on=date(2026, 11, 20))
    assignments.give(who, due_on=date(2026, 11, 21))
    assignments.give(who)
    assignments.give(who, due_kind=DueKind.QUARTERLY)
    assignments.reported(who)
    assignments.closed(who)
    assignments.closed(who, due_on=date(2026, 11, 9))
    assignments.closed(who, done_on=None)
    wanted = Filter(council.body.id, TODAY)
    lines = queries.list_assignments(wanted)
    assert queries.count_timeliness(wanted) == Counter(line.timeliness(TODAY) for line in lines)
    assert set(queries.count_timeliness(wanted)) == set(Timeliness)


def test_ones_own_are_found_in_every_body_and_open_ones_alone(assignments, council, build):
    group = build.body("group", kind="working_group", name="Рабочая группа")
    other = assignments.published(1, body=group)
    mine = assignments.give(council.member)
    elsewhere = assignments.give(council.rival, council.member, minutes=other)
    assignments.give(council.rival)
    assignments.closed(council.member)
    wanted = Filter(None, TODAY, executor_id=council.member.id, only_open=True)
    assert {line.id for line in queries.list_assignments(wanted)} == {mine.id, elsewhere.id}
    codes = {line.id for line in queries.list_open_lines(group.id)}
    assert codes == {elsewhere.id}


def test_executors_come_in_their_order_with_bodies_by_name(assignments, council, build):
    assignment = assignments.give(council.coordinator, council.member, names=["члены Совета"])
    first, second, third = queries.list_executors([assignment.id])
    assert (first.name, first.post) == ("Рябинина\xa0Е.П.", "директор")
    assert first.organisation == council.ministry.name
    assert second.shown == "Шевчук\xa0Р.О., директор"
    assert (third.person_id, third.shown) == (None, "члены Совета")
