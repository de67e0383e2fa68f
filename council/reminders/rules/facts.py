"""The facts of a day from which duties follow, and how they follow. Pure.

Each fact is what a query read of one record; whether something is still to be done is decided
here, by the life cycles and terms of the slices that own the record.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from core.kernel.workdays import Deadline, WorkCalendar
from core.kernel.zones import local, utc_from
from council.meetings.rules.deadlines import Milestones, Term, days_of
from council.meetings.rules.kinds import MeetingForm, MeetingState
from council.meetings.rules.states import BEFORE, NOT_HELD_STATES
from council.meetings.rules.yearly import CountedMeeting, count_year
from council.membership.rules.procedure import Procedure, procedure_of, values_on
from council.minutes.rules import EditionState
from council.minutes.rules.terms import publication_term, signing_term
from council.reminders.rules.duties import Circumstances, Duty, DutyKind
from council.reports.rules.gate import waiting
from council.reports.rules.kinds import PeriodKind
from council.reports.rules.periods import Period, half_year_of, part_of_year

UNSIGNED = frozenset({None, EditionState.DRAFT, EditionState.CIRCULATED})
# So long a half-year or a year that has ended is still spoken of.
STILL_TOLD = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class MeetingFact:
    """A meeting: its days, and what of its preparation is done."""

    id: UUID
    year: int
    number: int
    form: MeetingForm
    counted: CountedMeeting
    first_day: date
    is_notified: bool = False
    has_materials: bool = False

    @property
    def state(self) -> MeetingState:
        return self.counted.state

    @property
    def name(self) -> str:
        return f"{self.number}-{self.year}"


@dataclass(frozen=True, slots=True)
class MinutesFact:
    """The latest edition of the minutes of a held meeting; `edition` is None before a draft."""

    meeting_id: UUID
    year: int
    number: int
    held_on: date
    edition: int | None
    state: EditionState | None
    signed_on: date | None
    unsigned: tuple[UUID, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.number}-{self.year}"


@dataclass(frozen=True, slots=True)
class ReportFact:
    """A report that waits for the deputy chair."""

    id: UUID
    title: str
    version: int
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class AssignmentFact:
    """An assignment on control that has a day."""

    id: UUID
    code: str
    text: str
    due: date
    given_on: date
    executors: tuple[UUID, ...]
    organisations: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """All that was read of one body for a day; `settings` are its dated rules of procedure."""

    body_id: UUID
    is_council: bool
    first_year: int
    settings: Sequence[tuple[str, str, date]] = ()
    meetings: tuple[MeetingFact, ...] = ()
    minutes: tuple[MinutesFact, ...] = ()
    reports: tuple[ReportFact, ...] = ()
    assignments: tuple[AssignmentFact, ...] = ()
    heard_on: tuple[date, ...] = ()

    def procedure(self, day: date) -> Procedure:
        return procedure_of(values_on(self.settings, day))


def duties_of(facts: Facts, at: Circumstances) -> tuple[Duty, ...]:
    """Everything undone in the body on the day."""
    return (
        *(duty for each in facts.meetings for duty in of_meeting(each, facts, at.calendar)),
        *(duty for each in facts.minutes for duty in of_minutes(each, facts, at)),
        *(of_report(each, facts, at) for each in facts.reports),
        *(of_assignment(each, at.zone) for each in facts.assignments),
        *(of_the_council(facts, at) if facts.is_council else ()),
    )


def of_the_council(facts: Facts, at: Circumstances) -> Iterator[Duty]:
    """What the Standard asks of the council alone, and of no working group."""
    yield from of_half_years(facts, at)
    yield from of_years(facts, at)


def of_meeting(meeting: MeetingFact, facts: Facts, calendar: WorkCalendar) -> Iterator[Duty]:
    """Notice and materials, until they are sent or the meeting is called off."""
    if meeting.state not in BEFORE:
        return
    milestones = Milestones(meeting.first_day, meeting.first_day)
    terms = dict(days_of(milestones, facts.procedure(meeting.first_day), calendar))
    details = {"number": meeting.name, "day": meeting.first_day.isoformat()}
    if not meeting.is_notified:
        yield by_term(DutyKind.NOTICE, meeting.id, terms[Term.NOTICE], details=details)
    if not meeting.has_materials and meeting.form is not MeetingForm.ABSENTEE:
        yield by_term(DutyKind.MATERIALS, meeting.id, terms[Term.MATERIALS], details=details)


def by_term(matter: DutyKind, subject_id: UUID, last: Deadline, **values: Any) -> Duty:
    """A duty whose last day is counted in working days."""
    return Duty(matter, subject_id, last.day, is_provisional=last.provisional, **values)


def of_minutes(minutes: MinutesFact, facts: Facts, at: Circumstances) -> Iterator[Duty]:
    """A draft, then the signatures, then the publication; a correction has only the last term."""
    procedure = facts.procedure(minutes.held_on)
    details = {"number": minutes.name, "day": minutes.held_on.isoformat()}
    signing = signing_term(minutes.held_on, None, procedure, at.calendar, at.today).due
    is_first = minutes.edition in {None, 1}
    if is_first and minutes.state in UNSIGNED:
        yield by_term(DutyKind.DRAFT, minutes.meeting_id, signing, details=details)
    if is_first and minutes.state is EditionState.TO_SIGN:
        more = {"people": minutes.unsigned, "details": details}
        yield by_term(DutyKind.SIGNING, minutes.meeting_id, signing, **more)
    if minutes.state is EditionState.SIGNED:
        term = publication_term(minutes.signed_on, None, procedure, at.calendar, at.today)
        if term is not None:
            mark = str(minutes.edition)
            more = {"mark": mark, "details": details}
            yield by_term(DutyKind.PUBLICATION, minutes.meeting_id, term.due, **more)


def of_report(report: ReportFact, facts: Facts, at: Circumstances) -> Duty:
    submitted_on = local(report.submitted_at, at.zone).date()
    days = facts.procedure(at.today).review_days
    return by_term(
        DutyKind.DECISION,
        report.id,
        waiting(submitted_on, at.today, days, at.calendar).due,
        since=report.submitted_at,
        mark=str(report.version),
        details={"title": report.title},
    )


def of_assignment(assignment: AssignmentFact, zone: str) -> Duty:
    """Known to its executors from the day after the minutes were signed."""
    return Duty(
        DutyKind.ASSIGNMENT,
        assignment.id,
        assignment.due,
        since=utc_from(assignment.given_on + timedelta(days=1), time(0), zone),
        people=assignment.executors,
        organisations=assignment.organisations,
        details={"number": assignment.code, "title": assignment.text},
    )


def of_half_years(facts: Facts, at: Circumstances) -> Iterator[Duty]:
    """The coordinator's report of the present half-year, and of one that has just ended.

    It is due by the last meeting of the half-year that could still hear it, else by its end.
    """
    for period in half_years(at.today):
        if period.year < facts.first_year or any(within(day, period) for day in facts.heard_on):
            continue
        days = [m.first_day for m in facts.meetings if m.state not in NOT_HELD_STATES]
        due = max((day for day in days if within(day, period)), default=period.last_day)
        mark = f"{period.year}-{period.index}"
        details = {"year": str(period.year), "half": str(period.index)}
        yield Duty(DutyKind.HALF_YEAR, facts.body_id, due, mark=mark, details=details)


def half_years(today: date) -> Iterator[Period]:
    present = half_year_of(today)
    before = half_year_of(present.first_day - timedelta(days=1))
    if today <= before.last_day + STILL_TOLD:
        yield before
    yield present


def within(day: date, period: Period) -> bool:
    return period.first_day <= day <= period.last_day


def of_years(facts: Facts, at: Circumstances) -> Iterator[Duty]:
    """The meetings that the year still lacks by what is planned (Standard, instrument 5)."""
    for year in years(at.today):
        end = part_of_year(PeriodKind.YEAR, year).last_day
        count = count_year(
            (each.counted for each in facts.meetings if each.year == year),
            year=year,
            first_year=facts.first_year,
            procedure=facts.procedure(min(at.today, end)),
            today=at.today,
        )
        if count.lacking:
            mark = f"{year}-{count.lacking}"
            details = {"year": str(year), "lacking": str(count.lacking)}
            yield Duty(DutyKind.MEETINGS, facts.body_id, end, mark=mark, details=details)


def years(today: date) -> Iterator[int]:
    if today <= date(today.year - 1, 12, 31) + STILL_TOLD:
        yield today.year - 1
    yield today.year
