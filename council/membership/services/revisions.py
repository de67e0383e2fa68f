"""How records that several people edit are changed: by revision, with what changed noted."""

from collections.abc import Mapping
from typing import Any

from core.adapters.database import Revised
from core.adapters.journal import apply_changes
from core.kernel.errors import N_, Refusal, Stale

STALE = Refusal(
    "stale",
    N_(
        "Somebody changed this record while you were writing. Compare what is saved now with what "
        "you typed, then save again."
    ),
)


def demand_fresh(record: Revised, revision: int | None) -> None:
    """Raise `Stale` if the page was made from an older revision than the record has."""
    if record.revision != revision:
        raise Stale(STALE)


def change(record: Revised, values: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Set the values; a real change makes a new revision. Returns what changed."""
    changes = apply_changes(record, values)
    if changes:
        record.revision += 1
    return changes
