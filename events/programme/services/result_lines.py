"""What stands beside the results: costs, feedback, files; removing mistakes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from core.adapters import files
from core.adapters.database import command, db
from core.kernel.errors import NotFound, Refused
from core.kernel.viewers import Viewer
from events.programme.models import EventContract, EventCost, EventFeedback, EventPhoto
from events.programme.queries import lock_event
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


@command
def add_feedback(
    event_id: UUID, feedback_id: UUID, draft: FeedbackDraft, *, actor: Viewer, now: datetime
) -> None:
    """What a company said; `feedback_id` comes with the form."""
    lock_with_results(event_id)
    if db.session.get(EventFeedback, feedback_id) is not None:
        return
    if not 1 <= draft.grade <= BEST:
        raise Refused(NO_GRADE)
    row = EventFeedback(
        id=feedback_id,
        event_id=event_id,
        company=draft.company,
        grade=draft.grade,
        text=draft.text,
        added_at=now,
    )
    db.session.add(row)
    note_beside(event_id, "event.feedback_added", draft.company, actor=actor, now=now)


@command
def add_photos(
    event_id: UUID,
    uploads: tuple[files.Upload, ...],
    caption: str,
    *,
    actor: Viewer,
    now: datetime,
) -> None:
    """Keep checked files; the same file twice is kept once."""
    lock_event(event_id)
    query = select(EventPhoto.sha256).where(EventPhoto.event_id == event_id)
    known = set(db.session.scalars(query))
    last = select(func.max(EventPhoto.position)).where(EventPhoto.event_id == event_id)
    position = db.session.scalar(last) or 0
    for upload in uploads:
        if upload.sha256 in known:
            continue
        known.add(upload.sha256)
        position += 1
        sha256 = files.store(upload, now=now)
        row = EventPhoto(
            event_id=event_id, position=position, name=upload.name, caption=caption, sha256=sha256
        )
        db.session.add(row)
        note_beside(event_id, "event.photo_added", upload.name, actor=actor, now=now)


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
