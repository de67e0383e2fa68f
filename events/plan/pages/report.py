"""The record of the report on a year's plan, gathered from its figures and editions. Russian."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import force_locale

from core.adapters.language import label
from core.kernel.zones import noon
from events.plan.pages.figures import PlanLineShown, YearFigures
from events.plan.queries import EditionRow, PlanHead
from events.plan.queries.lines import LineRow, RemovedRow
from events.plan.queries.printed import taken_out_by
from events.plan.rules.completion import LineStanding
from events.plan.rules.editions import Change, ChangeKind
from events.plan.rules.report import Decision, NotCounted, ReportRecord
from events.programme.rules.days import EventDays
from events.words import days_in

AWAITED = frozenset({LineStanding.COUNTS, LineStanding.AHEAD})


@dataclass(frozen=True, slots=True)
class ReportRows:
    """What the queries found: approved editions with their changes, removals, events outside."""

    plan: PlanHead
    decided: Sequence[tuple[EditionRow, Sequence[Change]]]
    removed: Sequence[RemovedRow]
    unplanned: Sequence[LineRow]


def report_record(
    body: str, zone: str, rows: ReportRows, figures: YearFigures, today: date
) -> ReportRecord:
    """In Russian whatever the reader's language: a paper of the council."""
    closed = rows.plan.closed
    with force_locale("ru"):
        return ReportRecord(
            body=body,
            title=rows.plan.title,
            year=figures.year,
            day=today,
            figures=figures.final(closed),
            definition=figures.how_counted(closed),
            decisions=tuple(decision_of(*each) for each in rows.decided),
            by_type=figures.by_type,
            by_quarter=figures.by_quarter,
            by_country=figures.by_country,
            priority=figures.priority,
            whole=figures.whole,
            not_counted=tuple(not_counted(line) for line in lost(figures)),
            unplanned=tuple(row.name for row in rows.unplanned),
            taken_out=taken_out_by((edition for edition, _changes in rows.decided), rows.removed),
            made_at=noon(today, zone),  # the same day gives the same bytes
            closed_on=closed.closed_on if closed else None,
        )


def lost(figures: YearFigures) -> tuple[PlanLineShown, ...]:
    return tuple(line for line in figures.lines if line.standing not in AWAITED)


def not_counted(line: PlanLineShown) -> NotCounted:
    row = line.row
    return NotCounted(row.name, planned_days(row), label(line.standing), row.state_reason)


def planned_days(row: LineRow) -> str:
    days = (row.planned_starts_on, row.planned_ends_on)
    return days_in("ru", EventDays.of(days, row.planned_month, row.year), "–")


def decision_of(edition: EditionRow, changes: Sequence[Change]) -> Decision:
    kinds = Counter(change.kind for change in changes)
    assert edition.approved_on is not None  # noqa: S101 - the caller hands approved editions in
    return Decision(
        edition=edition.number,
        approved_on=edition.approved_on,
        minutes_number=edition.meeting_number or 0,
        item_number=edition.item_number,
        added=kinds[ChangeKind.ADDED],
        moved=kinds[ChangeKind.MOVED],
        changed=kinds[ChangeKind.CHANGED],
    )
