"""The powers of the person behind an account: computed from dated rows, never stored."""

from datetime import date
from uuid import UUID

from sqlalchemy import String, cast, literal, or_, select, union_all

from core.adapters.database import db
from core.adapters.language import label
from core.kernel.names import PersonName
from core.kernel.viewers import Standing
from council.membership.models import Appointment, Election, Person, Seat
from council.membership.queries.offices import find_deputy_chair, find_stand_in
from council.membership.queries.rows import on
from council.membership.rules import Power, powers_of

# Whoever holds one of these has to sign in with a second factor where the installation demands it.
OFFICES_OF_TRUST = frozenset({Power.DEPUTY_CHAIR.value, Power.SECRETARY.value})


def standing(account_id: UUID, day: date) -> Standing:
    """The person behind an account and the powers that follow from seats and offices that day.

    Two statements: the person, and all dated rows of theirs in one union. Whoever was elected
    deputy chair or appointed to stand in for one costs one to five more.
    """
    p = Person
    query = select(p.id, p.surname, p.given_name, p.patronymic).where(p.account_id == account_id)
    row = db.session.execute(query).one_or_none()
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


def held_by(person_id: UUID, day: date) -> set[tuple[str, UUID]]:
    """Pairs of power and body."""
    s, a, e = Seat, Appointment, Election
    seats = select(s.body_id, literal("seat"), s.is_voting, cast(s.category, String)).where(
        s.person_id == person_id, on(day, s.held_from, s.held_until)
    )
    offices = select(a.body_id, cast(a.office, String), literal(value=False), literal("")).where(
        a.person_id == person_id, on(day, a.held_from, a.held_until)
    )
    elections = select(e.body_id, literal("elected"), literal(value=False), literal("")).where(
        e.elected_id == person_id,
        e.effective_on <= day,
        or_(e.ended_on.is_(None), e.ended_on > day),
    )
    rows = db.session.execute(union_all(seats, offices, elections)).all()
    found: set[tuple[str, UUID]] = set()
    for body_id in {row[0] for row in rows}:
        powers = powers_of([(row[1], row[2], row[3]) for row in rows if row[0] == body_id])
        if Power.DEPUTY_CHAIR in powers and not may_act(person_id, body_id, day):
            powers -= {Power.DEPUTY_CHAIR}
        found |= {(power.value, body_id) for power in powers}
    return found


def may_act(person_id: UUID, body_id: UUID, day: date) -> bool:
    """Whether the person is the deputy chair in office or acts for them by the regulation."""
    deputy = find_deputy_chair(body_id, day)
    if deputy is not None and deputy.person_id == person_id:
        return True
    stand_in = find_stand_in(body_id, day)
    return stand_in is not None and stand_in.person_id == person_id


def role_label(held: frozenset[tuple[str, UUID]]) -> str:
    """The weightiest power in words, for the header."""
    powers = {power for power, _ in held}
    return next((label(power) for power in Power if power in powers), "")
