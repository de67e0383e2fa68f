"""The commission of an event: its members, the projects it hears, its remarks on them."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete

from core.adapters.belonging import Spot, keep, next_position, owned
from core.adapters.database import command, db
from core.kernel.errors import NotFound, Refused
from core.kernel.viewers import Viewer
from events.programme.models import EventHearing, EventRemark
from events.programme.queries import lock_event
from events.programme.rules import RemarkState
from events.programme.rules.days import NO_PROJECT, NO_REMARK
from events.programme.services.listed import keep_listed, raise_listed
from events.programme.services.shared import lock_current, note, note_beside


@command
def save_commission(
    event_id: UUID, members: str, revision: int, *, actor: Viewer, now: datetime
) -> None:
    """Its members by lines, the chair first; nothing if there is no commission."""
    event = lock_current(event_id, revision)
    lines = (line.strip() for line in members.splitlines())
    members = "\n".join(line for line in lines if line)
    if event.commission != members:
        event.commission = members
        note(event, "event.commission_saved", actor=actor, now=now)


@dataclass(frozen=True, slots=True)
class HearingDraft:
    """A project before the commission as typed."""

    project: str
    speaker: str = ""
    outcome: str = ""


@command
def save_hearing(spot: Spot, draft: HearingDraft, *, actor: Viewer, now: datetime) -> None:
    lock_event(spot.root_id)
    if not draft.project.strip():
        raise Refused(NO_PROJECT)
    keep_listed(EventHearing, spot, draft, "event.hearing_saved", "project", actor=actor, now=now)


@command
def remove_hearing(spot: Spot, *, actor: Viewer, now: datetime) -> None:
    """With the remarks on it."""
    lock_event(spot.root_id)
    row = owned(EventHearing, spot, "event_id")
    note_beside(spot.root_id, "event.hearing_removed", row.project, actor=actor, now=now)
    db.session.execute(delete(EventRemark).where(EventRemark.hearing_id == row.id))
    db.session.delete(row)


@command
def raise_hearing(spot: Spot, *, actor: Viewer, now: datetime) -> None:
    """Heard before the one above."""
    raise_listed(EventHearing, spot, "event.hearing_saved", "project", actor=actor, now=now)


@dataclass(frozen=True, slots=True)
class RemarkDraft:
    """A remark as typed, and how far it is met."""

    text: str
    state: RemarkState = RemarkState.OPEN
    author: str = ""


@command
def save_remark(spot: Spot, draft: RemarkDraft, *, actor: Viewer, now: datetime) -> None:
    """`spot.owner_id` is the hearing."""
    hearing = hearing_of(spot)
    if not draft.text.strip():
        raise Refused(NO_REMARK)
    place = next_position(EventRemark, EventRemark.hearing_id, hearing.id)
    if keep(EventRemark, spot, "hearing_id", asdict(draft), {"position": place}):
        note_beside(spot.root_id, "event.remark_saved", draft.text, actor=actor, now=now)


@command
def remove_remark(spot: Spot, *, actor: Viewer, now: datetime) -> None:
    hearing_of(spot)
    row = owned(EventRemark, spot, "hearing_id")
    note_beside(spot.root_id, "event.remark_removed", row.text, actor=actor, now=now)
    db.session.delete(row)


def hearing_of(spot: Spot) -> EventHearing:
    """The hearing that the remark belongs to, its event locked; raises `NotFound`."""
    lock_event(spot.root_id)
    hearing = db.session.get(EventHearing, spot.owner_id, populate_existing=True)
    if hearing is None or hearing.event_id != spot.root_id:
        raise NotFound("no such hearing")
    return hearing
