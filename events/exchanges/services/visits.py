"""Visits in and out: their days and people, the points of the programme, what follows."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from core.adapters.belonging import Spot, keep, owned
from core.adapters.database import command, db
from core.kernel.errors import NotFound, Refusal, Refused
from core.kernel.viewers import Viewer
from events.exchanges.models import (
    ExchangeFollowUp,
    ExchangeMeasure,
    ExchangePoint,
    ExchangeVisit,
)
from events.exchanges.queries.agreements import list_plans
from events.exchanges.queries.visits import find_event
from events.exchanges.rules import (
    NO_POINT,
    NO_WORDS,
    OTHER_DAY,
    POINT_ENDS_EARLY,
    Direction,
    visit_faults,
)
from events.exchanges.services.plans import plan_of, visit_of
from events.exchanges.services.shared import lock_agreement, note


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """A visit as typed; `event` is the number of the event that it is."""

    direction: Direction
    starts_on: date
    ends_on: date
    people: int = 0
    delegation: str = ""
    hosts: str = ""
    note: str = ""
    measure_id: UUID | None = None
    event: int | None = None

    def values(self) -> dict[str, Any]:
        found = asdict(self)
        found["event_id"] = find_event(found.pop("event"))
        return found


@command
def save_visit(spot: Spot, draft: VisitDraft, *, actor: Viewer, now: datetime) -> None:
    """Add a visit (revision 0) or change it."""
    lock_agreement(spot.root_id)
    values = draft.values()
    measures = {each.id for plan in list_plans(spot.root_id) for each in plan.measures}
    if draft.measure_id is not None and draft.measure_id not in measures:
        raise NotFound("no such measure of this agreement")
    if draft.event is not None and values["event_id"] is None:
        raise NotFound("no such event")
    days = select(ExchangePoint.day).where(ExchangePoint.visit_id == spot.key)
    if faults := visit_faults(draft.starts_on, draft.ends_on, db.session.scalars(days)):
        raise Refused(*faults)
    if keep(ExchangeVisit, spot, "agreement_id", values):
        words = f"{draft.starts_on:%d.%m.%Y}"
        note(spot.root_id, "exchange.visit_saved", words, actor=actor, now=now)


@dataclass(frozen=True, slots=True)
class PointDraft:
    """A point of the programme as typed."""

    day: date
    starts_at: time
    title: str
    ends_at: time | None = None
    place: str = ""


@command
def save_point(spot: Spot, draft: PointDraft, *, actor: Viewer, now: datetime) -> None:
    visit = visit_of(spot)
    if faults := point_faults(visit, draft):
        raise Refused(*faults)
    if keep(ExchangePoint, spot, "visit_id", asdict(draft)):
        note(spot.root_id, "exchange.point_saved", draft.title, actor=actor, now=now)


def point_faults(visit: ExchangeVisit, draft: PointDraft) -> list[Refusal]:
    found = [] if draft.title.strip() else [NO_POINT]
    if draft.ends_at is not None and draft.ends_at <= draft.starts_at:
        found.append(POINT_ENDS_EARLY)
    if not visit.starts_on <= draft.day <= visit.ends_on:
        found.append(OTHER_DAY)
    return found


@dataclass(frozen=True, slots=True)
class FollowUpDraft:
    """What was agreed, as typed."""

    text: str
    responsible: str = ""
    due_on: date | None = None


@command
def save_follow_up(spot: Spot, draft: FollowUpDraft, *, actor: Viewer, now: datetime) -> None:
    visit_of(spot)
    if not draft.text.strip():
        raise Refused(NO_WORDS)
    if keep(ExchangeFollowUp, spot, "visit_id", asdict(draft), {"added_at": now}):
        note(spot.root_id, "exchange.follow_up_saved", draft.text, actor=actor, now=now)


@command
def remove_point(spot: Spot, *, actor: Viewer, now: datetime) -> None:
    visit_of(spot)
    row = owned(ExchangePoint, spot, "visit_id")
    note(spot.root_id, "exchange.point_removed", row.title, actor=actor, now=now)
    db.session.delete(row)


@command
def remove_follow_up(spot: Spot, *, actor: Viewer, now: datetime) -> None:
    """Take back what was written down by mistake."""
    visit_of(spot)
    row = owned(ExchangeFollowUp, spot, "visit_id")
    note(spot.root_id, "exchange.follow_up_removed", row.text, actor=actor, now=now)
    db.session.delete(row)


@command
def remove_measure(spot: Spot, *, actor: Viewer, now: datetime) -> None:
    """Take back a measure entered by mistake; visits that named it stay."""
    plan_of(spot)
    row = owned(ExchangeMeasure, spot, "plan_id")
    naming = ExchangeVisit.measure_id == spot.key
    db.session.query(ExchangeVisit).where(naming).update({"measure_id": None})
    note(spot.root_id, "exchange.measure_removed", row.text, actor=actor, now=now)
    db.session.delete(row)


@command
def remove_visit(spot: Spot, *, actor: Viewer, now: datetime) -> None:
    """Take back a visit entered by mistake, with its programme and what follows."""
    lock_agreement(spot.root_id)
    visit = owned(ExchangeVisit, spot, "agreement_id")
    for model in (ExchangePoint, ExchangeFollowUp):
        db.session.execute(delete(model).where(model.visit_id == spot.key))
    words = f"{visit.starts_on:%d.%m.%Y}"
    note(spot.root_id, "exchange.visit_removed", words, actor=actor, now=now)
    db.session.delete(visit)
