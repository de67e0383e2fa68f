"""What stands beside an event for visitors, in one statement whatever there is of it.

Contracts, costs, feedback and photos come once the results are published, and only as far as
companies agreed. Participants are asked for their numbers: no page names them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Date,
    Select,
    String,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from core.adapters.database import db
from core.adapters.files import StoredFile
from core.kernel.errors import NotFound
from council.membership.models import Organisation
from events.companies.models import Company, CompanySupport
from events.companies.rules import Attendance
from events.programme.models import (
    Event,
    EventContract,
    EventCost,
    EventFeedback,
    EventHearing,
    EventOrganiser,
    EventParticipant,
    EventPhoto,
    EventResult,
)
from events.programme.queries.visibility import visible
from events.programme.rules import ContractShown

WORDS, NUMBERS = ("a", "b", "c", "d"), ("n", "m")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of any kind: up to four words, two numbers and a day."""

    kind: str
    place: int
    a: str
    b: str
    c: str
    d: str
    n: int
    m: int
    day: date | None


def part(kind: str, place: Any, condition: Any, **given: Any) -> Select[*tuple[Any, ...]]:
    """The lines of one kind; what a kind has not is empty."""
    words = (cast(given.get(name, literal("")), String) for name in WORDS)
    numbers = (cast(given.get(name, literal(0)), BigInteger) for name in NUMBERS)
    day = given.get("day", cast(null(), Date))  # SQLite would cast a day to its year
    place = cast(place, BigInteger)
    columns = (literal(kind), func.coalesce(place, 0), *words, *numbers, day)
    return select(*columns).where(condition)


def list_beside(event_id: UUID, *, is_published: bool) -> tuple[Line, ...]:
    """One statement."""
    parts = [make(event_id) for make in (*ALWAYS, *(RESULTS if is_published else ()))]
    rows = db.session.execute(union_all(*parts)).all()
    lines = (Line(*tuple[Any, ...](row)) for row in rows)
    return tuple(sorted(lines, key=lambda line: (line.kind, line.place, line.a, line.b)))


def organisers(event_id: UUID) -> Select[*tuple[Any, ...]]:
    o = EventOrganiser
    return part("organiser", o.position, o.event_id == event_id, a=o.name, b=o.role)


def hearings(event_id: UUID) -> Select[*tuple[Any, ...]]:
    h = EventHearing
    return part("hearing", h.position, h.event_id == event_id, a=h.project, b=h.outcome)


def participants(event_id: UUID) -> Select[*tuple[Any, ...]]:
    p = EventParticipant
    words = {"a": p.name, "b": p.kind, "c": p.region, "d": p.country}
    return part("participant", 0, p.event_id == event_id, n=p.people, **words)


def companies(event_id: UUID) -> Select[*tuple[Any, ...]]:
    """Those of the register that took part."""
    s, o = CompanySupport, Organisation
    came = (s.event_id == event_id) & (s.attendance == Attendance.TOOK_PART)
    named = part("company", 0, came, a=func.coalesce(func.nullif(o.short_name, ""), o.name))
    joined = named.select_from(s).join(Company, Company.id == s.company_id)
    return joined.join(o, o.id == Company.organisation_id)


def contracts(event_id: UUID) -> Select[*tuple[Any, ...]]:
    c = EventContract
    agreed = (c.event_id == event_id) & (c.shown != ContractShown.TOTAL)
    words = {"a": c.company, "b": c.partner, "c": c.currency, "d": c.shown}
    return part("contract", 0, agreed, n=c.amount, day=c.signed_on, **words)


def costs(event_id: UUID) -> Select[*tuple[Any, ...]]:
    c = EventCost
    return part("cost", 0, c.event_id == event_id, a=c.item, b=c.source, n=c.kopecks)


def feedback(event_id: UUID) -> Select[*tuple[Any, ...]]:
    """Each grade; who said what only where it is shown."""
    f = EventFeedback
    words = {
        "a": case((f.is_shown, f.company), else_=""),
        "b": case((f.is_shown, f.text), else_=""),
    }
    return part("feedback", 0, f.event_id == event_id, n=f.grade, **words)


def photos(event_id: UUID) -> Select[*tuple[Any, ...]]:
    p, f = EventPhoto, StoredFile
    seen = (p.event_id == event_id) & p.is_shown
    words = {"a": p.caption, "b": p.name, "c": f.media_type, "d": cast(f.size, String)}
    sizes = {"n": func.coalesce(p.width, 0), "m": func.coalesce(p.height, 0)}
    return part("photo", p.position, seen, **words, **sizes).join(f, f.sha256 == p.sha256)


Maker = Callable[[UUID], Select[*tuple[Any, ...]]]
ALWAYS: tuple[Maker, ...] = (organisers, hearings, participants, companies)
RESULTS: tuple[Maker, ...] = (contracts, costs, feedback, photos)


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A photo or a paper that visitors may see."""

    name: str
    sha256: str
    media_type: str


def get_shown_file(number: int, position: int) -> ShownFile:
    """Raises `NotFound` for what visitors may not see yet."""
    p, f = EventPhoto, StoredFile
    query = (
        select(p.name, p.sha256, f.media_type)
        .join(f, f.sha256 == p.sha256)
        .join(Event, Event.id == p.event_id)
        .join(EventResult, EventResult.event_id == Event.id)
        .where(
            Event.number == number,
            visible(),
            EventResult.published_at.is_not(None),
            p.is_shown,
            p.position == position,
        )
    )
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFound("no such file for visitors")
    return ShownFile(*row)
