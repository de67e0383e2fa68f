"""Lists beside an event, such as organisers and hearings: one kept, raised, removed. Steps.

`name` is the column that names a row; the journal keeps it.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from core.adapters.belonging import Spot, keep, move_up, next_position, owned
from core.adapters.database import db
from core.kernel.viewers import Viewer
from events.programme.queries import lock_event
from events.programme.services.shared import note_beside


def keep_listed(  # noqa: PLR0913 - which list, which row, by whom, when
    model: Any, spot: Spot, draft: Any, what: str, name: str, *, actor: Viewer, now: datetime
) -> None:
    """Add a row at the end (revision 0; sent twice, made once) or change it."""
    place = next_position(model, model.event_id, spot.root_id)
    if keep(model, spot, "event_id", asdict(draft), {"position": place}):
        note_beside(spot.root_id, what, getattr(draft, name), actor=actor, now=now)


def raise_listed(  # noqa: PLR0913 - which list, which row, by whom, when
    model: Any, spot: Spot, what: str, name: str, *, actor: Viewer, now: datetime
) -> None:
    """Before the one above."""
    lock_event(spot.root_id)
    row = owned(model, spot, "event_id")
    if move_up(model, model.event_id, row):
        note_beside(spot.root_id, what, getattr(row, name), actor=actor, now=now)


def remove_listed(  # noqa: PLR0913 - which list, which row, by whom, when
    model: Any, spot: Spot, what: str, name: str, *, actor: Viewer, now: datetime
) -> None:
    """Raises `NotFound` for a row of another event."""
    lock_event(spot.root_id)
    row = owned(model, spot, "event_id")
    note_beside(spot.root_id, what, getattr(row, name), actor=actor, now=now)
    db.session.delete(row)
