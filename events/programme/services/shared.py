"""Steps that several services of single events take."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from core.adapters import journal
from core.kernel.errors import N_, Refusal, Stale
from core.kernel.viewers import Viewer
from events.programme.models import Event
from events.programme.queries import lock_event

CHANGED = Refusal(
    "stale", N_("Somebody changed this event meanwhile. Open its page again and repeat.")
)


def lock_current(event_id: UUID, revision: int) -> Event:
    """The locked event; raises `Stale` if somebody changed it after the page was opened."""
    event = lock_event(event_id)
    if event.revision != revision:
        raise Stale(CHANGED)
    return event


def note(
    event: Event, what: str, *, actor: Viewer, now: datetime, details: Mapping[str, Any] = {}
) -> None:
    """Every change makes open pages stale and stands in the journal of the event."""
    event.revision += 1
    event.changed_at = now
    journal.record(what, subject_id=event.id, actor=actor, at=now, details=details)


def note_beside(event_id: UUID, what: str, name: str, *, actor: Viewer, now: datetime) -> None:
    """What stands beside an event changed: its own page may be saved all the same."""
    journal.record(what, subject_id=event_id, actor=actor, at=now, details={"name": name})
