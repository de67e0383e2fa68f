"""The programme of an event by days: host's time beside Moscow's, the region's as «МСК+N»."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

from core.kernel.zones import local
from events.programme.queries import EventHead
from events.programme.queries.days import HearingRow, OrganiserRow, SessionRow
from events.programme.rules.days import is_held_on

MOSCOW = "Europe/Moscow"


@dataclass(frozen=True, slots=True)
class SessionShown:
    """A session with its time at the host, in Moscow and in the region."""

    row: SessionRow
    at_host: str
    in_moscow: str
    in_region: str
    follows: bool  # begins together with the one above


@dataclass(frozen=True, slots=True)
class DaysPage:
    """Days with their sessions, organisers, hearings. Offsets are those of the first day."""

    event: EventHead
    days: tuple[tuple[date, tuple[SessionShown, ...]], ...]
    organisers: tuple[OrganiserRow, ...]
    hearings: tuple[HearingRow, ...]
    host_offset: str
    region_offset: str
    may_keep: bool

    def is_held_on(self, day: date) -> bool:
        return is_held_on(day, (self.event.starts_on, self.event.ends_on))


def shown_days(
    rows: Sequence[SessionRow], zone: str, region_zone: str
) -> tuple[tuple[date, tuple[SessionShown, ...]], ...]:
    together = pairwise([None, *rows])
    shown = [shown_session(row, (zone, region_zone), before) for before, row in together if row]
    return tuple((day, tuple(group)) for day, group in groupby(shown, lambda each: each.row.day))


def shown_session(
    row: SessionRow, zones: tuple[str, str], before: SessionRow | None
) -> SessionShown:
    """`zones` are those of the host and of the region."""
    zone, region_zone = zones
    starts = datetime.combine(row.day, row.starts_at, ZoneInfo(zone))
    until = f"–{row.ends_at:%H:%M}" if row.ends_at else ""
    return SessionShown(
        row,
        f"{row.starts_at:%H:%M}{until}",
        f"{local(starts, MOSCOW):%H:%M}",
        f"{local(starts, region_zone):%H:%M}",
        before is not None and (before.day, before.starts_at) == (row.day, row.starts_at),
    )
