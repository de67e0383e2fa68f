"""Every SELECT on the region."""

from dataclasses import dataclass

from sqlalchemy import select

from core.adapters.database import db
from core.region.models import Region


@dataclass(frozen=True, slots=True)
class RegionRow:
    """The region's columns that pages need."""

    name: str
    name_genitive: str
    council_name: str
    highest_official_title: str
    zone: str
    capital: str
    contact: str
    standard_start_year: int
    extra_days: tuple[dict[str, object], ...]


def find_region() -> RegionRow | None:
    """The region, or None before anything was imported. One statement."""
    r = Region
    query = select(
        r.name,
        r.name_genitive,
        r.council_name,
        r.highest_official_title,
        r.zone,
        r.capital,
        r.contact,
        r.standard_start_year,
        r.extra_days,
    )
    row = db.session.execute(query).one_or_none()
    return RegionRow(*row[:8], extra_days=tuple(row[8])) if row else None
