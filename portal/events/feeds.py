"""Public events as a feed of whole days: rows in, a value out; nothing that the page lacks."""

from collections.abc import Iterable
from uuid import NAMESPACE_OID, uuid5

from flask import url_for
from flask_babel import gettext

from core.adapters.language import label, language
from core.kernel.calendars import CalendarEvent, EventStatus, Feed, day_event_end
from events.programme.rules import EventState
from events.words import name_in, place_in
from portal.events.queries.calendar import CalendarRow

UID = uuid5(NAMESPACE_OID, "public events")
COLOR = "darkorange"
UNSURE = frozenset({EventState.PLANNED})


def feed_of(rows: Iterable[CalendarRow], base_url: str) -> Feed:
    return Feed(
        uid=str(UID),
        name=gettext("International events"),
        events=tuple(public_event(row, base_url) for row in rows),
        url=base_url + url_for("public_events.index"),
        color=COLOR,
    )


def single(row: CalendarRow, base_url: str) -> Feed:
    """One event, to be put into a calendar by hand; cancelled or not."""
    event = public_event(row, base_url)
    return Feed(uid=event.uid, name=event.title, events=(event,), url=event.url, color=COLOR)


def public_event(row: CalendarRow, base_url: str) -> CalendarEvent:
    return CalendarEvent(
        uid=str(row.id),
        title=title_of(row),
        starts=row.starts_on,
        ends=day_event_end(row.ends_on or row.starts_on),
        zone=row.zone,
        stamp=row.changed_at,
        sequence=row.revision,
        status=status_of(row.state),
        place=place_in(language(), row.type, row.city, (row.country, row.country_name)),
        text="\n".join([label(row.type), *reasons(row)]),
        url=base_url + url_for("public_events.show", number=row.number, slug=row.slug),
        is_busy=False,
    )


def title_of(row: CalendarRow) -> str:
    name = name_in(language(), row.name, row.name_english)
    if row.state is EventState.CANCELLED:
        return gettext("Cancelled: %(name)s", name=name)
    return name


def status_of(state: EventState) -> EventStatus:
    if state is EventState.CANCELLED:
        return EventStatus.CANCELLED
    return EventStatus.TENTATIVE if state in UNSURE else EventStatus.CONFIRMED


def reasons(row: CalendarRow) -> list[str]:
    return [gettext("Reason: %(reason)s", reason=row.state_reason)] if row.state_reason else []
