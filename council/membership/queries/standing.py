"""The powers of the person behind an account: computed from dated rows, never stored."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CompoundSelect,
    Date,
    Select,
    String,
    Uuid,
    bindparam,
    cast,
    literal,
    or_,
    select,
    union_all,
)

from core.adapters.database import db
from core.adapters.language import label
from core.kernel.names import PersonName
from core.kernel.viewers import Standing
from council.membership.models import Appointment, Election, Person, Seat
from council.membership.queries.deputy import deputy_chairs, stand_ins
from council.membership.queries.rows import Holder, on
from council.membership.rules import Power, powers_of

# Whoever holds one of these has to sign in with a second factor where the installation demands it.
OFFICES_OF_TRUST = frozenset({Power.DEPUTY_CHAIR.value, Power.SECRETARY.value})
PERSON, DAY = bindparam("person_id", type_=Uuid()), bindparam("day", type_=Date())


def standing(account_id: UUID, day: date) -> Standing:
    """The person behind an account and the powers that follow from seats and offices that day.

    Two statements: the person, and all dated rows of theirs in one union. Whoever was elected
    deputy chair or appointed to stand in for one costs one to six more, in however many bodies.
    """
    row = db.session.execute(behind_account(), {"account_id": account_id}).one_or_none()
    if row is None:
        return Standing()
    held = frozenset(held_by(row[0], day))
    return Standing(
        person_id=row[0],
        name=PersonName(row[1], row[2], row[3]).initials_after,
        role_label=role_label(held),
        held=held,
        is_trusted=any(power in OFFICES_OF_TRUST for power, _ in held),
    )


@cache
def behind_account() -> Select[*tuple[Any, ...]]:
    """Built once, like `rows_held`: every request of whoever is signed in sends both."""
    p = Person
    query = select(p.id, p.surname, p.given_name, p.patronymic)
    return query.where(p.account_id == bindparam("account_id"))


def held_by(person_id: UUID, day: date) -> set[tuple[str, UUID]]:
    """Pairs of power and body."""
    offices_by_body: dict[UUID, list[tuple[str, bool, str]]] = defaultdict(list)
    rows: Any = db.session.execute(rows_held(), {"person_id": person_id, "day": day})
    for body_id, office, is_voting, category in rows:
        offices_by_body[body_id].append((office, is_voting, category))
    powers = {body_id: powers_of(each) for body_id, each in offices_by_body.items()}
    claims = {body_id for body_id, each in powers.items() if Power.DEPUTY_CHAIR in each}
    idle = claims - acting_in(person_id, claims, day) if claims else set()
    return {
        (power.value, body_id)
        for body_id, each in powers.items()
        for power in each
        if power is not Power.DEPUTY_CHAIR or body_id not in idle
    }


@cache
def rows_held() -> CompoundSelect[*tuple[Any, ...]]:
    """Body, office, whether it votes and the category of a person's dated rows on a day."""
    s, a, e = Seat, Appointment, Election
    seats = select(s.body_id, literal("seat"), s.is_voting, cast(s.category, String)).where(
        s.person_id == PERSON, on(DAY, s.held_from, s.held_until)
    )
    offices = select(a.body_id, cast(a.office, String), literal(value=False), literal("")).where(
        a.person_id == PERSON, on(DAY, a.held_from, a.held_until)
    )
    elections = select(e.body_id, literal("elected"), literal(value=False), literal("")).where(
        e.elected_id == PERSON,
        e.effective_on <= DAY,
        or_(e.ended_on.is_(None), e.ended_on > DAY),
    )
    return union_all(seats, offices, elections)


def sits_or_serves(person_id: UUID, day: date) -> bool:
    """Whether the person holds a seat or an office in any body on the day."""
    return bool(held_by(person_id, day))


def acting_in(person_id: UUID, body_ids: Collection[UUID], day: date) -> set[UUID]:
    """Where the person is the deputy chair in office or acts for them by the regulation."""

    def those_of(holders: Mapping[UUID, Holder]) -> set[UUID]:
        return {body_id for body_id, each in holders.items() if each.person_id == person_id}

    in_office = those_of(deputy_chairs(body_ids, day))
    others = set(body_ids) - in_office
    return in_office | those_of(stand_ins(others, day)) if others else in_office


def role_label(held: frozenset[tuple[str, UUID]]) -> str:
    """The weightiest power in words, for the header."""
    powers = {power for power, _ in held}
    return next((label(power) for power in Power if power in powers), "")
