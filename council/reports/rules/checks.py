"""What the council has to hear in a period: the coordinator's, the programme's, interim reports.

Pure. A check warns and never blocks; it turns red when no meeting is left that could still hear.
Source: Standard 2.0, instrument 5; DOMAIN.md §§ 1.5, 1.9 (invariants 10, 11), 7.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.kernel.errors import N_, Refusal
from council.membership.rules.procedure import ProgrammeReport
from council.reports.rules.kinds import PeriodKind, ReportKind
from council.reports.rules.periods import Period, half_year_of, part_of_year


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


@dataclass(frozen=True, slots=True)
class Wording:
    """What a check says: no meeting is left, none is planned, the last one comes near."""

    over: str
    unplanned: str
    near: str


OF_REPORT = Wording(
    N_("No meeting of the period is left that could hear the report."),
    N_("No meeting is planned that could hear the report: plan one by %(day)s."),
    N_("The last meeting that can hear the report is on %(day)s."),
)
OF_PLAN = Wording(
    N_("No meeting of the year is left that could consider the plan of measures."),
    N_("No meeting is planned that could consider the plan of measures: plan one by %(day)s."),
    N_("The last meeting that can consider the plan of measures is on %(day)s."),
)


@dataclass(frozen=True, slots=True)
class Hearings:
    """What is known on a day: when reports of a kind were heard, when the council can hear one.

    `meeting_days`: meetings held or planned, except those that did not take place; `warned_before`:
    so many calendar days before the last of them a period warns.
    """

    heard_on: Iterable[date]
    meeting_days: Iterable[date]
    today: date
    warned_before: int


def half_year_check(year: int, half: int, known: Hearings) -> Check:
    """A coordinator's report is heard and approved by minutes in each half-year."""
    return hearing_check(part_of_year(PeriodKind.HALF_YEAR, year, half), known)


def programme_periods(rate: ProgrammeReport, today: date) -> tuple[Period, ...]:
    """The periods of this year, begun by today, in each of which a programme report is heard."""
    if rate is ProgrammeReport.NEVER:
        return ()
    if rate is ProgrammeReport.YEARLY:
        return (part_of_year(PeriodKind.YEAR, today.year),)
    halves = range(1, half_year_of(today).index + 1)
    return tuple(part_of_year(PeriodKind.HALF_YEAR, today.year, half) for half in halves)


def programme_check(period: Period, known: Hearings) -> Check:
    """A report on the Regional programme is heard as often as the regulation says."""
    return hearing_check(period, known)


def plan_check(year: int, known: Hearings) -> Check:
    """The plan of measures is brought up to date every year: a meeting considers it."""
    return hearing_check(part_of_year(PeriodKind.YEAR, year), known, OF_PLAN)


def hearing_check(period: Period, known: Hearings, words: Wording = OF_REPORT) -> Check:
    """Warns some days before the last meeting of the period, is red when that has passed."""
    today = known.today
    done = sorted(day for day in known.heard_on if period.first_day <= day <= period.last_day)
    if done:
        return Check(CheckLevel.OK, heard_on=done[0])
    meetings = [day for day in known.meeting_days if period.first_day <= day <= period.last_day]
    last = max(meetings, default=None)
    if today > period.last_day or (last is not None and today > last):
        return Check(CheckLevel.RED, problem=Refusal("nothing_heard", words.over))
    if last is None:
        values = {"day": period.last_day}
        return Check(CheckLevel.WARNING, problem=Refusal("no_meeting", words.unplanned, values))
    if today >= last - timedelta(days=known.warned_before):
        problem = Refusal("last_meeting", words.near, {"day": last})
        return Check(CheckLevel.WARNING, problem=problem)
    return Check(CheckLevel.OK)


def interim_check(kinds_on_agenda: Iterable[ReportKind]) -> Check:
    """Every held meeting takes note of an interim report on the Regional programme."""
    if ReportKind.INTERIM in kinds_on_agenda:
        return Check(CheckLevel.OK)
    message = N_("The agenda has no interim report on the measures of the Regional programme.")
    return Check(CheckLevel.WARNING, problem=Refusal("no_interim_report", message))
