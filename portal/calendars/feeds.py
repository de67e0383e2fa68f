"""Public meetings as a feed: rows in, a value out; nothing that the public page does not show."""

from collections.abc import Iterable
from datetime import datetime
from uuid import NAMESPACE_OID, uuid5

from flask_babel import gettext

from core.adapters.language import label
from core.kernel.calendars import CalendarEvent, Feed
from council.meetings.letters.wording import event_title, named, place_of
from council.meetings.rules.addresses import MeetingAddress
from council.meetings.rules.calendar import CalendarMeeting, Words, event_of, is_shown
from council.meetings.rules.kinds import MeetingForm, MeetingKind
from council.meetings.rules.public import agenda_is_visible
from council.membership.rules import BodyKind
from portal.calendars.queries import CalendarRow, CalendarVersion

NUMBER = "\x00"  # stands for the number in a name that is translated once


def feed_of(
    body: CalendarVersion, rows: Iterable[CalendarRow], *, base_url: str, now: datetime
) -> Feed:
    said = Said(body)
    shown = [row for row in rows if is_shown(row.state, row.starts_at, now)]
    return Feed(
        uid=str(uuid5(NAMESPACE_OID, f"meetings of {body.body_id}")),
        name=gettext("Meetings: %(body)s", body=body.body_name),
        events=tuple(public_event(said, row, base_url) for row in shown),
        url=base_url + ("/meetings/" if slug_of(body) is None else f"/council/{body.slug}/"),
    )


def single(body: CalendarVersion, row: CalendarRow, base_url: str) -> Feed:
    """One meeting, to be put into a calendar by hand; called off or not."""
    event = public_event(Said(body), row, base_url)
    return Feed(uid=event.uid, name=event.title, events=(event,), url=event.url)


def slug_of(body: CalendarVersion) -> str | None:
    return None if body.kind is BodyKind.COUNCIL else body.slug


class Said:
    """Words that many meetings share, translated once: a feed has hundreds of them."""

    def __init__(self, body: CalendarVersion) -> None:
        self.body = body
        self.slug = slug_of(body)
        self.names: dict[MeetingForm, str] = {}
        self.kinds: dict[tuple[MeetingKind, MeetingForm, bool], str] = {}

    def name(self, row: CalendarRow) -> str:
        if row.form not in self.names:
            names = {"name": self.body.body_name, "genitive": self.body.body_genitive}
            self.names[row.form] = named(NUMBER, row.form, **names)
        return self.names[row.form].replace(NUMBER, str(row.number))

    def kind(self, row: CalendarRow) -> str:
        """Kind and form, and whether visitors may come."""
        key = (row.kind, row.form, row.is_open)
        if key not in self.kinds:
            parts = [label(row.kind), label(row.form)]
            if row.form is not MeetingForm.ABSENTEE:
                parts.append(gettext("open") if row.is_open else gettext("closed to visitors"))
            self.kinds[key] = ", ".join(parts)
        return self.kinds[key]


def public_event(said: Said, row: CalendarRow, base_url: str) -> CalendarEvent:
    known = CalendarMeeting(
        id=row.id,
        state=row.state,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        zone=row.zone,
        ballots_from=row.ballots_from,
        ballots_until=row.ballots_until,
        minutes=(row.minutes or 0) if agenda_is_visible(row.state) else 0,
        sequence=row.calendar_sequence,
        changed_at=row.calendar_at,
    )
    address = MeetingAddress(row.year, row.number, said.slug)
    words = Words(
        title=event_title(row.state, said.name(row)),
        place=place_of(row.city, row.place),
        text="\n".join([said.kind(row), *reasons(row)]),
        url=base_url + address.page,
    )
    return event_of(known, words)


def reasons(row: CalendarRow) -> list[str]:
    """Why the meeting is not held as set."""
    return [gettext("Reason: %(reason)s", reason=row.state_reason)] if row.state_reason else []
