"""Optimistic locking: a page made from an older revision of a record changes nothing."""

from core.adapters.database import Revised
from core.kernel.errors import N_, Refusal, Stale

CHANGED_MEANWHILE = N_("Somebody changed this meanwhile. Open the page again and repeat.")


def check_revision(record: Revised, revision: int) -> None:
    """Raise `Stale` (409) unless the page showed the record as it is now."""
    if record.revision != revision:
        raise Stale(Refusal("stale", CHANGED_MEANWHILE))


def touch(record: Revised) -> None:
    """Every page made before this change is stale from now on."""
    record.revision += 1
