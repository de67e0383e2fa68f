"""An event in the words of schema.org, for search engines. Pure: rows in, a plain value out.

Nothing that the page does not show. An event that never had days has no data: a start is required.
"""

from datetime import date, datetime
from typing import Any

from core.kernel.zones import known_zone
from events.programme.rules import EventFormat, EventState, EventType
from portal.events.pages.event import EventPage

SCHEMA = "https://schema.org"
HOME = "RU"
TYPES = {
    EventType.MISSION: "BusinessEvent",
    EventType.BUYERS: "BusinessEvent",
    EventType.EXHIBITION: "ExhibitionEvent",
}
MODES = {
    EventFormat.IN_PERSON: "OfflineEventAttendanceMode",
    EventFormat.REMOTE: "OnlineEventAttendanceMode",
    EventFormat.MIXED: "MixedEventAttendanceMode",
}


def linked_data(page: EventPage, *, url: str, language: str, council: str) -> dict[str, Any] | None:
    """The value of the JSON-LD block of a page, or None."""
    head, before = page.head, previous(page)
    first = head.starts_on or before
    if first is None:
        return None
    data: dict[str, Any] = {
        "@context": SCHEMA,
        "@type": TYPES[head.type],
        "@id": url,
        "url": url,
        "name": page.name,
        "inLanguage": language,
        "startDate": starts(page, first),
        "eventStatus": f"{SCHEMA}/{status_of(page)}",
        "eventAttendanceMode": f"{SCHEMA}/{MODES[head.format]}",
        "location": location(page, url),
        "organizer": {"@type": "GovernmentOrganization", "name": organiser(page, council)},
    }
    if head.starts_on and page.ends_on:
        data["endDate"] = page.ends_on.isoformat()
    if before and status_of(page) == "EventRescheduled":
        data["previousStartDate"] = before.isoformat()
    if head.published_at and page.summary:
        data["description"] = page.summary
    return data


def previous(page: EventPage) -> date | None:
    """The first day that the event had before it was moved last."""
    return page.moves[-1].old_starts_on if page.moves else None


def status_of(page: EventPage) -> str:
    if page.head.state is EventState.CANCELLED:
        return "EventCancelled"
    if page.head.starts_on is None:
        return "EventPostponed"
    before = previous(page)
    is_rescheduled = before is not None and before != page.head.starts_on
    return "EventRescheduled" if is_rescheduled else "EventScheduled"


def starts(page: EventPage, first: date) -> str:
    """The day, or the moment of the first session with the offset of the place."""
    opening = page.days[0] if page.days else None
    if opening is None or opening.day != first:
        return first.isoformat()
    at = opening.sessions[0].row.starts_at
    return datetime.combine(first, at, known_zone(page.zone)).isoformat()


def location(page: EventPage, url: str) -> dict[str, Any] | list[dict[str, Any]]:
    head = page.head
    address = {"@type": "PostalAddress", "addressCountry": HOME if page.guests else head.country}
    if head.city:
        address["addressLocality"] = head.city
    place = {"@type": "Place", "name": page.place, "address": address}
    room = {"@type": "VirtualLocation", "url": url}
    if head.format is EventFormat.REMOTE:
        return room
    return [place, room] if head.format is EventFormat.MIXED else place


def organiser(page: EventPage, council: str) -> str:
    return page.hosts[0] if page.hosts else page.head.responsible or council
