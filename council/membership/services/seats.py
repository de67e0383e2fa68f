"""Seats and absences: giving, correcting, ending, recording."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.viewers import Viewer
from council.membership.models import Absence, Body, Seat
from council.membership.queries.bodies import lock_body
from council.membership.queries.members import get_seat, list_seat_terms
from council.membership.queries.offices import get_absence, list_officers
from council.membership.queries.people import get_person
from council.membership.rules import Office
from council.membership.rules.acts import Ending, NewAbsence
from council.membership.rules.seats import Seating, seat_refusals
from council.membership.rules.terms import Term
from council.membership.services.revisions import change, demand_fresh

ENDED = N_("This seat has already ended on %(day)s.")
ORDER = Refusal("term_order", N_("The last day cannot be before the first."))
NOT_MEMBER = Refusal("not_member", N_("Only a member of the body can be noted as absent."))


@command
def give_seat(
    body_id: UUID, person_id: UUID, values: Mapping[str, Any], *, actor: Viewer, now: datetime
) -> UUID:
    """Give a seat by an act; every reason against it is raised at once."""
    body = lock_body(body_id)
    person = get_person(person_id)
    demand_possible(body, person_id, values)
    given = {**values, "position": values.get("position") or person.position}
    seat = Seat(id=uuid4(), body_id=body_id, person_id=person_id, **given)
    db.session.add(seat)
    db.session.flush()
    details = {"body": body.name, **given}
    journal.record("seat.given", subject_id=seat.id, actor=actor, at=now, details=details)
    return seat.id


@command
def correct_seat(
    seat_id: UUID, values: Mapping[str, Any], *, revision: int | None, actor: Viewer, now: datetime
) -> None:
    """Correct what was recorded wrongly; the same rules hold as for giving."""
    body = lock_body(get_seat(seat_id).body_id)
    seat = get_seat(seat_id, lock=True)
    demand_fresh(seat, revision)
    demand_possible(body, seat.person_id, values, but=seat_id)
    if changes := change(seat, values):
        journal.record("seat.corrected", subject_id=seat_id, actor=actor, at=now, details=changes)


@command
def end_seat(seat_id: UUID, end: Ending, *, actor: Viewer, now: datetime) -> None:
    """End a seat with the day given; the offices that need it fall vacant by themselves."""
    lock_body(get_seat(seat_id).body_id)
    seat = get_seat(seat_id, lock=True)
    demand_fresh(seat, end.revision)
    if seat.held_until is not None:
        raise Refused(Refusal("already_ended", ENDED, {"day": seat.held_until}))
    if end.last_day < seat.held_from:
        raise Refused(ORDER)
    details = {"held_until": end.last_day, "end_basis": end.basis}
    change(seat, details)
    journal.record("seat.ended", subject_id=seat_id, actor=actor, at=now, details=details)


def demand_possible(
    body: Body, person_id: UUID, values: Mapping[str, Any], *, but: UUID | None = None
) -> None:
    secretary = [
        row.term
        for row in list_officers(body.id)
        if row.office is Office.SECRETARY and row.person_id == person_id
    ]
    facts = Seating(
        category=values["category"],
        is_voting=values["is_voting"],
        term=Term(values["held_from"], values.get("held_until")),
        basis=values["basis"],
        founded_on=body.founded_on,
        abolished_on=body.abolished_on,
        others=tuple(term for term, *_ in list_seat_terms(body.id, person_id, but=but)),
        secretary_terms=tuple(secretary),
    )
    if refusals := seat_refusals(facts):
        raise Refused(*refusals)


@command
def record_absence(body_id: UUID, new: NewAbsence, *, actor: Viewer, now: datetime) -> UUID:
    """Note the days on which a member is away."""
    body = lock_body(body_id)
    term = new.term
    if not term.is_in_order or term.until is None:
        raise Refused(ORDER)
    if not any(held.overlaps(term) for held, *_ in list_seat_terms(body_id, new.person_id)):
        raise Refused(NOT_MEMBER)
    absence = Absence(
        id=uuid4(),
        body_id=body_id,
        person_id=new.person_id,
        from_day=term.since,
        until_day=term.until,
        reason=new.reason,
    )
    db.session.add(absence)
    details = {"body": body.name, "held_from": term.since, "held_until": term.until}
    journal.record(
        "absence.recorded", subject_id=new.person_id, actor=actor, at=now, details=details
    )
    return absence.id


@command
def remove_absence(absence_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """Take back an absence: the person is here after all. The journal keeps that it was noted."""
    absence = get_absence(absence_id, lock=True)
    details = {"held_from": absence.from_day, "held_until": absence.until_day}
    db.session.delete(absence)
    journal.record(
        "absence.removed", subject_id=absence.person_id, actor=actor, at=now, details=details
    )
