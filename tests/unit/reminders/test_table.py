"""Each kind of reminder on its days: around the last day, weekends, holidays, year end, zones."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from council.membership.rules.reminding import REMINDER_KINDS
from council.reminders.rules import RULES, DutyKind, ReminderKind, Who, plan
from tests.unit.reminders.days import PERSON, RULED, circumstances, day_and_hour, duty, planned

K, M = ReminderKind, DutyKind

# 12 June 2026 is a holiday on a Friday, 4 November a Wednesday; 22.11. is a Sunday; 2028 has a
# 29 February (a Tuesday); 31 December 2026 is a day off, 1 to 11 January 2027 as well.
WEDNESDAY, MONDAY, SUNDAY = date(2026, 11, 18), date(2026, 11, 23), date(2026, 11, 22)
AFTER_HOLIDAY, LEAP = date(2026, 11, 5), date(2028, 2, 29)
YEAR_END = date(2026, 12, 31)
ONCE = (
    (K.NOTICE_DUE, M.NOTICE, WEDNESDAY, date(2026, 11, 16)),
    (K.NOTICE_DUE, M.NOTICE, MONDAY, date(2026, 11, 19)),
    (K.NOTICE_DUE, M.NOTICE, AFTER_HOLIDAY, date(2026, 11, 2)),
    (K.NOTICE_DUE, M.NOTICE, LEAP, date(2028, 2, 25)),
    (K.MATERIALS_DUE, M.MATERIALS, WEDNESDAY, date(2026, 11, 17)),
    (K.MATERIALS_DUE, M.MATERIALS, MONDAY, date(2026, 11, 20)),
    (K.MATERIALS_DUE, M.MATERIALS, AFTER_HOLIDAY, date(2026, 11, 3)),
    (K.DECISION_DUE_SOON, M.DECISION, WEDNESDAY, date(2026, 11, 13)),
    (K.DECISION_DUE_SOON, M.DECISION, AFTER_HOLIDAY, date(2026, 10, 30)),
    (K.DECISION_DUE_TOMORROW, M.DECISION, WEDNESDAY, date(2026, 11, 17)),
    (K.DECISION_DUE_TOMORROW, M.DECISION, MONDAY, date(2026, 11, 20)),
    (K.DECISION_DUE_TODAY, M.DECISION, WEDNESDAY, WEDNESDAY),
    (K.DECISION_DUE_TODAY, M.DECISION, LEAP, LEAP),
    (K.DRAFT_DUE, M.DRAFT, WEDNESDAY, date(2026, 11, 13)),
    (K.SIGNING_DUE, M.SIGNING, WEDNESDAY, date(2026, 11, 17)),
    (K.PUBLICATION_DUE, M.PUBLICATION, MONDAY, date(2026, 11, 20)),
    (K.PUBLICATION_DUE, M.PUBLICATION, date(2026, 12, 30), date(2026, 12, 29)),
    (K.ASSIGNMENT_DUE_SOON, M.ASSIGNMENT, WEDNESDAY, date(2026, 11, 13)),
    (K.ASSIGNMENT_DUE_SOON, M.ASSIGNMENT, date(2026, 11, 20), date(2026, 11, 13)),
    (K.ASSIGNMENT_DUE_SOON, M.ASSIGNMENT, date(2028, 3, 5), date(2028, 2, 29)),
    (K.ASSIGNMENT_DUE_SOON, M.ASSIGNMENT, date(2027, 1, 12), date(2026, 12, 30)),
    (K.ASSIGNMENT_DUE_TODAY, M.ASSIGNMENT, WEDNESDAY, WEDNESDAY),
    (K.ASSIGNMENT_DUE_TODAY, M.ASSIGNMENT, SUNDAY, SUNDAY),
    (K.ASSIGNMENT_DUE_TODAY, M.ASSIGNMENT, date(2026, 12, 31), date(2026, 12, 31)),
    (K.HALF_YEAR_REPORT_MISSING, M.HALF_YEAR, date(2026, 12, 17), date(2026, 11, 17)),
    (K.HALF_YEAR_REPORT_MISSING, M.HALF_YEAR, date(2026, 7, 12), date(2026, 6, 11)),
    (K.MEETINGS_IN_DANGER, M.MEETINGS, date(2026, 12, 31), date(2026, 10, 30)),
    (K.EVENT_REPORT_DUE, M.EVENT_REPORT, WEDNESDAY, date(2026, 11, 16)),
    (K.EVENT_REPORT_DUE, M.EVENT_REPORT, AFTER_HOLIDAY, date(2026, 11, 2)),
    (K.EVENT_TASKS_DUE, M.EVENT_TASKS, WEDNESDAY, date(2026, 11, 13)),
    (K.EVENT_TASKS_DUE, M.EVENT_TASKS, date(2026, 11, 21), WEDNESDAY),
    (K.EXCHANGE_DUE, M.EXCHANGE_PROMISE, WEDNESDAY, date(2026, 11, 11)),
    (K.EXCHANGE_DUE, M.EXCHANGE_PROMISE, date(2026, 11, 21), date(2026, 11, 13)),
    (K.EXCHANGE_PLAN_ENDS, M.EXCHANGE_PLAN, YEAR_END, date(2026, 10, 2)),
)
# Seen on a Saturday, told on Monday; seen on a working day, told at its nine.
AT_ONCE = (
    (K.PLAN_TIGHT, M.PLAN_TIGHT, date(2026, 11, 21), MONDAY),
    (K.PLAN_LOST, M.PLAN_LOST, MONDAY, MONDAY),
    (K.PLAN_LOST, M.PLAN_LOST, date(2026, 12, 30), date(2026, 12, 30)),
)


@pytest.mark.parametrize(("kind", "matter", "due", "day"), ONCE)
def test_a_reminder_comes_at_nine_on_its_day_on_the_clocks_of_the_council(kind, matter, due, day):
    (found,) = planned(kind, matter, due)

    assert day_and_hour(found.due_at) == (day, 9)
    assert found.due_at.hour == 4  # МСК+2: four o'clock in UTC, winter and summer
    assert found.addressee == str(PERSON)


def test_the_table_has_one_rule_for_every_kind_of_the_settings():
    assert tuple(rule.kind.value for rule in RULES) == REMINDER_KINDS == tuple(K)


def test_every_kind_that_comes_once_was_tried():
    weekly = {K.ASSIGNMENT_OVERDUE, K.EVENT_REPORT_OVERDUE, K.EXCHANGE_OVERDUE, K.PROMISES_OPEN}
    tried = {row[0] for row in (*ONCE, *AT_ONCE)}
    assert tried == set(K) - weekly - {K.UNDONE, K.UNDONE_FOR_LONG}


@pytest.mark.parametrize(("kind", "matter", "seen", "day"), AT_ONCE)
def test_a_warning_comes_on_the_working_day_on_which_it_is_seen(kind, matter, seen, day):
    (found,) = planned(kind, matter, YEAR_END, today=seen)

    assert day_and_hour(found.due_at) == (day, 9)
    assert day_and_hour(found.expires_at) == (date(2027, 1, 1), 0)


def test_a_warning_seen_after_nine_is_due_already():
    (found,) = planned(K.PLAN_TIGHT, M.PLAN_TIGHT, YEAR_END, today=MONDAY)
    assert found.due_at < circumstances(MONDAY).now


LEADS = (
    ("reminder_notice_days", K.NOTICE_DUE, M.NOTICE),
    ("reminder_materials_days", K.MATERIALS_DUE, M.MATERIALS),
    ("reminder_decision_days", K.DECISION_DUE_SOON, M.DECISION),
    ("reminder_draft_days", K.DRAFT_DUE, M.DRAFT),
    ("reminder_signing_days", K.SIGNING_DUE, M.SIGNING),
    ("reminder_publication_days", K.PUBLICATION_DUE, M.PUBLICATION),
    ("reminder_assignment_days", K.ASSIGNMENT_DUE_SOON, M.ASSIGNMENT),
    ("reminder_report_days", K.HALF_YEAR_REPORT_MISSING, M.HALF_YEAR),
    ("reminder_meetings_days", K.MEETINGS_IN_DANGER, M.MEETINGS),
    ("reminder_event_report_days", K.EVENT_REPORT_DUE, M.EVENT_REPORT),
    ("reminder_event_tasks_days", K.EVENT_TASKS_DUE, M.EVENT_TASKS),
    ("reminder_exchange_days", K.EXCHANGE_DUE, M.EXCHANGE_PROMISE),
    ("reminder_exchange_plan_days", K.EXCHANGE_PLAN_ENDS, M.EXCHANGE_PLAN),
)


@pytest.mark.parametrize(("setting", "kind", "matter"), LEADS)
def test_the_days_ahead_are_those_of_the_regulation(setting, kind, matter):
    (found,) = planned(kind, matter, WEDNESDAY, procedure=replace(RULED, **{setting: 2}))
    assert day_and_hour(found.due_at) == (date(2026, 11, 16), 9)


@pytest.mark.parametrize(("hour", "utc"), ((0, 19), (9, 4), (23, 18)))
def test_the_hour_is_that_of_the_regulation(hour, utc):
    (found,) = planned(
        K.DECISION_DUE_TODAY, M.DECISION, LEAP, procedure=replace(RULED, reminder_hour=hour)
    )
    assert day_and_hour(found.due_at) == (LEAP, hour)
    assert found.due_at.hour == utc


@pytest.mark.parametrize(
    ("zone", "utc"), (("Europe/Moscow", 6), ("Asia/Kamchatka", 21), ("Europe/Kaliningrad", 7))
)
@pytest.mark.parametrize("due", (date(2026, 3, 31), date(2026, 10, 27)))
def test_nine_is_nine_in_every_zone_also_when_others_change_their_clocks(zone, utc, due):
    (found,) = planned(K.DECISION_DUE_TODAY, M.DECISION, due, zone=zone)
    assert found.due_at.hour == utc
    assert day_and_hour(found.due_at, zone) == (due, 9)


SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


@pytest.mark.parametrize(
    ("due", "hour", "there", "utc"),
    (
        (SPRING, 9, 9, 7),
        (AUTUMN, 9, 9, 8),
        (SPRING, 2, 3, 1),
        (AUTUMN, 2, 2, 0),
        (SPRING, 0, 0, 23),
    ),
)
def test_where_the_clocks_change_a_reminder_comes_at_its_hour_or_when_that_is_skipped_after_it(
    due, hour, there, utc
):
    ruled = {"procedure": replace(RULED, reminder_hour=hour), "zone": "Europe/Berlin"}
    (found,) = planned(K.ASSIGNMENT_DUE_TODAY, M.ASSIGNMENT, due, **ruled)
    assert day_and_hour(found.due_at, "Europe/Berlin") == (due, there)
    assert found.due_at.hour == utc
    assert day_and_hour(found.expires_at, "Europe/Berlin") == (due + timedelta(days=1), 0)


def test_a_day_without_a_midnight_ends_all_the_same():
    before = SPRING - timedelta(days=1)
    (found,) = planned(K.ASSIGNMENT_DUE_TODAY, M.ASSIGNMENT, before, zone="Asia/Beirut")
    assert day_and_hour(found.expires_at, "Asia/Beirut") == (SPRING, 1)


UNTIL = (
    (K.NOTICE_DUE, M.NOTICE, (date(2026, 11, 19), 0)),
    (K.MATERIALS_DUE, M.MATERIALS, (date(2026, 11, 19), 0)),
    (K.DECISION_DUE_SOON, M.DECISION, (date(2026, 11, 17), 9)),
    (K.DECISION_DUE_TOMORROW, M.DECISION, (date(2026, 11, 18), 9)),
    (K.DECISION_DUE_TODAY, M.DECISION, (date(2026, 11, 19), 0)),
    (K.DRAFT_DUE, M.DRAFT, (date(2026, 11, 19), 0)),
    (K.SIGNING_DUE, M.SIGNING, (date(2026, 11, 19), 0)),
    (K.PUBLICATION_DUE, M.PUBLICATION, (date(2026, 11, 19), 0)),
    (K.ASSIGNMENT_DUE_SOON, M.ASSIGNMENT, (date(2026, 11, 18), 9)),
    (K.ASSIGNMENT_DUE_TODAY, M.ASSIGNMENT, (date(2026, 11, 19), 0)),
    (K.HALF_YEAR_REPORT_MISSING, M.HALF_YEAR, (date(2026, 11, 19), 0)),
    (K.MEETINGS_IN_DANGER, M.MEETINGS, (date(2026, 11, 19), 0)),
    (K.EVENT_REPORT_DUE, M.EVENT_REPORT, (date(2026, 11, 19), 0)),
    (K.EVENT_TASKS_DUE, M.EVENT_TASKS, (date(2026, 11, 19), 0)),
    (K.EXCHANGE_DUE, M.EXCHANGE_PROMISE, (date(2026, 11, 19), 0)),
    (K.EXCHANGE_PLAN_ENDS, M.EXCHANGE_PLAN, (date(2026, 11, 19), 0)),
)


@pytest.mark.parametrize(("kind", "matter", "end"), UNTIL)
def test_how_late_a_reminder_may_still_be_sent_stands_beside_its_kind(kind, matter, end):
    (found,) = planned(kind, matter, WEDNESDAY)

    assert day_and_hour(found.expires_at) == end
    assert not found.is_over(found.expires_at - timedelta(seconds=1))
    assert found.is_over(found.expires_at)


def test_the_next_one_is_not_waited_for_where_it_is_switched_off():
    procedure = replace(RULED, reminders_off=frozenset({"decision_due_tomorrow"}))
    (found,) = planned(K.DECISION_DUE_SOON, M.DECISION, WEDNESDAY, procedure=procedure)
    assert day_and_hour(found.expires_at) == (WEDNESDAY, 9)


@pytest.mark.parametrize(
    ("days", "kinds"),
    (
        (3, {K.DECISION_DUE_SOON, K.DECISION_DUE_TOMORROW, K.DECISION_DUE_TODAY}),
        (1, {K.DECISION_DUE_TOMORROW, K.DECISION_DUE_TODAY}),
        (0, {K.DECISION_DUE_TOMORROW, K.DECISION_DUE_TODAY}),
    ),
)
def test_two_reminders_of_one_matter_never_come_on_one_morning(days, kinds):
    procedure = replace(RULED, reminder_decision_days=days)
    found = plan(
        [duty(M.DECISION, WEDNESDAY)], circumstances(date(2026, 11, 1), procedure=procedure)
    )
    assert {each.kind for each in found} == kinds
    assert len({each.due_at for each in found}) == len(found)
    assert all(each.due_at < each.expires_at for each in found), "each may be sent for a while"


@pytest.mark.parametrize("kind", tuple(K))
def test_what_is_switched_off_is_not_planned(kind):
    procedure = replace(RULED, reminders_off=frozenset({kind.value}))
    duties = [duty(matter, WEDNESDAY) for matter in M]
    for day in (date(2026, 9, 1), WEDNESDAY, date(2026, 12, 15)):
        kinds = {each.kind for each in plan(duties, circumstances(day, procedure=procedure))}
        assert kind not in kinds
        assert kinds


def test_nobody_is_reminded_late_of_what_arose_after_the_reminder_was_due():
    nine = datetime(2026, 11, 13, 4, tzinfo=UTC)
    before, after = nine - timedelta(seconds=1), nine
    assert planned(K.DECISION_DUE_SOON, M.DECISION, WEDNESDAY, since=before)
    assert not planned(K.DECISION_DUE_SOON, M.DECISION, WEDNESDAY, since=after)
    assert planned(K.DECISION_DUE_TOMORROW, M.DECISION, WEDNESDAY, since=after)


@pytest.mark.parametrize(
    ("who", "kinds"),
    (
        (
            Who.SECRETARY,
            {K.NOTICE_DUE, K.MATERIALS_DUE, K.DRAFT_DUE, K.PUBLICATION_DUE}
            | {K.MEETINGS_IN_DANGER, K.UNDONE},
        ),
        (
            Who.DEPUTY_CHAIR,
            {K.DECISION_DUE_SOON, K.DECISION_DUE_TOMORROW, K.DECISION_DUE_TODAY},
        ),
        (
            Who.COORDINATOR,
            {K.HALF_YEAR_REPORT_MISSING, K.EVENT_TASKS_DUE}
            | {K.EVENT_REPORT_DUE, K.EVENT_REPORT_OVERDUE}
            | {K.EXCHANGE_DUE, K.EXCHANGE_OVERDUE, K.EXCHANGE_PLAN_ENDS, K.PROMISES_OPEN},
        ),
        (Who.PLAN_KEEPERS, {K.PLAN_TIGHT, K.PLAN_LOST}),
        (Who.SIGNATORIES, {K.SIGNING_DUE}),
        (Who.EXECUTORS, {K.ASSIGNMENT_DUE_SOON, K.ASSIGNMENT_DUE_TODAY, K.ASSIGNMENT_OVERDUE}),
        (Who.CHAIR_OFFICE, {K.UNDONE_FOR_LONG}),
    ),
)
def test_each_is_reminded_of_their_own_matters(who, kinds):
    assert {rule.kind for rule in RULES if rule.to is who} == kinds


def test_signatories_and_executors_are_those_of_the_duty_the_others_hold_an_office():
    other = UUID(int=9)
    at = circumstances(date(2026, 11, 1))
    duties = [duty(matter, WEDNESDAY, people=(other, PERSON)) for matter in M]
    to, found = {rule.kind: rule.to for rule in RULES}, {}
    for each in plan(duties, at):
        found.setdefault(to[K(each.kind)], set()).add(each.addressee)
    assert found[Who.SIGNATORIES] == found[Who.EXECUTORS] == {str(other), str(PERSON)}
    assert found[Who.SECRETARY] == found[Who.DEPUTY_CHAIR] == {str(PERSON)}


def test_nobody_in_office_means_nobody_to_remind():
    at = replace(circumstances(date(2026, 11, 1)), people={})
    assert plan([duty(M.NOTICE, WEDNESDAY)], at) == ()
