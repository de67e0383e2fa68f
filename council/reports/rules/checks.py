"""What the council has to hear in a period: the coordinator's, the programme's, interim reports.

Pure. A check warns and never blocks; it turns red when no meeting is left that could still hear.
Source: Standard 2.0, instrument 5; DOMAIN.md §§ 1.5, 1.9 (invariants 10, 11), 7.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.kernel.errors import N_, Refusal
from council.reports.rules.kinds import PeriodKind, ReportKind
from council.reports.rules.periods import Period, part_of_year

WARNED_BEFORE = timedelta(days=30)


class CheckLevel(StrEnum):
    """Nothing to do; something to do soon; the period has passed without it."""

    OK = "ok"
    WARNING = "warning"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Check:
    """How a duty of the council stands. `heard_on` is the day it was met."""

    level: CheckLevel
    heard_on: date | None = None
    problem: Refusal | None = None


def half_year_check(
    year: int, half: int, *, heard_on: Iterable[date], meeting_days: Iterable[date], today: date
) -> Check:
    """A coordinator's report is heard and approved by minutes in each half-year.

    `heard_on`: meetings at which one was heard. `meeting_days`: meetings held or planned, except
    those that did not take place.
    """
    period = part_of_year(PeriodKind.HALF_YEAR, year, half)
    return hearing_check(period, heard_on, meeting_days, today)


def programme_check(
    year: int, *, heard_on: Iterable[date], meeting_days: Iterable[date], today: date
) -> Check:
    """A report on the Regional programme is heard and approved by minutes once a year."""
    return hearing_check(part_of_year(PeriodKind.YEAR, year), heard_on, meeting_days, today)


def hearing_check(
    period: Period, heard_on: Iterable[date], meeting_days: Iterable[date], today: date
) -> Check:
    """Warns from 30 days before the last meeting of the period, is red when that has passed."""
    done = sorted(day for day in heard_on if period.first_day <= day <= period.last_day)
    if done:
        return Check(CheckLevel.OK, heard_on=done[0])
    meetings = [day for day in meeting_days if period.first_day <= day <= period.last_day]
    last = max(meetings, default=None)
    if today > period.last_day or (last is not None and today > last):
        message = N_("No meeting of the period is left that could hear the report.")
        return Check(CheckLevel.RED, problem=Refusal("nothing_heard", message))
    if last is None:
        message = N_("No meeting is planned that could hear the report: plan one until %(day)s.")
        values = {"day": period.last_day}
        return Check(CheckLevel.WARNING, problem=Refusal("no_meeting", message, values))
    if today >= last - WARNED_BEFORE:
        message = N_("The last meeting that can hear the report is on %(day)s.")
        return Check(CheckLevel.WARNING, problem=Refusal("last_meeting", message, {"day": last}))
    return Check(CheckLevel.OK)


def interim_check(kinds_on_agenda: Iterable[ReportKind]) -> Check:
    """Every held meeting takes note of an interim report on the Regional programme."""
    if ReportKind.INTERIM in kinds_on_agenda:
        return Check(CheckLevel.OK)
    message = N_("The agenda has no interim report on the measures of the Regional programme.")
    return Check(CheckLevel.WARNING, problem=Refusal("no_interim_report", message))
