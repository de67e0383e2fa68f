"""Records that belong to another: made once, changed as the page saw them, put in order.

Steps of commands that have locked the record on top; whose record it is gets checked here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from core.adapters import journal
from core.adapters.database import Identified, db
from core.adapters.once import add_once
from core.kernel.errors import N_, NotFound, Refusal, Stale

CHANGED = Refusal(
    "stale", N_("Somebody changed this record meanwhile. Open its page again and repeat.")
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Which record is meant, as the page saw it; revision 0 for a new one.

    `root_id` is the record on top, `owner_id` what the record belongs to if that is not the root.
    """

    root_id: UUID
    key: UUID
    owner_id: UUID | None = None
    revision: int = 0

    @property
    def belongs_to(self) -> UUID:
        return self.owner_id or self.root_id


def owned(model: type[Identified], spot: Spot, owner: str) -> Any:
    """The record, if it belongs where the spot says; `owner` names the column. `NotFound`."""
    found: Any = db.session.get(model, spot.key, populate_existing=True)
    if found is None or getattr(found, owner) != spot.belongs_to:
        raise NotFound("no such record")
    return found


def part_of(model: type[Identified], spot: Spot, owner: str) -> Any:
    """The record as the page saw it; raises `NotFound`, `Stale`."""
    found = owned(model, spot, owner)
    if found.revision != spot.revision:
        raise Stale(CHANGED)
    return found


def keep(
    model: type[Identified],
    spot: Spot,
    owner: str,
    values: Mapping[str, Any],
    beside: Mapping[str, Any] = {},
) -> bool:
    """Make the record (revision 0) or change it; whether anything was done.

    `beside` is set on a new record only.
    """
    if spot.revision == 0:
        made: Any = model
        return add_once(made(id=spot.key, **{owner: spot.belongs_to}, **values, **beside), values)
    found = part_of(model, spot, owner)
    if not journal.apply_changes(found, values):
        return False
    found.revision += 1
    return True


def next_position(model: Any, owner: Any, owner_id: UUID) -> int:
    """The place after the last one of an ordered list."""
    query = select(func.max(model.position)).where(owner == owner_id)
    return (db.session.scalar(query) or 0) + 1


def move_up(model: Any, owner: Any, row: Any) -> bool:
    """Change places with the one before; whether there was one. Places are unique at any moment."""
    query = (
        select(model)
        .where(owner == getattr(row, owner.key), model.position < row.position)
        .order_by(model.position.desc())
        .limit(1)
    )
    before = db.session.scalar(query)
    if before is None:
        return False
    mine, other = row.position, before.position
    row.position = -mine
    db.session.flush()
    before.position = mine
    db.session.flush()
    row.position = other
    return True
