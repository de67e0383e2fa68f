"""What a new event or step takes from those that are there: numbers, a proposal for the zone."""

from uuid import UUID

from sqlalchemy import func, select, text

from core.adapters.country_zones import first_zone
from core.adapters.database import db
from core.region.queries import find_region
from events.programme.models import Event, EventStep

HOME = "RU"
LOCK = 0x6576656E74  # «event»: the number of the advisory lock


def next_number() -> int:
    """The next number of an event, for the plan, the programme and the import alike.

    Whoever else numbers an event waits here until this transaction ends.
    """
    if db.session.get_bind().dialect.name == "postgresql":  # SQLite has one writer at a time
        db.session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": LOCK})
    return (db.session.scalar(select(func.max(Event.number))) or 0) + 1


def next_position(event_id: UUID) -> int:
    """The place of the next step in the life of an event that is locked."""
    query = select(func.max(EventStep.position)).where(EventStep.event_id == event_id)
    return (db.session.scalar(query) or 0) + 1


def zone_of(country: str) -> str:
    """The region's own zone at home, else the first one of the country."""
    region = find_region()
    return region.zone if country == HOME and region else first_zone(country)
