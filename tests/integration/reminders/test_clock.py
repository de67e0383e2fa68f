"""F18: whatever the clock does, each reminder is sent once, late ones say so or are skipped.

The twin is a scheduler that keeps no rows and sends what fell due since it last looked.
"""

import os
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from core.kernel.zones import local
from core.reminders.rules import ReminderState
from council.membership.models import RegulationSetting
from council.membership.queries import get_body
from council.reminders.queries import circumstances_of, load_facts
from council.reminders.rules import plan
from council.reminders.rules.facts import duties_of
from tests.builders_assignments import AssignmentBuilder
from tests.builders_reports import Reports

SOAK = os.environ.get("SOAK") == "1"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
JUMPS = {
    "forward 30 hours": (HOUR, 30 * HOUR, HOUR),
    "back 48 hours": (HOUR, 12 * HOUR, -48 * HOUR, 24 * HOUR, 24 * HOUR, HOUR),
    "there and back": (30 * HOUR, -48 * HOUR, 30 * HOUR, -48 * HOUR, 48 * HOUR),
    "a week gone": (HOUR, 7 * DAY, -8 * DAY, DAY, DAY),
}
STARTS = {
    "29 February": datetime(2028, 2, 28, 22, tzinfo=UTC),
    "31 December": datetime(2026, 12, 30, 22, tzinfo=UTC),
    "an ordinary Monday": datetime(2026, 11, 23, 3, tzinfo=UTC),
}


# In the night before the clocks of Berlin change; reminders come at two, which is skipped or twice.
CHANGES = {
    "the clocks go forward": datetime(2027, 3, 27, 3, tzinfo=UTC),
    "the clocks go back": datetime(2027, 10, 30, 3, tzinfo=UTC),
}


@pytest.fixture
def in_berlin(build, council, session, database):
    """The body lives in a zone with summer time and is reminded at two in the night."""
    if database == "postgresql" and not SOAK:
        pytest.skip("zones are the rules' business: on PostgreSQL by make soak")
    council.body.zone = "Europe/Berlin"
    setting = {"key": "reminder_hour", "value": "2", "valid_from": date(2026, 1, 1)}
    build.add(RegulationSetting(body_id=council.body.id, **setting))
    session.commit()


@pytest.fixture
def busy(build, council):
    """Something of every kind falls due about the start; see `prepare`."""

    def prepare(start):
        day = local(start, council.body.zone).date()
        build.now = start - 4 * DAY
        Reports(build, council).submitted()
        given = AssignmentBuilder(build, council)
        for days in (-9, -1, 0, 1, 5, 6):
            given.give(council.member, council.coordinator, due_on=day + timedelta(days=days))
        for days in (7, 9, 10):
            build.meeting(council.body, starts_at=start + timedelta(days=days))
        return start

    return prepare


def walk(schedule, start, jumps):
    """Polls at the start, after each jump, and then every twelve hours for ten days."""
    moment = start
    for jump in (timedelta(), *jumps, *(12 * HOUR,) * 20):
        moment += jump
        schedule.poll(moment)


@pytest.mark.parametrize("jumps", JUMPS.values(), ids=JUMPS)
@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)
def test_each_reminder_is_sent_once_and_none_is_forgotten(schedule, busy, start, jumps, database):
    is_first = jumps is JUMPS["forward 30 hours"] and database == "sqlite"
    if start is not STARTS["an ordinary Monday"] and not is_first and not SOAK:
        pytest.skip("the days are the rules' business: every jump from each start by make soak")
    walk(schedule, busy(start), jumps)
    demand_each_once(schedule)


@pytest.mark.parametrize("jump", ("forward 30 hours", "back 48 hours"))
@pytest.mark.parametrize("start", CHANGES.values(), ids=CHANGES)
def test_f18_where_clocks_change_each_reminder_is_sent_once_too(
    schedule, in_berlin, busy, start, jump
):
    walk(schedule, busy(start), JUMPS[jump])
    demand_each_once(schedule)
    hours = {local(row.due_at, "Europe/Berlin").hour for row in schedule.rows()}
    assert hours <= {2, 3}


def demand_each_once(schedule):
    letters = Counter((kind, who, subject) for kind, who, subject, *_ in schedule.letters())
    rows = schedule.rows()
    keys = Counter((row.kind, row.fact, row.addressee) for row in rows)
    sent = [row for row in rows if row.state is ReminderState.SENT]
    assert set(keys.values()) == {1}
    assert sum(letters.values()) == len(sent) > 10
    assert schedule.skipped() <= {"gone", "too_late"}
    for row in sent:
        assert row.due_at <= row.settled_at
        assert row.expires_at is None or row.settled_at < row.expires_at


@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)
def test_a_jump_of_thirty_hours_loses_nothing_that_still_helps(schedule, busy, start):
    """What fell due during the jump is sent after it, unless its own rule says that it is over."""
    schedule.poll(busy(start))
    during = [row.id for row in schedule.waiting() if row.due_at <= start + 30 * HOUR]
    schedule.poll(start + 30 * HOUR)
    found = {row.id: row for row in schedule.rows()}
    assert during
    for row_id in during:
        row = found[row_id]
        is_over = row.expires_at is not None and row.expires_at <= start + 30 * HOUR
        assert row.state is (ReminderState.SKIPPED if is_over else ReminderState.SENT)


class Naive:
    """Sends what fell due since it last looked, and keeps only the time of that look."""

    def __init__(self, body):
        self.body, self.looked, self.sent = body, None, Counter()

    def poll(self, moment):
        facts = load_facts(self.body, local(moment, self.body.zone).date())
        at = circumstances_of(self.body, facts, moment)
        for each in plan(duties_of(facts, at), at):
            if self.looked is not None and self.looked < each.due_at <= moment:
                self.sent[each.key] += 1
        self.looked = moment


def test_the_twin_without_rows_sends_twice_when_the_clock_goes_back(busy, council):
    naive = Naive(get_body(council.body.id))
    walk(naive, busy(STARTS["an ordinary Monday"]), JUMPS["back 48 hours"])
    assert max(naive.sent.values()) > 1
