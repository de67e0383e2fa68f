"""Who took part in an event: the list, companies that other slices know of, the counters.

Applications belong to events.missions, a slice above: it registers here how chosen companies are
found. They count beside the list, once each.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from core.adapters.database import db
from events.programme.models import Country, EventCounters, EventParticipant
from events.programme.rules import ParticipantKind
from events.programme.rules.counters import (
    COUNTERS,
    Participant,
    counted,
    overridden,
    published_counters,
)
from events.programme.rules.results import bare

Finder = Callable[[UUID], tuple[Participant, ...]]
FINDERS: list[Finder] = []


def register(find: Finder) -> None:
    """Ask `find` for participants of an event from now on."""
    if find not in FINDERS:
        FINDERS.append(find)


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """An organisation of the list."""

    id: UUID
    revision: int
    kind: ParticipantKind
    name: str
    region: str
    country: str
    country_name: str
    people: int

    @property
    def value(self) -> Participant:
        return Participant(self.kind, self.name, self.country, self.region, self.people)


def list_participants(event_id: UUID) -> tuple[ParticipantRow, ...]:
    """One statement."""
    p = EventParticipant
    query = (
        select(
            *(p.id, p.revision, p.kind, p.name, p.region, p.country),
            *(func.coalesce(Country.name, p.country), p.people),
        )
        .outerjoin(Country, Country.code == p.country)
        .where(p.event_id == event_id)
        .order_by(p.country, p.region, p.name, p.id)
    )
    return tuple(ParticipantRow(*row) for row in db.session.execute(query))


def list_known(event_id: UUID, rows: tuple[ParticipantRow, ...]) -> tuple[Participant, ...]:
    """What other slices know and the list does not name."""
    named = {bare(row.name) for row in rows}
    found = (each for find in FINDERS for each in find(event_id))
    return tuple(each for each in found if bare(each.name) not in named)


@dataclass(frozen=True, slots=True)
class Counters:
    """What is counted, what somebody published instead, and why. Revision 0: nobody did."""

    found: dict[str, int]
    own: dict[str, int | None]
    reason: str
    revision: int

    @property
    def published(self) -> dict[str, int | None]:
        return published_counters(self.own, self.found)

    @property
    def overridden(self) -> tuple[str, ...]:
        return overridden(self.own, self.found)


def get_counters(event_id: UUID) -> Counters:
    """Two statements, and those of the slices that know participants."""
    rows = list_participants(event_id)
    return counters_of(event_id, rows, list_known(event_id, rows))


def counters_of(
    event_id: UUID, rows: tuple[ParticipantRow, ...], known: tuple[Participant, ...]
) -> Counters:
    c = EventCounters
    query = select(*(getattr(c, name) for name in COUNTERS), c.reason, c.revision)
    row = db.session.execute(query.where(c.event_id == event_id)).one_or_none()
    found = counted([*(each.value for each in rows), *known])
    if row is None:
        return Counters(found, dict.fromkeys(COUNTERS), "", 0)
    return Counters(found, dict(zip(COUNTERS, row[:-2], strict=True)), row[-2], row[-1])
