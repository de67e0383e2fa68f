"""The life of an event: every state and every step."""

from datetime import date

import pytest

from events.programme.rules import LIFE_CYCLE, EventAction, EventFacts, EventState
from events.programme.rules.life_cycle import (
    CALL_OVER,
    NO_CALL,
    NO_DATES,
    NO_NEW_DATES,
    NO_REASON,
    NO_REPORT,
    NOT_BEGUN,
    NOT_OVER,
)

S, A = EventState, EventAction
DAY = date(2026, 9, 10)
FINE = EventFacts(
    today=DAY, starts_on=DAY, ends_on=DAY, reason="просьба", has_report=True, has_call=True
)
BEFORE = {S.PLANNED, S.PREPARING, S.CALL_OPEN, S.CALL_CLOSED, S.MOVED}
SOURCES = {
    A.PREPARE: ({S.PLANNED, S.MOVED}, S.PREPARING),
    A.OPEN_CALL: ({S.PREPARING, S.CALL_CLOSED}, S.CALL_OPEN),
    A.CLOSE_CALL: ({S.CALL_OPEN}, S.CALL_CLOSED),
    A.BEGIN: (BEFORE - {S.CALL_OPEN}, S.UNDER_WAY),
    A.HOLD: ((BEFORE | {S.UNDER_WAY}) - {S.CALL_OPEN}, S.HELD),
    A.PUBLISH_REPORT: ({S.HELD}, S.REPORTED),
    A.MOVE: (BEFORE, S.MOVED),
    A.CANCEL: (BEFORE | {S.UNDER_WAY}, S.CANCELLED),
}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("action", A)
def test_an_event_takes_only_the_steps_of_the_table(state, action):
    sources, target = SOURCES[action]
    refusals = LIFE_CYCLE.refusals(action, state, FINE)
    if state in sources:
        assert LIFE_CYCLE.advance(action, state, FINE) is target
    else:
        assert [refusal.code for refusal in refusals] == ["wrong_state"]


def facts(**changes):
    fine = {name: getattr(FINE, name) for name in FINE.__dataclass_fields__}
    return EventFacts(**(fine | changes))


@pytest.mark.parametrize(
    ("action", "state", "changes", "expected"),
    (
        (A.HOLD, S.UNDER_WAY, {"today": date(2026, 9, 9)}, (NOT_OVER,)),
        (A.HOLD, S.UNDER_WAY, {"today": date(2026, 9, 11)}, ()),
        (A.HOLD, S.PLANNED, {"ends_on": None}, (NO_DATES,)),
        (A.HOLD, S.PLANNED, {"starts_on": None}, (NO_DATES,)),
        (A.BEGIN, S.PREPARING, {"today": date(2026, 9, 9)}, (NOT_BEGUN,)),
        (A.BEGIN, S.PREPARING, {"starts_on": None}, (NO_DATES,)),
        (A.OPEN_CALL, S.PREPARING, {"has_call": False}, (NO_CALL,)),
        (A.OPEN_CALL, S.PREPARING, {"call_until": date(2026, 9, 9)}, (CALL_OVER,)),
        (A.OPEN_CALL, S.PREPARING, {"call_until": DAY}, ()),
        (A.PUBLISH_REPORT, S.HELD, {"has_report": False}, (NO_REPORT,)),
        (A.MOVE, S.PLANNED, {"reason": " "}, (NO_REASON,)),
        (A.MOVE, S.PLANNED, {"has_new_dates": False}, (NO_NEW_DATES,)),
        (A.CANCEL, S.PLANNED, {"reason": ""}, (NO_REASON,)),
    ),
)
def test_each_guard_says_what_is_missing(action, state, changes, expected):
    assert LIFE_CYCLE.refusals(action, state, facts(**changes)) == expected
