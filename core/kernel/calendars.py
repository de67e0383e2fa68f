"""Calendar events as values, and feeds of them in iCalendar (RFC 5545, RFC 7986). Pure.

Writes feeds only: the same events give the same bytes, so that an ETag holds. Invitations, which
carry people, are written by core.adapters.calendars.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from core.kernel.zone_texts import zone_lines
from core.kernel.zones import known_zone, local

PRODUCT = "-//Export Council//Calendars 1//RU"
MOST_OCTETS = 75
CONTINUED = 0b1000_0000  # of UTF-8: 10xxxxxx
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
SPECIAL = re.compile(r"\r\n|[\x00-\x1f\x7f-\x9f\ud800-\udfff\\;,\u2028\u2029]")
WRITTEN = {"\r\n": "\\n", "\n": "\\n", "\u2028": "\\n", "\u2029": "\\n", "\t": " "} | {
    sign: f"\\{sign}" for sign in "\\;,"
}
NO_MARKS = str.maketrans("", "", "-:")
QUOTED = re.compile(r'"([^"]*)"')


class EventStatus(StrEnum):
    """How sure an event is; RFC 5545, 3.8.1.11."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


class Method(StrEnum):
    """What a message asks of the calendar that gets it; RFC 5546."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


class Participation(StrEnum):
    """What an attendee answered; RFC 5545, 3.2.12."""

    NEEDS_ACTION = "NEEDS-ACTION"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    TENTATIVE = "TENTATIVE"


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event. Two moments with their zone, or two days of which the last is not included.

    `stamp` is the last change, `uid` never changes, `sequence` grows with time or place.
    """

    uid: str
    title: str
    starts: datetime | date
    ends: datetime | date
    zone: str
    stamp: datetime
    sequence: int = 0
    status: EventStatus = EventStatus.CONFIRMED
    place: str = ""
    text: str = ""
    url: str = ""
    video: str = ""
    is_busy: bool = True

    @property
    def begins(self) -> datetime:
        """The first moment; a day begins at midnight of the zone."""
        if isinstance(self.starts, datetime):
            return self.starts
        return datetime.combine(self.starts, time(), known_zone(self.zone)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A person or office with an address that is read."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar to subscribe to; `uid` is fixed, `hours` says how often to look again."""

    uid: str
    name: str
    events: tuple[CalendarEvent, ...]
    url: str = ""
    color: str = "teal"
    hours: int = 6


def plain_name(name: str) -> str:
    """A name that every client shows as it is: no controls, no straight quotes, no backslash.

    Some readers take a backslash for an escape and lose the address that follows the name.
    """
    return QUOTED.sub(r"«\1»", CONTROLS.sub("", name)).replace('"', "”").replace("\\", "/")


def escaped(text: str) -> str:
    """RFC 5545, 3.3.11; what no calendar can show is left out."""
    return SPECIAL.sub(lambda found: WRITTEN.get(found[0], ""), text)


def folded(line: str) -> str:
    """RFC 5545, 3.1: at most 75 octets in a line, no character cut in two."""
    octets = line.encode()
    if len(octets) <= MOST_OCTETS:
        return line
    pieces, start, most = [], 0, MOST_OCTETS
    while start < len(octets):
        end = min(start + most, len(octets))
        while end < len(octets) and octets[end] & 0b1100_0000 == CONTINUED:
            end -= 1
        pieces.append(octets[start:end])
        start, most = end, MOST_OCTETS - 1
    return b"\r\n ".join(pieces).decode()


@lru_cache(maxsize=256)
def text_line(name: str, text: str) -> str:
    """A property whose text many events share."""
    return folded(f"{name}:{escaped(text)}")


def feed_text(feed: Feed) -> bytes:
    """The feed as a file."""
    lines = [*head_lines(feed)]
    for zone, (first, last) in sorted(years_by_zone(feed.events).items()):
        lines += zone_lines(zone, first, last)
    for event in sorted(feed.events, key=lambda each: (each.begins, each.uid)):
        lines += event_lines(event)
    lines.append("END:VCALENDAR")
    return ("\r\n".join(lines) + "\r\n").encode()


def head_lines(feed: Feed) -> Iterator[str]:
    name = escaped(feed.name)
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:{PRODUCT}"
    yield "CALSCALE:GREGORIAN"
    yield f"UID:{feed.uid}"
    yield folded(f"NAME:{name}")
    yield folded(f"X-WR-CALNAME:{name}")
    if feed.url:
        yield folded(f"URL:{feed.url}")
    yield f"REFRESH-INTERVAL;VALUE=DURATION:PT{feed.hours}H"
    yield f"X-PUBLISHED-TTL:PT{feed.hours}H"
    yield f"COLOR:{feed.color}"


def years_by_zone(events: Iterable[CalendarEvent]) -> dict[str, tuple[int, int]]:
    """The zones whose rules the events need, with the first and the last year."""
    found: dict[str, tuple[int, int]] = {}
    for event in events:
        if isinstance(event.starts, datetime) and isinstance(event.ends, datetime):
            first, last = event.starts.year, event.ends.year
            known = found.get(event.zone, (first, last))
            found[event.zone] = (min(first, known[0]), max(last, known[1]))
    return found


def event_lines(event: CalendarEvent) -> Iterator[str]:
    changed = written(event.stamp.astimezone(UTC))
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{changed}Z"
    yield f"LAST-MODIFIED:{changed}Z"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART{at(event.starts, event.zone)}"
    yield f"DTEND{at(event.ends, event.zone)}"
    yield folded(f"SUMMARY:{escaped(event.title)}")
    if event.place:
        yield text_line("LOCATION", event.place)
    if event.text:
        yield text_line("DESCRIPTION", event.text)
    if event.url:
        yield folded(f"URL:{CONTROLS.sub('', event.url)}")
    yield f"STATUS:{event.status}"
    yield f"TRANSP:{'OPAQUE' if event.is_busy else 'TRANSPARENT'}"
    yield "END:VEVENT"


def at(moment: datetime | date, zone: str) -> str:
    """Parameters and value of a property that says when; wall time of the place, with its zone."""
    if isinstance(moment, datetime):
        return f";TZID={zone}:{written(local(moment, zone))}"
    return f";VALUE=DATE:{moment:%Y%m%d}"


def written(moment: datetime) -> str:
    """«20261217T110000»; three times as fast as strftime."""
    return moment.isoformat(timespec="seconds")[:19].translate(NO_MARKS)


def day_event_end(last: date) -> date:
    """The end of an event of whole days: the first day after it."""
    return last + timedelta(days=1)
