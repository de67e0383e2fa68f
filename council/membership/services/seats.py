"""Seats and absences: giving, correcting, recording; how a seat ends stands in endings."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from core.adapters import journal
from core.adapters.database import command, db
from core.adapters.once import is_saved, made_before
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.viewers import Viewer
from council.membership.models import Absence, Body, Seat
from council.membership.queries.bodies import lock_body
from council.membership.queries.members import get_seat, list_seat_terms
from council.membership.queries.offices import get_absence, list_officers
from council.membership.queries.people import get_person
from council.membership.queries.regulation import procedure_on
from council.membership.rules import Office
from council.membership.rules.acts import NewAbsence
from council.membership.rules.seats import Seating, seat_refusals
from council.membership.rules.terms import Term
from council.membership.services.revisions import change, demand_fresh

ORDER = Refusal("term_order", N_("The last day cannot be before the first."))
NOT_MEMBER = Refusal("not_member", N_("Only a member of the body can be noted as absent."))


@command
def give_seat(
    body_id: UUID, person_id: UUID, values: Mapping[str, Any], *, actor: Viewer, now: datetime
) -> UUID:
    """Give a seat by an act, once for each `id`; every reason against it is raised at once."""
    body = lock_body(body_id)
    person = get_person(person_id)
    given = {**values, "position": values.get("position") or person.position}
    seat_id = given.pop("id", None) or uuid4()
    if made_before(Seat, seat_id, {**given, "person_id": person_id}):
        return seat_id
    demand_possible(body, person_id, values)
    db.session.add(Seat(id=seat_id, body_id=body_id, person_id=person_id, **given))
    details = {"body": body.name, **given}
    journal.record("seat.given", subject_id=seat_id, actor=actor, at=now, details=details)
    return seat_id


@command
def correct_seat(
    seat_id: UUID, values: Mapping[str, Any], *, revision: int | None, actor: Viewer, now: datetime
) -> None:
    """Correct what was recorded wrongly; the same rules hold as for giving."""
    body = lock_body(get_seat(seat_id).body_id)
    seat = get_seat(seat_id, lock=True)
    if is_saved(seat, values):
        return
    demand_fresh(seat, revision)
    demand_possible(body, seat.person_id, values, but=seat_id)
    changes = change(seat, values)
    journal.record("seat.corrected", subject_id=seat_id, actor=actor, at=now, details=changes)


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
        secretary_may_vote=procedure_on(body.id, values["held_from"]).secretary_votes,
    )
    if refusals := seat_refusals(facts):
        raise Refused(*refusals)


@command
def record_absence(body_id: UUID, new: NewAbsence, *, actor: Viewer, now: datetime) -> UUID:
    """Note the days on which a member is away."""
    body = lock_body(body_id)
    term = new.term
    values = {"person_id": new.person_id, "from_day": term.since, "until_day": term.until}
    if made_before(Absence, new.id, values):
        return new.id
    if not term.is_in_order or term.until is None:
        raise Refused(ORDER)
    if not any(held.overlaps(term) for held, *_ in list_seat_terms(body_id, new.person_id)):
        raise Refused(NOT_MEMBER)
    absence = Absence(id=new.id, body_id=body_id, reason=new.reason, **values)
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
