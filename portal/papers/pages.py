"""What the papers say that depends on the installation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.adapters.language import ENGLISH
from events.plan.queries import PlanHead
from events.plan.queries.addresses import EditionAddress
from portal.events.queries.lists import EventAddress
from portal.meetings.queries.lists import PublicAddress

FIXED = (
    *("/", "/meetings/", "/council/", "/assignments/", "/plan/", "/events/"),
    *("/en/plan/", "/en/events/", "/accessibility/", "/privacy/"),
)
HIDDEN = (
    *("/desk/", "/sign-in", "/link/", "/language/", "/display/"),
    *("/meetings/visit/", "/*/apply/"),
)
VALID_FOR = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class MapEntry:
    """One address of the site map."""

    path: str
    changed_at: date | None = None


def site_map(
    meetings: Iterable[PublicAddress],
    plans: Iterable[PlanHead] = (),
    events: Iterable[EventAddress] = (),
    editions: Iterable[EditionAddress] = (),
) -> tuple[MapEntry, ...]:
    """Public pages only; the minutes of a meeting only while they are published."""
    entries = [MapEntry(path) for path in FIXED]
    known, decided = tuple(meetings), tuple(editions)
    years = sorted({each.address.year for each in known if not each.address.slug}, reverse=True)
    entries += [MapEntry(f"/meetings/{year}/") for year in years]
    for each in known:
        entries.append(MapEntry(each.address.page, each.published_at))
        if each.is_published:
            entries.append(MapEntry(each.address.minutes, each.published_at))
    for prefix in ("", ENGLISH):
        entries += [MapEntry(f"{prefix}/plan/{plan.year}/") for plan in plans]
        entries += [
            MapEntry(f"{prefix}/plan/{each.year}/editions/{each.number}/", each.approved_on)
            for each in decided
        ]
        entries += [
            MapEntry(f"{prefix}/events/{event.number}-{event.slug}/", event.changed_at)
            for event in events
        ]
    return tuple(entries)


def robots(base_url: str) -> str:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in HIDDEN)]
    return "\n".join([*lines, f"Sitemap: {base_url}/sitemap.xml", ""])


def security(base_url: str, now: datetime) -> str:
    """RFC 9116; whom to write to stands on the page about personal data."""
    expires = (now + VALID_FOR).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = (
        f"Contact: {base_url}/privacy/",
        f"Expires: {expires}",
        "Preferred-Languages: ru, en",
        f"Canonical: {base_url}/.well-known/security.txt",
    )
    return "\n".join([*lines, ""])
