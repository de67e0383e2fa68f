"""Plans of measures and the marks on measures and follow-ups."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from core.adapters.belonging import Spot, keep, part_of
from core.adapters.database import command, db
from core.kernel.errors import NotFound, Refused
from core.kernel.viewers import Viewer
from events.exchanges.models import (
    ExchangeFollowUp,
    ExchangeMeasure,
    ExchangePlan,
    ExchangeVisit,
)
from events.exchanges.rules import (
    MARKS,
    MarkAction,
    MarkFacts,
    MarkState,
    measure_faults,
    plan_faults,
)
from events.exchanges.services.agreements import day_of
from events.exchanges.services.shared import lock_agreement, note


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A plan of measures as typed."""

    title: str
    first_year: int
    last_year: int


@command
def save_plan(spot: Spot, draft: PlanDraft, *, actor: Viewer, now: datetime) -> None:
    """Add a plan (revision 0) or change it. Its measures stay within its years."""
    lock_agreement(spot.root_id)
    terms = select(ExchangeMeasure.due_on).where(ExchangeMeasure.plan_id == spot.key)
    years = (draft.first_year, draft.last_year)
    if faults := plan_faults(draft.title, years, db.session.scalars(terms)):
        raise Refused(*faults)
    if keep(ExchangePlan, spot, "agreement_id", asdict(draft)):
        note(spot.root_id, "exchange.plan_saved", draft.title, actor=actor, now=now)


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """A measure as typed."""

    text: str
    due_on: date
    number: str = ""
    responsible: str = ""


@command
def save_measure(spot: Spot, draft: MeasureDraft, *, actor: Viewer, now: datetime) -> None:
    """Add a measure (revision 0) or change its words; marks are steps of their own."""
    plan = plan_of(spot)
    if faults := measure_faults(draft.text, draft.due_on, (plan.first_year, plan.last_year)):
        raise Refused(*faults)
    if keep(ExchangeMeasure, spot, "plan_id", asdict(draft)):
        note(spot.root_id, "exchange.measure_saved", draft.text, actor=actor, now=now)


def plan_of(spot: Spot) -> ExchangePlan:
    """The plan that owns the record, its agreement locked; raises `NotFound`."""
    lock_agreement(spot.root_id)
    plan = db.session.get(ExchangePlan, spot.owner_id, populate_existing=True)
    if plan is None or plan.agreement_id != spot.root_id:
        raise NotFound("no such plan")
    return plan


@dataclass(frozen=True, slots=True)
class MarkDraft:
    """A mark as typed."""

    action: MarkAction
    day: date | None = None
    note: str = ""


@command
def mark_measure(spot: Spot, draft: MarkDraft, *, actor: Viewer, now: datetime) -> None:
    """Done on a day, dropped for a reason, or open again."""
    plan_of(spot)
    row = part_of(ExchangeMeasure, spot, "plan_id")
    mark(row, draft, now=now)
    note(spot.root_id, f"exchange.measure_{row.state}", row.text, actor=actor, now=now)


@command
def mark_follow_up(spot: Spot, draft: MarkDraft, *, actor: Viewer, now: datetime) -> None:
    visit_of(spot)
    row = part_of(ExchangeFollowUp, spot, "visit_id")
    mark(row, draft, now=now)
    note(spot.root_id, f"exchange.follow_up_{row.state}", row.text, actor=actor, now=now)


def visit_of(spot: Spot) -> ExchangeVisit:
    """The visit that owns the record, its agreement locked; raises `NotFound`."""
    lock_agreement(spot.root_id)
    visit = db.session.get(ExchangeVisit, spot.owner_id, populate_existing=True)
    if visit is None or visit.agreement_id != spot.root_id:
        raise NotFound("no such visit")
    return visit


def mark(row: Any, draft: MarkDraft, *, now: datetime) -> None:
    facts = MarkFacts(day_of(now), draft.day, draft.note)
    row.state = MARKS.advance(draft.action, row.state, facts)
    row.marked_on = None if row.state is MarkState.OPEN else draft.day or facts.today
    row.note = draft.note.strip()
    row.revision += 1
