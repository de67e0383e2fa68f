"""Every step of a schedule from every state, and when a run may be taken up."""

from datetime import UTC, datetime, timedelta

import pytest

from core.kernel.errors import Refused
from events.negotiations.rules.life import (
    LIFE_CYCLE,
    RunFacts,
    RunState,
    ScheduleAction,
    ScheduleFacts,
    ScheduleState,
    is_given_up,
    may_take,
)

S, A, R = ScheduleState, ScheduleAction, RunState
READY = ScheduleFacts(slots=4, exporters=1, buyers=1, meetings=1)
TARGETS = {
    (A.ASK_WISHES, S.PREPARING): S.GATHERING,
    (A.ASK_WISHES, S.ARRANGING): S.GATHERING,
    (A.CLOSE_WISHES, S.PREPARING): S.ARRANGING,
    (A.CLOSE_WISHES, S.GATHERING): S.ARRANGING,
    (A.PUBLISH, S.ARRANGING): S.PUBLISHED,
}
NOW = datetime(2027, 2, 1, tzinfo=UTC)


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("action", A)
def test_a_step_leads_on_or_is_refused(action, state):
    if target := TARGETS.get((action, state)):
        assert LIFE_CYCLE.advance(action, state, READY) is target
    else:
        with pytest.raises(Refused) as caught:
            LIFE_CYCLE.advance(action, state, READY)
        assert caught.value.codes == ("wrong_state",)


@pytest.mark.parametrize(
    ("action", "state", "lacking", "code"),
    (
        (A.ASK_WISHES, S.PREPARING, {"slots": 0}, "no_slots"),
        (A.ASK_WISHES, S.PREPARING, {"buyers": 0}, "one_side_lacks"),
        (A.ASK_WISHES, S.ARRANGING, {"is_running": True}, "run_goes_on"),
        (A.CLOSE_WISHES, S.GATHERING, {"exporters": 0}, "one_side_lacks"),
        (A.PUBLISH, S.ARRANGING, {"meetings": 0}, "no_meetings"),
        (A.PUBLISH, S.ARRANGING, {"is_running": True}, "run_goes_on"),
    ),
)
def test_a_guard_says_what_is_lacking(action, state, lacking, code):
    facts = ScheduleFacts(**{**{n: getattr(READY, n) for n in READY.__slots__}, **lacking})
    assert [one.code for one in LIFE_CYCLE.refusals(action, state, facts)] == [code]


@pytest.mark.parametrize(
    ("state", "leased", "may"),
    (
        (R.WAITING, None, True),
        (R.WORKING, NOW - timedelta(seconds=1), True),
        (R.WORKING, NOW, True),
        (R.WORKING, NOW + timedelta(seconds=1), False),
        (R.DONE, None, False),
        (R.CANCELLED, None, False),
        (R.OUTDATED, None, False),
        (R.FAILED, None, False),
    ),
)
def test_a_run_is_taken_when_it_waits_or_its_worker_is_dead(state, leased, may):
    assert may_take(RunFacts(state, 1, leased), NOW) is may


@pytest.mark.parametrize(("attempts", "is_over"), ((0, False), (2, False), (3, True)))
def test_a_run_is_given_up_after_three_attempts(attempts, is_over):
    assert is_given_up(RunFacts(R.WORKING, attempts, NOW)) is is_over
