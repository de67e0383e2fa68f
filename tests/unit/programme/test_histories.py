"""No history of steps makes the plan's completion exceed it, count an event twice or lose one."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.kernel.errors import Refused
from events.plan.rules.completion import Counting, LineStanding, Planned, completion_of, standing_of
from events.programme.rules import HELD, LIFE_CYCLE, EventAction, EventFacts, EventState

YEAR = 2026
START = date(YEAR, 1, 12)

operation = st.tuples(
    st.integers(0, 7),  # which event
    st.sampled_from(EventAction),
    st.integers(0, 800),  # which day it is
    st.none() | st.integers(0, 700),  # new first day
)


def walked(operations, size):
    """Events after a history of steps, refused ones leaving no trace."""
    events = [(EventState.PLANNED, START + timedelta(days=30 * i)) for i in range(size)]
    for index, action, offset, move in operations:
        state, ends_on = events[index % size]
        today = START + timedelta(days=offset)
        facts = EventFacts(
            today=today,
            starts_on=ends_on,
            ends_on=ends_on,
            reason="просьба",
            has_report=True,
            has_call=True,
        )
        try:
            state = LIFE_CYCLE.advance(action, state, facts)
        except Refused:
            continue
        if action is EventAction.MOVE:
            ends_on = None if move is None else START + timedelta(days=move)
        events[index % size] = (state, ends_on)
    return events


def completion(events, today, counting):
    return completion_of(
        (standing_of(Planned(state, day), YEAR, today, counting) for state, day in events),
        counting,
    )


@given(
    st.lists(operation, max_size=40),
    st.integers(1, 8),
    st.integers(0, 800),
    st.booleans(),
)
def test_every_event_stands_once_and_completion_stays_within_the_plan(
    operations, size, offset, needs_report
):
    counting = replace(Counting(), needs_report=needs_report)
    today = START + timedelta(days=offset)
    events = walked(operations, size)
    done = completion(events, today, counting)
    assert done.planned == size
    assert 0 <= done.held <= done.forecast <= done.planned
    assert done.held + done.still_possible <= done.planned
    counts = [
        standing_of(Planned(state, day), YEAR, today, counting) is LineStanding.COUNTS
        for state, day in events
    ]
    assert sum(counts) == done.held
    held = sum(state in HELD and bool(day) and day.year == YEAR for state, day in events)
    assert done.held <= held
    if not needs_report:
        assert done.held == held
    assert done.is_met == (done.held * 100 >= done.planned * done.threshold)


@given(st.lists(operation, max_size=40), st.integers(1, 8))
def test_what_is_held_or_cancelled_has_come_to_its_end(operations, size):
    """A held event is never cancelled, moved or held again: it cannot be lost or counted twice."""
    before = walked(operations, size)
    again = [(i, action, 700, 5) for i in range(size) for action in EventAction]
    after = walked([*operations, *again], size)
    for (old, old_day), (new, new_day) in zip(before, after, strict=True):
        if old in HELD:
            assert new in HELD
            assert new_day == old_day
        if old is EventState.CANCELLED:
            assert new is EventState.CANCELLED
