"""The tasks of a meeting: what is done, to be done now, or blocked, in every state of its life."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.kernel.workdays import Deadline
from council.day.rules.preparation import Preparation, PreparationAction, preparation_tasks
from council.day.rules.tasks import LastDay, to_be_done
from council.meetings.rules.agenda import AgendaLine
from council.meetings.rules.deadlines import Term
from council.meetings.rules.kinds import ItemKind, MeetingForm, MeetingState
from council.reports.rules import ReportState

M, A = MeetingState, PreparationAction
TODAY = date(2026, 11, 21)
DAY = timedelta(days=1)
FIRST = date(2026, 12, 17)
TERMS = {term: Deadline(FIRST - timedelta(days=n)) for n, term in enumerate(Term, 3)}
PLAIN = AgendaLine(1)
READY = AgendaLine(
    2, ItemKind.REPORT, is_gated=True, is_approved=True, report_state=ReportState.APPROVED
)
BLOCKED = replace(READY, is_approved=False, report_state=ReportState.SUBMITTED)
FACTS = Preparation(
    state=M.AGENDA_OPEN,
    form=MeetingForm.IN_PERSON,
    today=TODAY,
    first_day=FIRST,
    last_day=FIRST,
    lines=(PLAIN, READY),
    silent=4,
)


def tasks(**changes):
    found = preparation_tasks(replace(FACTS, **changes), TERMS)
    return {task.action: task for task in found}


def states(**changes):
    return {action: task.state for action, task in tasks(**changes).items()}


def why(action, **changes):
    refusal = tasks(**changes)[action].why
    return refusal and refusal.code


def test_the_tasks_stand_in_the_order_of_time():
    found = preparation_tasks(replace(FACTS, has_visitors=True, has_interim=False), TERMS)
    assert [task.action for task in found] == [a for a in A if a is not A.COLLECT_BALLOTS]


@pytest.mark.parametrize(
    ("changes", "now"),
    (
        ({"state": M.PLANNED, "lines": ()}, {A.COLLECT_ITEMS}),
        ({"has_place": False, "state": M.PLANNED, "lines": ()}, {A.SET, A.COLLECT_ITEMS}),
        ({"lines": ()}, {A.COLLECT_ITEMS}),
        ({"undecided": 1}, {A.COLLECT_ITEMS}),
        ({}, {A.APPROVE_AGENDA}),
        ({"lines": (PLAIN, BLOCKED)}, {A.COLLECT_REPORTS}),
        ({"has_interim": False}, {A.ADD_INTERIM, A.APPROVE_AGENDA}),
        ({"state": M.AGENDA_APPROVED}, {A.SEND_NOTICE}),
        ({"state": M.AGENDA_APPROVED, "has_interim": False}, {A.SEND_NOTICE}),
        ({"state": M.NOTIFIED, "is_notified": True}, {A.COLLECT_ANSWERS, A.SEND_MATERIALS}),
        ({"state": M.NOTIFIED, "is_notified": True, "silent": 0}, {A.SEND_MATERIALS}),
        ({"state": M.NOTIFIED, "is_notified": True, "silent": 0, "has_materials": True}, set()),
        (
            {
                "state": M.NOTIFIED,
                "is_notified": True,
                "silent": 0,
                "has_materials": True,
                "today": FIRST,
            },
            {A.HOLD},
        ),
        ({"state": M.AGENDA_APPROVED, "today": FIRST}, {A.SEND_NOTICE}),
    ),
)
def test_only_what_can_be_done_is_to_be_done_now(changes, now):
    assert {action for action, state in states(**changes).items() if state == "now"} == now


def test_in_session_the_meeting_is_what_there_is_to_do():
    found = states(state=M.IN_SESSION, is_notified=True, has_materials=True, silent=0, today=FIRST)
    assert found[A.HOLD] == "now"
    assert set(found.values()) == {"done", "now"}


@pytest.mark.parametrize(
    ("changes", "code"),
    (
        ({"state": M.PLANNED}, "agenda_not_open"),
        ({"lines": ()}, "agenda_empty"),
        ({"undecided": 2}, "proposals_undecided"),
        ({"lines": (PLAIN, BLOCKED)}, "items_blocked"),
        ({}, None),
        ({"state": M.AGENDA_APPROVED, "lines": (BLOCKED,)}, None),
    ),
)
def test_the_approval_says_what_keeps_it(changes, code):
    assert why(A.APPROVE_AGENDA, **changes) == code


def test_what_follows_the_notice_waits_for_it():
    for action in (A.COLLECT_ANSWERS, A.SEND_MATERIALS, A.HOLD):
        assert why(action) == "not_notified"
        assert why(action, state=M.NOTIFIED, is_notified=True) is None
    assert why(A.SEND_NOTICE) == "agenda_not_approved"
    assert why(A.SEND_NOTICE, state=M.AGENDA_APPROVED) is None


def test_a_reopened_agenda_does_not_unsend_the_notice():
    found = states(is_notified=True)
    assert (found[A.APPROVE_AGENDA], found[A.SEND_NOTICE]) == ("now", "done")


@pytest.mark.parametrize("form", MeetingForm)
@pytest.mark.parametrize("has_visitors", (True, False))
def test_visitors_come_to_a_hall_that_has_seats_for_them(form, has_visitors):
    in_hall = form in {MeetingForm.IN_PERSON, MeetingForm.MIXED}
    assert (A.ADMIT_VISITORS in tasks(form=form, has_visitors=has_visitors)) is (
        in_hall and has_visitors
    )


def test_a_vote_by_ballots_has_ballots_instead_of_a_hall():
    found = states(form=MeetingForm.ABSENTEE, state=M.NOTIFIED, is_notified=True)
    assert not {A.COLLECT_ANSWERS, A.SEND_MATERIALS, A.HOLD, A.ADD_INTERIM} & set(found)
    assert found[A.COLLECT_BALLOTS] == "todo"
    begun = {"form": MeetingForm.ABSENTEE, "state": M.IN_SESSION, "is_notified": True}
    assert states(**begun, today=FIRST)[A.COLLECT_BALLOTS] == "now"
    assert states(**begun, today=FIRST - DAY)[A.COLLECT_BALLOTS] == "todo"
    assert "interim" not in str(states(**begun, has_interim=False))


def test_without_reports_none_are_collected():
    assert A.COLLECT_REPORTS not in tasks(lines=(PLAIN,))
    assert tasks(lines=(PLAIN, READY))[A.COLLECT_REPORTS].state == "done"
    facts = replace(FACTS, lines=(PLAIN, READY, BLOCKED))
    assert (facts.ready_reports, len(facts.reports)) == (1, 2)


def test_each_task_has_its_own_last_day():
    found = tasks(has_visitors=True)
    expected = {
        A.COLLECT_ITEMS: Term.PROPOSALS,
        A.COLLECT_REPORTS: Term.SECRETARY_MATERIALS,
        A.APPROVE_AGENDA: Term.NOTICE,
        A.SEND_NOTICE: Term.NOTICE,
        A.COLLECT_ANSWERS: Term.ANSWERS,
        A.SEND_MATERIALS: Term.MATERIALS,
        A.ADMIT_VISITORS: Term.VISITORS,
    }
    for action, term in expected.items():
        assert found[action].last.day == TERMS[term].day
    assert found[A.HOLD].last.day == FIRST
    assert found[A.SET].last is None


@pytest.mark.parametrize(
    ("days", "is_late", "is_near"),
    ((-1, True, False), (0, False, True), (5, False, True), (6, False, False)),
)
def test_the_last_day_itself_is_not_late(days, is_late, is_near):
    last = LastDay.of(TODAY + timedelta(days=days), TODAY)
    assert (last.days_left, last.is_late, last.is_near) == (days, is_late, is_near)


def test_a_deadline_of_an_unverified_year_stays_provisional():
    assert LastDay.of(Deadline(TODAY, provisional=True), TODAY).is_provisional
    assert not LastDay.of(Deadline(TODAY), TODAY).is_provisional


def test_a_task_is_done_before_it_is_blocked():
    assert to_be_done(is_done=True, is_blocked=True) == "done"
    assert to_be_done(is_done=False, is_blocked=True) == "todo"
    assert to_be_done(is_done=False, is_blocked=False) == "now"
