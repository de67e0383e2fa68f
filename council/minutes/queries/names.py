"""Who is named in a meeting's minutes, and who of them must not be named in public.

A person needs an official ground on the day of the meeting or a consent that lives now, a guest a
consent noted on the roll; a name that was only typed has neither (DOMAIN.md § 4.2).
"""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, false, literal, null, select, union, union_all
from sqlalchemy import cast as sql_cast

from core.adapters.database import db
from core.kernel.names import PersonName, parse_full_name
from core.kernel.unreadable import Unreadable
from core.kernel.zones import local
from council.meetings.models import (
    AgendaItem,
    Attendance,
    Executor,
    Guest,
    Resolution,
    Speaker,
    Speech,
)
from council.meetings.rules.kinds import GuestKind
from council.membership.models import Person, Seat
from council.membership.queries.publication import grounds_of
from council.membership.rules import BUSINESS as BUSINESS_CATEGORIES
from council.membership.rules import Gender
from council.membership.rules.publication import Grounds, public_name
from council.minutes.rules.drafting import gender_of
from council.minutes.rules.redaction import BUSINESS, INVITED, MEMBER, with_body
from council.minutes.rules.surnames import Hidden

INITIALS = re.compile(r"(\S+)\s+([^\W\d_])\.\s?(?:([^\W\d_])\.)?")


@dataclass(frozen=True, slots=True)
class Names:
    """The people of a meeting: whom the public text must not name, and who may be named."""

    hidden: tuple[Hidden, ...]
    named: tuple[PersonName, ...]


def names_of(meeting: Any, noun: str) -> Names:
    """Two statements: everybody's name, and the grounds of the members. `meeting` has columns."""
    rows = db.session.execute(everybody(meeting.id, meeting.body_id)).all()
    ids = [row.person_id for row in rows if row.person_id]
    grounds = grounds_of(ids, local(meeting.starts_at, meeting.zone).date())
    hidden = dict.fromkeys(each for row in rows if (each := hidden_of(row, grounds, noun)))
    named = [name for row in rows if not hidden_of(row, grounds, noun) for name in [name_in(row)]]
    return Names(tuple(hidden), tuple(dict.fromkeys(named)))


def everybody(meeting_id: UUID, body_id: UUID) -> Any:
    """People, guests and typed names in one statement, in an order that never changes."""
    p, g, s = Person, Guest, Speech
    nothing, no_id = literal(""), sql_cast(null(), Uuid)
    people = select(
        literal("person").label("source"),
        p.id.label("person_id"),
        p.surname.label("surname"),
        p.given_name,
        p.patronymic,
        sql_cast(p.gender, Person.surname.type).label("gender"),
        p.genitive,
        p.dative,
        p.instrumental,
        false().label("may_be_named"),
    ).where(p.id.in_(people_of(meeting_id, body_id)))
    guests = select(
        sql_cast(g.kind, Person.surname.type),
        no_id,
        g.full_name,
        *[nothing] * 6,
        g.may_be_named,
    ).where(g.meeting_id == meeting_id)
    typed = (
        select(literal("typed"), no_id, s.speaker_name, *[nothing] * 6, false())
        .join(AgendaItem, AgendaItem.id == s.item_id)
        .where(
            AgendaItem.meeting_id == meeting_id,
            s.speaker_name != "",
            s.person_id.is_(None),
            s.guest_id.is_(None),
        )
    )
    return union_all(people, guests, typed).order_by("source", "surname", "person_id")


def people_of(meeting_id: UUID, body_id: UUID) -> Any:
    """Ids of all who ever sat in the body or took part in the meeting."""
    item = AgendaItem.meeting_id == meeting_id
    return union(
        select(Seat.person_id).where(Seat.body_id == body_id),
        select(Attendance.person_id).where(Attendance.meeting_id == meeting_id),
        select(Speech.person_id).join(AgendaItem, AgendaItem.id == Speech.item_id).where(item),
        select(Speaker.person_id).join(AgendaItem, AgendaItem.id == Speaker.item_id).where(item),
        select(Executor.person_id)
        .join(Resolution, Resolution.id == Executor.resolution_id)
        .join(AgendaItem, AgendaItem.id == Resolution.item_id)
        .where(item),
    )


def hidden_of(row: Any, grounds: dict[UUID, Grounds], noun: str) -> Hidden | None:
    """The row as somebody to hide; None if the person may be named."""
    name = name_in(row)
    if row.source != "person":
        role = BUSINESS if row.source == GuestKind.VISITOR else INVITED
        return None if row.may_be_named else Hidden(name, role, gender_of(name))
    found = grounds[row.person_id]
    if public_name(name, found):
        return None
    role = BUSINESS if found.categories & set(BUSINESS_CATEGORIES) else with_body(MEMBER, noun)
    return Hidden(name, role, Gender(row.gender), row.genitive, row.dative, row.instrumental)


def name_in(row: Any) -> PersonName:
    if row.source == "person":
        return PersonName(row.surname, row.given_name, row.patronymic)
    return typed_name(row.surname)


def typed_name(text: str) -> PersonName:
    """A name as typed: in full, with initials, or only to be found as it stands."""
    try:
        return parse_full_name(text)
    except Unreadable:
        found = INITIALS.match(text)
        return PersonName(*found.groups()) if found else PersonName(text.strip(), "")
