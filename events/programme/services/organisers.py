"""Who holds an event, in which role, in the order in which they are named."""

from dataclasses import dataclass
from datetime import datetime

from core.adapters.belonging import Spot
from core.adapters.database import command
from core.kernel.errors import Refused
from core.kernel.viewers import Viewer
from events.programme.models import EventOrganiser
from events.programme.queries import lock_event
from events.programme.rules import OrganiserRole
from events.programme.rules.days import NO_ORGANISER
from events.programme.services.listed import keep_listed, raise_listed, remove_listed


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
    keep_listed(EventOrganiser, spot, draft, "event.organiser_saved", "name", actor=actor, now=now)


@command
def remove_organiser(spot: Spot, *, actor: Viewer, now: datetime) -> None:
    remove_listed(EventOrganiser, spot, "event.organiser_removed", "name", actor=actor, now=now)


@command
def raise_organiser(spot: Spot, *, actor: Viewer, now: datetime) -> None:
    """Named before the one above."""
    raise_listed(EventOrganiser, spot, "event.organiser_saved", "name", actor=actor, now=now)
