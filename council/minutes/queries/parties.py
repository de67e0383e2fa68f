"""People as minutes write them: name, post as the act on the composition has it, case forms."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import and_, or_, select

from core.adapters.database import db
from core.kernel.names import PersonName
from council.membership.models import Appointment, Person, Seat
from council.membership.queries import find_deputy_chair
from council.membership.rules import Office
from council.minutes.rules.drafting import Officer, Party

Parties = Mapping[UUID, Party]


def load_parties(person_ids: Collection[UUID], body_id: UUID, day: date) -> Parties:
    """The people by id; the post is that of the seat they held on the day. One statement."""
    held = and_(
        Seat.person_id == Person.id,
        Seat.body_id == body_id,
        Seat.held_from <= day,
        or_(Seat.held_until.is_(None), Seat.held_until >= day),
    )
    query = (
        select(
            Person.id,
            Person.surname,
            Person.given_name,
            Person.patronymic,
            Person.position,
            Seat.position,
            Person.gender,
            Person.genitive,
            Person.dative,
            Person.instrumental,
        )
        .outerjoin(Seat, held)
        .where(Person.id.in_(set(person_ids)))
    )
    return {
        row[0]: Party.of(
            PersonName(*row[1:4]),
            row[5] or row[4],
            gender=row[6],
            genitive=row[7],
            dative=row[8],
            instrumental=row[9],
        )
        for row in db.session.execute(query).all()
    }


def load_role(person_id: UUID, body_id: UUID, day: date, noun: str) -> str:
    """The office in which somebody presides: «председатель Совета»; at most two statements."""
    a = Appointment
    query = select(a.office).where(
        a.body_id == body_id,
        a.person_id == person_id,
        a.office.in_((Office.CHAIR, Office.VICE_CHAIR)),
        a.held_from <= day,
        or_(a.held_until.is_(None), a.held_until >= day),
    )
    offices = set(db.session.scalars(query))
    if Office.CHAIR in offices:
        return f"председатель {noun}"
    deputy = find_deputy_chair(body_id, day)
    if deputy is not None and deputy.person_id == person_id:
        return f"заместитель председателя {noun} от предпринимательского сообщества"
    return f"заместитель председателя {noun}" if offices else ""


def officer(person_id: UUID | None, parties: Parties, role: str = "") -> Officer | None:
    party = parties.get(person_id) if person_id else None
    return Officer(party, role) if party else None
