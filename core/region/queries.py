"""Every SELECT on the region."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

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


COLUMNS: tuple[InstrumentedAttribute[Any], ...] = (
    Region.name,
    Region.name_genitive,
    Region.council_name,
    Region.highest_official_title,
    Region.zone,
    Region.capital,
    Region.contact,
    Region.standard_start_year,
    Region.extra_days,
)


def find_region() -> RegionRow | None:
    """The region, or None before anything was imported. One statement."""
    return row_of(db.session.execute(select(*COLUMNS)).one_or_none())


def row_of(values: Sequence[Any] | None) -> RegionRow | None:
    """The region from its columns; None where an outer join found no row."""
    if values is None or values[0] is None:
        return None
    whole: tuple[Any, ...] = (*values[:-1], tuple(values[-1]))
    return RegionRow(*whole)


def find_region_record(*, lock: bool = False) -> Region | None:
    """The record itself, to be corrected; None before there is one."""
    query = select(Region)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(query).one_or_none()
