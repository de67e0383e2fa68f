"""VTIMEZONE of a zone for a few years (RFC 5545, 3.6.5), kept per zone. Pure.

Writes each change of the clocks by itself instead of a rule: exact for the years asked for, and for
no others.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from core.kernel.zones import known_zone

MOMENT = "%Y%m%dT%H%M%S"
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@cache
def zone_lines(zone: str, first: int, last: int) -> tuple[str, ...]:
    """The component for the years from `first` to `last`, one year more on each side."""
    known = known_zone(zone)
    starts = datetime(first - 1, 1, 1, tzinfo=UTC)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone}", *observance(known, starts, starts)]
    for moment in changes(known, starts, datetime(last + 2, 1, 1, tzinfo=UTC)):
        lines += observance(known, moment - SECOND, moment)
    return (*lines, "END:VTIMEZONE")


def changes(zone: ZoneInfo, starts: datetime, ends: datetime) -> Iterator[datetime]:
    """The moments at which the offset changes."""
    moment = starts
    while moment < ends:
        if offset(zone, moment) != offset(zone, moment + DAY):
            yield exact_change(zone, moment)
        moment += DAY


def exact_change(zone: ZoneInfo, day: datetime) -> datetime:
    """The second of the change in the 24 hours after `day`."""
    low, high = 0, int(DAY.total_seconds())
    before = offset(zone, day)
    while high - low > 1:
        middle = (low + high) // 2
        same = offset(zone, day + timedelta(seconds=middle)) == before
        low, high = (middle, high) if same else (low, middle)
    return day + timedelta(seconds=high)


def offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def observance(zone: ZoneInfo, before: datetime, moment: datetime) -> tuple[str, ...]:
    """What holds from a moment on; it is written on the clock that showed the time before."""
    after = moment.astimezone(zone)
    kind = "DAYLIGHT" if after.dst() else "STANDARD"
    old = offset(zone, before)
    return (
        f"BEGIN:{kind}",
        f"DTSTART:{(moment + old).replace(tzinfo=None):{MOMENT}}",
        f"TZOFFSETFROM:{written(old)}",
        f"TZOFFSETTO:{written(offset(zone, moment))}",
        f"TZNAME:{after.tzname()}",
        f"END:{kind}",
    )


def written(gap: timedelta) -> str:
    """«+0500», «-0330»."""
    minutes = round(gap.total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"{sign}{hours:02}{rest:02}"
