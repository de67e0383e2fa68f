"""Duties and circumstances for tests: days in words, everybody is one person."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from core.adapters.holidays import work_calendar
from core.kernel.zones import local
from council.membership.rules.procedure import DEFAULTS
from council.reminders.rules import Circumstances, Duty, Who, plan

URAL = "Asia/Yekaterinburg"  # МСК+2
SUBJECT, PERSON = UUID(int=1), UUID(int=2)
OFFICE = "office@example.org"
CALENDAR = work_calendar()
RULED = replace(DEFAULTS, chair_office=OFFICE)
PEOPLE = dict.fromkeys(Who, (PERSON,))


def circumstances(day, hour=12, *, procedure=RULED, zone=URAL):
    """Noon of a day in the zone, unless said otherwise."""
    moment = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    moment -= local(moment, zone).utcoffset()
    return Circumstances(moment, zone, CALENDAR, procedure, PEOPLE)


def duty(matter, due, **values):
    return Duty(matter, SUBJECT, due, **({"people": (PERSON,)} | values))


def planned(kind, matter, due, *, today=None, **values):
    """The reminders of one kind about one duty; by default as seen long before the last day."""
    ruled = {name: values.pop(name) for name in ("procedure", "zone") if name in values}
    at = circumstances(today or due - timedelta(days=90), **ruled)
    return [each for each in plan([duty(matter, due, **values)], at) if each.kind == kind]


def day_and_hour(moment, zone=URAL):
    there = local(moment, zone)
    return there.date(), there.hour
