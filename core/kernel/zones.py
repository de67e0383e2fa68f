"""Moments and the clocks on the wall: UTC inside, the place's IANA zone at the edge.

Reads no clock. Zones are named by the caller, Russia's usage counts from Moscow («МСК+2»).
"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.kernel.errors import N_
from core.kernel.typography import MINUS
from core.kernel.unreadable import Unreadable

MOSCOW = ZoneInfo("Europe/Moscow")
NOON = time(12)


def known_zone(name: str) -> ZoneInfo:
    """The zone of an IANA name such as Asia/Yekaterinburg; raises `Unreadable`."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = N_("There is no time zone “%(zone)s”. Choose one from the list.")
        raise Unreadable("unknown_zone", message, zone=name) from error


def local(moment: datetime, zone: str) -> datetime:
    """The moment as the clocks of the zone show it."""
    if moment.tzinfo is None:
        raise ValueError("a naive datetime is no moment in time")
    return moment.astimezone(known_zone(zone))


def utc(day: date, at: time, zone: str) -> datetime:
    """The moment when the clocks of the zone show that day and time; raises `Unreadable`.

    Where clocks are changed, an hour of spring never comes and one of autumn comes twice: both
    are refused, because guessing would move somebody's appointment.
    """
    wall = datetime.combine(day, at.replace(tzinfo=None), known_zone(zone))
    earlier, later = wall.replace(fold=0), wall.replace(fold=1)
    before, after = earlier.utcoffset(), later.utcoffset()
    if before == after:
        return earlier.astimezone(UTC)
    if before < after:  # type: ignore[operator]  # a ZoneInfo always knows its offset
        message = N_("The clocks change and this time never comes. Choose another time.")
        raise Unreadable("imaginary_time", message)
    message = N_("The clocks change and this time comes twice. Choose another time.")
    raise Unreadable("ambiguous_time", message)


def utc_from(day: date, at: time, zone: str) -> datetime:
    """The first moment from which the clocks of the zone have reached that day and time.

    For limits and hours of our own, where nobody can be asked: an hour of spring that never comes
    is as much later as the clocks jump, one of autumn that comes twice counts from its first time.
    """
    wall = datetime.combine(day, at.replace(tzinfo=None, fold=0), known_zone(zone))
    return wall.astimezone(UTC)


def noon(day: date, zone: str) -> datetime:
    """The moment that stands for a day where no hour is known: noon by the clocks of the zone."""
    return utc_from(day, NOON, zone)


def moscow_offset(zone: str, at: datetime, moscow: str = "МСК") -> str:
    """How the zone's clocks differ from Moscow's at a moment: «МСК+2», «МСК−1», "" if not."""
    ahead = local(at, zone).replace(tzinfo=None) - at.astimezone(MOSCOW).replace(tzinfo=None)
    minutes = round(ahead.total_seconds()) // 60
    if not minutes:
        return ""
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else MINUS
    return f"{moscow}{sign}{hours}" + (f":{rest:02}" if rest else "")


def clocks_on(day: date | None, zone: str, moscow: str = "МСК") -> str:
    """«МСК+2» as the zone's clocks stand on a day, «МСК» where they agree; nothing for no day."""
    if day is None:
        return ""
    return moscow_offset(zone, noon(day, zone), moscow) or moscow
