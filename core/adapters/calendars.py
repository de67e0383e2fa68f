"""Invitations to mail (RFC 5546) by the icalendar library, and the replies that come back.

The library's traps are minded here: no UID and no stamp of its own making, no control characters,
zones by name alone, no quotes in names (EVENTS.md, C4). Feeds are core.kernel.calendars' business.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from hashlib import sha256

from icalendar import Alarm, Calendar, Component, Event, vCalAddress, vUri

from core.kernel.calendars import (
    CONTROLS,
    PRODUCT,
    CalendarEvent,
    EventStatus,
    Mailbox,
    Method,
    Participation,
    plain_name,
)
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.zone_texts import zone_lines
from core.kernel.zones import local

LARGEST_REPLY = 256 * 1024
ALARMS = (timedelta(days=-1), timedelta(hours=-1))
CALENDAR_TYPES = frozenset({"text/calendar", "application/ics"})
MOST_PARTS = 20
HIGHEST_SEQUENCE = 1_000_000
UNREADABLE = Refusal("no_reply", N_("This is no reply of a calendar. Choose another file."))
TOO_LARGE = Refusal("reply_large", N_("The file is too large for a reply of a calendar."))


@dataclass(frozen=True, slots=True)
class Invite:
    """An event as it is sent to one person, who has answered or not."""

    method: Method
    event: CalendarEvent
    organizer: Mailbox
    attendee: Mailbox
    answer: Participation = Participation.NEEDS_ACTION


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody's calendar says: an answer to the event as it stood at `sequence`.

    `digest` is that of the calendar's own bytes, by whatever letters they came.
    """

    uid: str
    attendee: str
    answer: Participation
    sequence: int
    stamped_at: datetime
    digest: str
    comment: str = ""


def invitation(invite: Invite) -> bytes:
    """The message for the calendar of one person; the same values give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", invite.method.value)
    starts, ends = invite.event.starts, invite.event.ends
    if isinstance(starts, datetime) and isinstance(ends, datetime):
        lines = zone_lines(invite.event.zone, starts.year, ends.year)
        calendar.add_component(Component.from_ical("\r\n".join(lines)))
    calendar.add_component(event_of(invite))
    return calendar.to_ical(sorted=False)


def event_of(invite: Invite) -> Event:
    given = invite.event
    event = Event()
    event.add("uid", given.uid)
    event.add("dtstamp", given.stamp.astimezone(UTC))
    event.add("last-modified", given.stamp.astimezone(UTC))
    event.add("sequence", given.sequence)
    for name, moment in (("dtstart", given.starts), ("dtend", given.ends)):
        event.add(name, local(moment, given.zone) if isinstance(moment, datetime) else moment)
    event.add("summary", cleaned(given.title))
    for name, text in (("location", given.place), ("description", given.text)):
        if text:
            event.add(name, cleaned(text))
    if given.url:
        event.add("url", cleaned(given.url))
    if given.video:
        event.add("conference", conference(given.video), encode=False)
    called_off = invite.method is Method.CANCEL
    event.add("status", (EventStatus.CANCELLED if called_off else given.status).value)
    event.add("transp", "OPAQUE")
    event.add("organizer", organizer(invite.organizer), encode=False)
    event.add("attendee", attendee(invite), encode=False)
    if not called_off:
        for trigger in ALARMS:
            event.add_component(alarm(trigger, given.title))
    return event


def cleaned(text: str) -> str:
    return "\n".join(CONTROLS.sub("", line) for line in text.replace("\r\n", "\n").split("\n"))


def conference(address: str) -> vUri:
    """RFC 7986, 5.11; VALUE is required, one feature is written without quotes."""
    found = vUri(CONTROLS.sub("", address))
    found.params["VALUE"] = "URI"
    found.params["FEATURE"] = "VIDEO"
    return found


def organizer(mailbox: Mailbox) -> vCalAddress:
    found = vCalAddress(f"mailto:{mailbox.address}")
    found.params["CN"] = plain_name(mailbox.name)
    return found


def attendee(invite: Invite) -> vCalAddress:
    found = organizer(invite.attendee)
    found.params["CUTYPE"] = "INDIVIDUAL"
    found.params["ROLE"] = "REQ-PARTICIPANT"
    found.params["PARTSTAT"] = invite.answer.value
    found.params["RSVP"] = "FALSE" if invite.method is Method.CANCEL else "TRUE"
    return found


def alarm(trigger: timedelta, title: str) -> Alarm:
    found = Alarm()
    found.add("action", "DISPLAY")
    found.add("trigger", trigger)
    found.add("description", cleaned(title))
    return found


def read_reply(content: bytes) -> Reply:
    """The reply in a calendar file or in a letter that carries one; raises `Refused`."""
    if len(content) > LARGEST_REPLY:
        raise Refused(TOO_LARGE)
    is_calendar = content.lstrip(b"\xef\xbb\xbf \r\n\t").upper().startswith(b"BEGIN:VCALENDAR")
    try:
        return parsed(content if is_calendar else calendar_part(content))
    except Refused:
        raise
    except Exception as error:  # whatever a parser says of hostile bytes, they are no reply
        raise Refused(UNREADABLE) from error


def calendar_part(letter: bytes) -> bytes:
    """The calendar inside a letter, as its own part or as a file."""
    message = BytesParser(policy=policy.default).parsebytes(letter)
    assert isinstance(message, EmailMessage)  # noqa: S101 - what the policy makes
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            break
        is_named = (part.get_filename() or "").lower().endswith(".ics")
        if part.get_content_type() in CALENDAR_TYPES or is_named:
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return content
    raise Refused(UNREADABLE)


def parsed(content: bytes) -> Reply:
    calendar = Calendar.from_ical(content.decode("utf-8-sig"))
    events = [part for part in calendar.subcomponents if part.name == "VEVENT"]
    if str(calendar.get("method", "")).upper() != "REPLY" or len(events) != 1:
        raise Refused(UNREADABLE)
    event = events[0]
    person = event["attendee"]
    if isinstance(person, list):
        raise Refused(UNREADABLE)
    stamp, sequence = event.decoded("dtstamp"), int(event.get("sequence", 0))
    if not isinstance(stamp, datetime) or not 0 <= sequence <= HIGHEST_SEQUENCE:
        raise Refused(UNREADABLE)
    return Reply(
        uid=str(event["uid"])[:255],
        attendee=address_of(str(person)),
        answer=Participation(str(person.params["PARTSTAT"]).upper()),
        sequence=sequence,
        digest=sha256(content).hexdigest(),
        stamped_at=stamp.astimezone(UTC) if stamp.tzinfo else stamp.replace(tzinfo=UTC),
        comment=str(event.get("comment", "")).strip()[:500],
    )


def address_of(text: str) -> str:
    """«MAILTO:A@B.example» as a mailbox is compared: without the scheme, in small letters."""
    return text.strip().lower().removeprefix("mailto:")[:254]
