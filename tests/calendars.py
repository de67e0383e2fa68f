"""What tests of calendars share: a meeting whose members were notified, its letters, replies."""

from dataclasses import dataclass
from typing import Any

from icalendar import Calendar
from sqlalchemy import select

from core.adapters.database import db
from core.letters.models import LetterAttachment, OutgoingLetter
from council.meetings.rules.editions import AgendaApproval
from council.meetings.services.editions import approve_agenda
from council.meetings.services.notice import send_notice


@dataclass
class Notified:
    """A meeting after its notice, as the secretary and the members have it."""

    build: Any
    council: Any
    meeting: Any
    by: dict[str, Any]


def notified(build, council, **values):
    meeting = build.meeting(council.body, **values)
    build.item(meeting, "О плане работы", minutes=40)
    by = {"actor": build.viewer(council.secretary), "now": build.now}
    approve_agenda(meeting.id, AgendaApproval(council.chair.id), revision=1, **by)
    send_notice(meeting.id, with_materials=True, revision=meeting.revision, **by)
    return Notified(build, council, meeting, by)


def letters(kind=None, to=None):
    """The letters written so far, the latest last."""
    query = select(OutgoingLetter).order_by(OutgoingLetter.posted_at, OutgoingLetter.id)
    found = db.session.scalars(query).all()
    return [
        letter
        for letter in found
        if (kind is None or letter.kind == kind) and (to is None or letter.email == to.email)
    ]


def calendar_of(letter):
    """(method, event) of the calendar part of a letter."""
    query = select(LetterAttachment.content, LetterAttachment.media_type).where(
        LetterAttachment.letter_id == letter.id, LetterAttachment.is_alternative
    )
    content, media_type = db.session.execute(query).one()
    calendar = Calendar.from_ical(content)
    assert f"method={calendar['method']}" in media_type
    return str(calendar["method"]), calendar.walk("VEVENT")[0]


def answer_path(letter):
    """The secret link of a letter."""
    urls = [entry["url"] for block in letter.body for entry in block.get("actions", ())]
    return next(url for url in urls if url.startswith("/answer/"))


def reply(meeting, person, partstat="ACCEPTED", *, sequence=0, stamp="20261121T060000Z", **more):
    """The file that a member's calendar sends back."""
    lines = (
        "BEGIN:VCALENDAR",
        "PRODID:-//Somebody//Calendar//RU",
        "VERSION:2.0",
        f"METHOD:{more.get('method', 'REPLY')}",
        "BEGIN:VEVENT",
        f"UID:{more.get('uid', meeting.id)}",
        f"DTSTAMP:{stamp}",
        f"SEQUENCE:{sequence}",
        f"ATTENDEE;PARTSTAT={partstat}:MAILTO:{getattr(person, 'email', person).upper()}",
        "ORGANIZER:mailto:secretary@example.org",
        *([f"COMMENT:{more['comment']}"] if "comment" in more else []),
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return ("\r\n".join(lines) + "\r\n").encode()
