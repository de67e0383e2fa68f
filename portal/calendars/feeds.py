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
from council.meetings.rules.kinds import MeetingForm
from council.meetings.rules.public import agenda_is_visible
from council.membership.rules import BodyKind
from portal.calendars.queries import CalendarRow, CalendarVersion


def feed_of(
    body: CalendarVersion, rows: Iterable[CalendarRow], *, base_url: str, now: datetime
) -> Feed:
    shown = [row for row in rows if is_shown(row.state, row.starts_at, now)]
    return Feed(
        uid=str(uuid5(NAMESPACE_OID, f"meetings of {body.body_id}")),
        name=gettext("Meetings: %(body)s", body=body.body_name),
        events=tuple(public_event(body, row, base_url) for row in shown),
        url=base_url + ("/meetings/" if slug_of(body) is None else f"/council/{body.slug}/"),
    )


def single(body: CalendarVersion, row: CalendarRow, base_url: str) -> Feed:
    """One meeting, to be put into a calendar by hand; called off or not."""
    event = public_event(body, row, base_url)
    return Feed(uid=event.uid, name=event.title, events=(event,), url=event.url)


def slug_of(body: CalendarVersion) -> str | None:
    return None if body.kind is BodyKind.COUNCIL else body.slug


def public_event(body: CalendarVersion, row: CalendarRow, base_url: str) -> CalendarEvent:
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
    name = named(row.number, row.form, name=body.body_name, genitive=body.body_genitive)
    address = MeetingAddress(row.year, row.number, slug_of(body))
    words = Words(
        title=event_title(row.state, name),
        place=place_of(row.city, row.place),
        text="\n".join(notes(row)),
        url=base_url + address.page,
    )
    return event_of(known, words)


def notes(row: CalendarRow) -> list[str]:
    """Kind and form, whether visitors may come, why it is not held as set."""
    first = [label(row.kind), label(row.form)]
    if row.form is not MeetingForm.ABSENTEE:
        first.append(gettext("open") if row.is_open else gettext("closed to visitors"))
    reason = [gettext("Reason: %(reason)s", reason=row.state_reason)] if row.state_reason else []
    return [", ".join(first), *reason]
