"""The life of an assignment: the whole state x action matrix, and each guard by itself."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from uuid import uuid4

import pytest

from core.kernel.errors import Refused
from council.assignments.rules import (
    LIFE_CYCLE,
    AssignmentAction,
    AssignmentState,
    Facts,
    Reader,
    is_visible,
)
from council.meetings.rules.kinds import DueKind

S, A = AssignmentState, AssignmentAction
TODAY = date(2026, 11, 21)
DAY = timedelta(days=1)
# Facts under which no guard refuses anything.
FINE = Facts(
    is_executor=True,
    text="Сделано.",
    today=TODAY,
    done_on=TODAY,
    held_on=TODAY - 60 * DAY,
    due_kind=DueKind.QUARTERLY,
    old_due_on=date(2026, 12, 1),
    new_due_on=date(2026, 12, 2),
)
LEADS = {
    (S.ON_CONTROL, A.REPORT): S.REPORTED,
    (S.REPORTED, A.ACCEPT): S.CLOSED,
    (S.REPORTED, A.KEEP): S.ON_CONTROL,
    (S.REPORTED, A.RETURN): S.ON_CONTROL,
    (S.ON_CONTROL, A.EXTEND): S.ON_CONTROL,
    (S.ON_CONTROL, A.CLOSE): S.CLOSED,
    (S.CLOSED, A.REOPEN): S.ON_CONTROL,
}


@pytest.mark.parametrize(("state", "action"), tuple(product(S, A)))
def test_each_action_leads_where_the_table_says_or_nowhere(state, action):
    if (state, action) in LEADS:
        assert LIFE_CYCLE.advance(action, state, FINE) is LEADS[state, action]
    else:
        with pytest.raises(Refused) as refused:
            LIFE_CYCLE.advance(action, state, FINE)
        assert refused.value.codes == ("wrong_state",)


def test_a_new_assignment_is_on_control():
    assert LIFE_CYCLE.initial is S.ON_CONTROL


def codes(action, state, **changes):
    facts = replace(FINE, **changes)
    return tuple(refusal.code for refusal in LIFE_CYCLE.refusals(action, state, facts))


@pytest.mark.parametrize(
    ("changes", "expected"),
    (
        ({"is_executor": False}, ("not_executor",)),
        ({"is_executor": False, "is_controller": True}, ()),
        ({"text": " \n"}, ("no_text",)),
        ({"done_on": TODAY + DAY}, ("done_in_future",)),
        ({"done_on": TODAY}, ()),
        ({"done_on": FINE.held_on}, ()),
        ({"done_on": FINE.held_on - DAY}, ("done_before",)),
        ({"is_executor": False, "text": ""}, ("not_executor", "no_text")),
    ),
)
def test_who_reports_what_and_for_which_day(changes, expected):
    assert codes(A.REPORT, S.ON_CONTROL, **changes) == expected


def test_a_return_needs_remarks_and_an_acceptance_none():
    assert codes(A.RETURN, S.REPORTED, text=" ") == ("no_remarks",)
    assert codes(A.ACCEPT, S.REPORTED, text="") == ()


@pytest.mark.parametrize("kind", DueKind)
def test_only_what_goes_on_stays_on_control_after_a_report(kind):
    goes_on = kind in {DueKind.ALWAYS, DueKind.QUARTERLY}
    assert codes(A.KEEP, S.REPORTED, due_kind=kind) == (() if goes_on else ("not_recurring",))


@pytest.mark.parametrize(
    ("changes", "expected"),
    (
        ({"old_due_on": None}, ("no_due_date",)),
        ({"new_due_on": FINE.old_due_on}, ("not_later",)),
        ({"new_due_on": FINE.old_due_on - DAY}, ("not_later",)),
        ({"new_due_on": None}, ("not_later",)),
        ({"new_due_on": FINE.old_due_on + DAY}, ()),
        ({"text": ""}, ("no_basis",)),
    ),
)
def test_an_extension_moves_a_date_later_on_a_ground(changes, expected):
    assert codes(A.EXTEND, S.ON_CONTROL, **changes) == expected


@pytest.mark.parametrize(("action", "state"), ((A.CLOSE, S.ON_CONTROL), (A.REOPEN, S.CLOSED)))
def test_closing_and_reopening_say_on_what_ground(action, state):
    assert codes(action, state, text="\t") == ("no_basis",)


def test_the_bodys_people_and_the_executor_may_know_of_it():
    body, person = uuid4(), uuid4()
    assert is_visible(Reader(None, frozenset({body})), body, [None])
    assert is_visible(Reader(person, frozenset()), body, [None, person])
    assert not is_visible(Reader(person, frozenset({uuid4()})), body, [None, uuid4()])
    assert not is_visible(Reader(None, frozenset()), body, [None])
