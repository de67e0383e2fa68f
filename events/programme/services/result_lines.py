"""What stands beside the results: costs, feedback, what visitors read; removing mistakes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from core.adapters.belonging import Spot, owned
from core.adapters.database import command, db
from core.kernel.errors import NotFound, Refused
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from events.programme.models import EventContract, EventCost, EventFeedback, EventPhoto
from events.programme.queries import lock_event
from events.programme.rules import ContractShown
from events.programme.rules.feedback import (
    CLOSED,
    MOST_ANSWERS,
    NO_COMPANY,
    NOT_ALLOWED,
    TOO_MANY,
    is_taken,
)
from events.programme.rules.results import NO_GRADE, NO_ITEM, NO_SUM
from events.programme.services.results import lock_with_results, recount
from events.programme.services.shared import note_beside

BEST = 5


@dataclass(frozen=True, slots=True)
class CostDraft:
    item: str
    source: str
    kopecks: int


@command
def add_cost(
    event_id: UUID, cost_id: UUID, draft: CostDraft, *, actor: Viewer, now: datetime
) -> None:
    """Add what was spent; money may be spent before the event. `cost_id` comes with the form."""
    lock_event(event_id)
    if db.session.get(EventCost, cost_id) is not None:
        return
    faults = []
    if not draft.item.strip() or not draft.source.strip():
        faults.append(NO_ITEM)
    if draft.kopecks <= 0:
        faults.append(NO_SUM)
    if faults:
        raise Refused(*faults)
    row = EventCost(
        id=cost_id,
        event_id=event_id,
        item=draft.item.strip(),
        source=draft.source.strip(),
        kopecks=draft.kopecks,
        added_at=now,
    )
    db.session.add(row)
    note_beside(event_id, "event.cost_added", draft.item, actor=actor, now=now)


@dataclass(frozen=True, slots=True)
class FeedbackDraft:
    company: str
    grade: int
    text: str = ""
    may_quote: bool = False
    by_link: bool = False


@command
def add_feedback(
    event_id: UUID, feedback_id: UUID, draft: FeedbackDraft, *, actor: Viewer, now: datetime
) -> None:
    """What a company said; `feedback_id` comes with the form."""
    lock_with_results(event_id)
    if db.session.get(EventFeedback, feedback_id) is not None:
        return
    write_feedback(event_id, feedback_id, draft, actor=actor, now=now)


@command
def answer_feedback(
    event_id: UUID, feedback_id: UUID, draft: FeedbackDraft, *, now: datetime
) -> None:
    """What a participant wrote by the link of the event; sent twice, made once."""
    event = lock_event(event_id)
    if db.session.get(EventFeedback, feedback_id) is not None:
        return
    if not is_taken(event.state, event.ends_on, local(now, event.zone).date()):
        raise Refused(CLOSED)
    f = EventFeedback
    by_link = select(func.count(f.id)).where(f.event_id == event_id, f.by_link)
    if (db.session.scalar(by_link) or 0) >= MOST_ANSWERS:
        raise Refused(TOO_MANY)
    actor = Viewer(name=draft.company)
    by_link_too = replace(draft, by_link=True)
    write_feedback(event_id, feedback_id, by_link_too, actor=actor, now=now)


def write_feedback(
    event_id: UUID, feedback_id: UUID, draft: FeedbackDraft, *, actor: Viewer, now: datetime
) -> None:
    if not draft.company.strip():
        raise Refused(NO_COMPANY)
    if not 1 <= draft.grade <= BEST:
        raise Refused(NO_GRADE)
    row = EventFeedback(
        id=feedback_id,
        event_id=event_id,
        company=draft.company.strip(),
        grade=draft.grade,
        text=draft.text.strip(),
        may_quote=draft.may_quote,
        by_link=draft.by_link,
        added_at=now,
    )
    db.session.add(row)
    note_beside(event_id, "event.feedback_added", draft.company, actor=actor, now=now)


@command
def show_feedback(spot: Spot, *, is_shown: bool, actor: Viewer, now: datetime) -> None:
    """Choose the words for visitors, or take them back."""
    lock_event(spot.root_id)
    row = owned(EventFeedback, spot, "event_id")
    if is_shown and not (row.may_quote and row.text):
        raise Refused(NOT_ALLOWED)
    if row.is_shown != is_shown:
        row.is_shown = is_shown
        what = "event.feedback_shown" if is_shown else "event.feedback_hidden"
        note_beside(spot.root_id, what, row.company, actor=actor, now=now)


@command
def show_contract(spot: Spot, shown: ContractShown, *, actor: Viewer, now: datetime) -> None:
    """How much of a contract visitors read: as much as the company agreed to."""
    lock_event(spot.root_id)
    row = owned(EventContract, spot, "event_id")
    if row.shown is not shown:
        row.shown = shown
        note_beside(spot.root_id, "event.contract_shown", row.company, actor=actor, now=now)


REMOVABLE: Mapping[str, tuple[Any, str]] = {
    "contract": (EventContract, "company"),
    "cost": (EventCost, "item"),
    "feedback": (EventFeedback, "company"),
    "photo": (EventPhoto, "name"),
}


@command
def remove_line(event_id: UUID, kind: str, line_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """Remove what was entered by mistake; the journal keeps its name."""
    lock_event(event_id)
    model, name = REMOVABLE[kind]
    row: Any = db.session.get(model, line_id)
    if row is None or row.event_id != event_id:
        raise NotFound("no such line")
    note_beside(event_id, f"event.{kind}_removed", getattr(row, name), actor=actor, now=now)
    db.session.delete(row)
    if kind == "contract":
        recount(event_id)
