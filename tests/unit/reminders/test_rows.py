"""What becomes of the rows: whatever facts and clocks do, what was sent is never sent again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reminders.rules import (
    Kept,
    Planned,
    ReminderState,
    SkipReason,
    changes,
    reason_to_skip,
    waits_again,
)
from council.reminders.rules import Circumstances, DutyKind, plan
from tests.unit.reminders.days import CALENDAR, PEOPLE, RULED, URAL, duty

S, R = ReminderState, SkipReason
NOW = datetime(2026, 11, 18, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
PLAN = Planned("notice_due", "notice:1", "p", NOW, NOW + HOUR, UUID(int=1))


def kept(plan=PLAN, state=S.WAITING, reason=""):
    return Kept(UUID(int=5), plan.key, state, reason, plan.due_at, plan.expires_at, plan.details)


def test_a_new_fact_makes_a_row_unless_it_is_too_late_for_it():
    assert changes((), [PLAN], (), NOW).new == (PLAN,)
    assert changes((), [PLAN], (), NOW + HOUR).new == ()


def test_a_waiting_row_that_agrees_is_left_alone():
    assert changes([kept()], [PLAN], (), NOW) == changes((), (), (), NOW)


@pytest.mark.parametrize(
    "other",
    (
        replace(PLAN, due_at=NOW + HOUR / 2),
        replace(PLAN, expires_at=NOW + 2 * HOUR),
        replace(PLAN, details={"title": "Новое"}),
    ),
)
def test_a_waiting_row_follows_its_plan(other):
    assert changes([kept()], [other], (), NOW).waiting == ((UUID(int=5), other),)


@pytest.mark.parametrize(
    ("planned", "off", "now", "reason"),
    (
        ([], (), NOW, R.GONE),
        ([PLAN], {"notice_due"}, NOW, R.OFF),
        ([], {"notice_due"}, NOW, R.OFF),
        ([PLAN], (), NOW + HOUR, R.TOO_LATE),
        ([PLAN], (), NOW + HOUR - timedelta(seconds=1), None),
        ([PLAN], {"materials_due"}, NOW, None),
    ),
)
def test_a_waiting_row_is_skipped_with_its_reason(planned, off, now, reason):
    skipped = changes([kept()], planned, off, now).skipped
    assert skipped == (((UUID(int=5), reason),) if reason else ())
    assert reason_to_skip(planned[0] if planned else None, "notice_due", off, now) is reason


@pytest.mark.parametrize("reason", tuple(R))
@pytest.mark.parametrize("now", (NOW - 48 * HOUR, NOW, NOW + HOUR))
def test_a_skipped_row_waits_again_where_that_helps(reason, now):
    row = kept(state=S.SKIPPED, reason=reason)
    helps = reason is not R.NO_ADDRESS and now < PLAN.expires_at
    assert waits_again(row, PLAN, now) is helps
    assert bool(changes([row], [PLAN], (), now).waiting) is helps
    assert changes([row], [], (), now) == changes((), (), (), now)


@pytest.mark.parametrize("planned", ([], [PLAN], [replace(PLAN, due_at=NOW + HOUR)]))
@pytest.mark.parametrize("off", ((), {"notice_due"}))
@pytest.mark.parametrize("moved", (-48, 0, 30))
def test_a_sent_row_is_never_touched(planned, off, moved):
    sent = kept(state=S.SENT)
    found = changes([sent], planned, off, NOW + moved * HOUR)
    assert (found.new, found.waiting, found.skipped) == ((), (), ())


def test_what_was_told_is_over_when_its_fact_went_away_and_holds_again_when_it_came_back():
    sent = kept(state=S.SENT)
    assert changes([sent], [PLAN], (), NOW) == changes((), (), (), NOW)
    assert changes([sent], [], (), NOW).over == (sent.id,)
    over = replace(sent, is_over=True)
    assert changes([over], [], (), NOW) == changes((), (), (), NOW)
    assert changes([over], [PLAN], (), NOW).again == (sent.id,)


class Store:
    """The rows as a database would keep them, and every sending in the order of time."""

    def __init__(self):
        self.rows, self.sent = {}, []

    def turn(self, duties, at):
        """One poll of the scheduler."""
        planned = plan(duties, at)
        found = changes(self.rows.values(), planned, at.procedure.reminders_off, at.now)
        for each in found.new:
            row = Kept(UUID(int=len(self.rows)), each.key, S.WAITING, "", each.due_at, None, {})
            self.rows[each.key] = row
        by_id = {row.id: key for key, row in self.rows.items()}
        for row_id, each in found.waiting:
            key = by_id[row_id]
            self.rows[key] = replace(self.rows[key], state=S.WAITING, due_at=each.due_at)
        for row_id, reason in found.skipped:
            key = by_id[row_id]
            self.rows[key] = replace(self.rows[key], state=S.SKIPPED, reason=reason)
        self.send({each.key for each in planned}, at.now)

    def send(self, live, now):
        for key, row in self.rows.items():
            if row.state is S.WAITING and row.due_at <= now and key in live:
                self.rows[key] = replace(row, state=S.SENT)
                self.sent.append(key)


JUMPS = st.lists(
    st.one_of(
        st.timedeltas(min_value=timedelta(minutes=1), max_value=timedelta(days=3)),
        st.sampled_from((30 * HOUR, -48 * HOUR, -HOUR, timedelta(days=40), -timedelta(days=40))),
    ),
    min_size=5,
    max_size=40,
)
DUES = st.dates(date(2027, 12, 20), date(2028, 3, 10))


@given(jumps=JUMPS, due=DUES, other=DUES, matter=st.sampled_from(DutyKind), seed=st.integers(0, 63))
def test_no_sequence_of_clock_jumps_sends_a_reminder_twice(jumps, due, other, matter, seed):
    """The fact comes, goes and moves to another day meanwhile, over 31.12. and 29.02."""
    store = Store()
    now = datetime(2028, 1, 15, tzinfo=UTC)
    for step, jump in enumerate(jumps):
        now += jump
        day = due if (step + seed) % 5 else other
        duties = [duty(matter, day)] if (step * seed) % 7 != 3 else []
        store.turn(duties, Circumstances(now, URAL, CALENDAR, RULED, PEOPLE))
    assert len(store.sent) == len(set(store.sent))


@given(jumps=JUMPS, due=DUES, matter=st.sampled_from(DutyKind))
def test_a_reminder_is_sent_neither_before_its_moment_nor_after_its_end(jumps, due, matter):
    store, now = Store(), datetime(2028, 1, 15, tzinfo=UTC)
    for jump in jumps:
        now += jump
        at = Circumstances(now, URAL, CALENDAR, RULED, PEOPLE)
        before = len(store.sent)
        store.turn([duty(matter, due)], at)
        moments = {each.key: each for each in plan([duty(matter, due)], at)}
        for key in store.sent[before:]:
            assert moments[key].due_at <= now
            assert not moments[key].is_over(now)
