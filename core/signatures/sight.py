"""Who may see a signature: whoever may see what it is on. Slices say so; this one knows none.

The signer sees their own in any case.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from core.kernel.viewers import Viewer


@dataclass(frozen=True, slots=True)
class Sight:
    """`may_see` by the record's identifier; `address` leads to the record."""

    may_see: Callable[[UUID], bool]
    address: Callable[[UUID], str]


known: dict[str, Sight] = {}


def register(object_type: str, sight: Sight) -> None:
    known[object_type] = sight


def may_see(object_type: str, object_id: UUID, signer_id: UUID, who: Viewer) -> bool:
    if who.account_id == signer_id:
        return True
    sight = known.get(object_type)
    return sight is not None and sight.may_see(object_id)


def address_of(object_type: str, object_id: UUID) -> str:
    sight = known.get(object_type)
    return sight.address(object_id) if sight and sight.may_see(object_id) else ""
