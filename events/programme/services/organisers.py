"""Who holds an event, in which role, in the order in which they are named."""

from dataclasses import asdict, dataclass
from datetime import datetime

from core.adapters.belonging import Spot, keep, move_up, next_position, owned
from core.adapters.database import command, db
from core.kernel.errors import Refused
from core.kernel.viewers import Viewer
from events.programme.models import EventOrganiser
from events.programme.queries import lock_event
from events.programme.rules import OrganiserRole
from events.programme.rules.days import NO_ORGANISER
from events.programme.services.shared import note_beside


@dataclass(frozen=True, slots=True)
class OrganiserDraft:
    """An organiser as typed."""

    name: str
    role: OrganiserRole = OrganiserRole.ORGANISER


@command
def save_organiser(spot: Spot, draft: OrganiserDraft, *, actor: Viewer, now: datetime) -> None:
    lock_event(spot.root_id)
    if not draft.name.strip():
        raise Refused(NO_ORGANISER)
    place = next_position(EventOrganiser, EventOrganiser.event_id, spot.root_id)
    if keep(EventOrganiser, spot, "event_id", asdict(draft), {"position": place}):
        note_beside(spot.root_id, "event.organiser_saved", draft.name, actor=actor, now=now)


@command
def remove_organiser(spot: Spot, *, actor: Viewer, now: datetime) -> None:
    lock_event(spot.root_id)
    row = owned(EventOrganiser, spot, "event_id")
    note_beside(spot.root_id, "event.organiser_removed", row.name, actor=actor, now=now)
    db.session.delete(row)


@command
def raise_organiser(spot: Spot, *, actor: Viewer, now: datetime) -> None:
    """Named before the one above."""
    lock_event(spot.root_id)
    row = owned(EventOrganiser, spot, "event_id")
    if move_up(EventOrganiser, EventOrganiser.event_id, row):
        note_beside(spot.root_id, "event.organiser_saved", row.name, actor=actor, now=now)
