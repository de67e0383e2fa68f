"""Which names may stand on a public page: grounds of a day and consents that live now."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, and_, cast, exists, literal, or_, select, union_all
from sqlalchemy.orm import aliased

from core.adapters.database import db
from core.kernel.names import PersonName
from council.membership.models import Appointment, Election, Person, PublicationConsent, Seat
from council.membership.queries.rows import NAME_COLUMNS, on
from council.membership.rules import Category, ConsentScope, Office
from council.membership.rules.publication import Grounds, public_name, public_position


@dataclass(frozen=True, slots=True)
class PublicPerson:
    """A person as everybody may know them; `name` is None where nobody may be named."""

    name: PersonName | None
    position: str


def public_people(person_ids: Collection[UUID], day: date) -> dict[UUID, PublicPerson]:
    """Names and positions as far as they are public; people unknown here are left out."""
    wanted = set(person_ids)
    if not wanted:
        return {}
    people = db.session.execute(
        select(Person.id, *NAME_COLUMNS, Person.position).where(Person.id.in_(wanted))
    ).all()
    grounds = grounds_of(wanted, day)
    return {
        row[0]: PublicPerson(
            public_name(PersonName(*row[1:4]), grounds[row[0]]),
            public_position(row[4], grounds[row[0]]),
        )
        for row in people
    }


def grounds_of(person_ids: Collection[UUID], day: date) -> dict[UUID, Grounds]:
    """The grounds of each person; one statement."""
    rows = db.session.execute(
        union_all(
            seats(person_ids, day),
            offices(person_ids, day),
            elected(person_ids, day),
            agreed(person_ids),
        )
    ).all()
    found: dict[UUID, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for person_id, kind, value in rows:
        found[person_id][kind].add(value)
    return {person_id: grounds_in(found[person_id]) for person_id in person_ids}


def grounds_in(values: Mapping[str, Collection[str]]) -> Grounds:
    """What one person has, by the kind of ground."""
    return Grounds(
        categories=frozenset(map(Category, values.get("seat", ()))),
        offices=frozenset(map(Office, values.get("office", ()))),
        consents=frozenset(map(ConsentScope, values.get("consent", ()))),
    )


def seats(person_ids: Collection[UUID], day: date) -> Select[*tuple[Any, ...]]:
    s = Seat
    return select(s.person_id, literal("seat"), cast(s.category, String)).where(
        s.person_id.in_(person_ids), on(day, s.held_from, s.held_until)
    )


def offices(person_ids: Collection[UUID], day: date) -> Select[*tuple[Any, ...]]:
    a = Appointment
    return select(a.person_id, literal("office"), cast(a.office, String)).where(
        a.person_id.in_(person_ids), on(day, a.held_from, a.held_until)
    )


def elected(person_ids: Collection[UUID], day: date) -> Select[*tuple[Any, ...]]:
    """Deputy chairs of the day: no later election in the same body took effect by then."""
    e, later = Election, aliased(Election)
    newer = exists().where(
        later.body_id == e.body_id,
        later.effective_on <= day,
        later.effective_on > e.effective_on,
    )
    return select(e.elected_id, literal("office"), literal(Office.DEPUTY_CHAIR.value)).where(
        e.elected_id.in_(person_ids),
        e.effective_on <= day,
        or_(e.ended_on.is_(None), e.ended_on > day),
        ~newer,
    )


def agreed(person_ids: Collection[UUID]) -> Select[*tuple[Any, ...]]:
    c = PublicationConsent
    return select(c.person_id, literal("consent"), cast(c.scope, String)).where(
        and_(c.person_id.in_(person_ids), c.revoked_at.is_(None))
    )
