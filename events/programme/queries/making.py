"""What a new event takes from those that are there: its number, and a proposal for its zone."""

from sqlalchemy import func, select

from core.adapters.country_zones import first_zone
from core.adapters.database import db
from core.region.queries import find_region
from events.programme.models import Event

HOME = "RU"


def next_number() -> int:
    """The next number of an event; numbers are never used again."""
    return (db.session.scalar(select(func.max(Event.number))) or 0) + 1


def zone_of(country: str) -> str:
    """The region's own zone at home, else the first one of the country."""
    region = find_region()
    return region.zone if country == HOME and region else first_zone(country)
