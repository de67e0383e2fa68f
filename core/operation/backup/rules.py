"""Names of backups and which of them are kept. Pure."""

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from typing import Any

DAYS, WEEKS, MONTHS = 7, 5, 12
NAME = "%Y%m%dT%H%M%SZ"


class BackupFailed(Exception):
    """A backup cannot be made, trusted or restored; the message says why."""


def name_of(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(NAME)


def moment_of(name: str) -> datetime | None:
    """When the backup of this name was made; None for any other name."""
    try:
        return datetime.strptime(name, NAME).replace(tzinfo=UTC)
    except ValueError:
        return None


def kept(moments: Collection[datetime]) -> set[datetime]:
    """The last backup of each of the last seven days, five weeks and twelve months with one."""
    newest = sorted(moments, reverse=True)
    return {
        *lasts(newest, lambda m: m.date(), DAYS),
        *lasts(newest, lambda m: m.isocalendar()[:2], WEEKS),
        *lasts(newest, lambda m: (m.year, m.month), MONTHS),
    }


def lasts(
    newest: Iterable[datetime], period: Callable[[datetime], Any], most: int
) -> Iterable[datetime]:
    """The newest of each period, for so many periods."""
    found: dict[Any, datetime] = {}
    for moment in newest:
        key = period(moment)
        if key not in found and len(found) == most:
            break
        found.setdefault(key, moment)
    return found.values()
