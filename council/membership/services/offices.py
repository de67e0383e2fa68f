"""Offices: appointing, ending; the end of the elected deputy chair's term."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.viewers import Viewer
from core.region.queries import find_region
from council.membership.models import Appointment, Body, Person
from council.membership.queries.bodies import lock_body
from council.membership.queries.elections import get_election
from council.membership.queries.members import list_seat_terms
from council.membership.queries.offices import (
    find_deputy_chair,
    get_appointment,
    list_officers,
)
from council.membership.queries.people import get_person
from council.membership.queries.regulation import procedure_on
from council.membership.rules import BUSINESS
from council.membership.rules.acts import Ending, NewOffice
from council.membership.rules.offices import Appointing, Holding, appointment_refusals
from council.membership.services.revisions import change, demand_fresh

ORDER = Refusal("term_order", N_("The last day cannot be before the first."))
ENDED = N_("This term has already ended on %(day)s.")
NOT_IN_OFFICE = Refusal(
    "not_in_office", N_("This election has not taken effect: there is no term to end.")
)


@command
def appoint_officer(body_id: UUID, new: NewOffice, *, actor: Viewer, now: datetime) -> UUID:
    """Give an office by an act; every reason against it is raised at once."""
    body = lock_body(body_id)
    facts = facts_of(body, get_person(new.person_id), new)
    if refusals := appointment_refusals(facts):
        raise Refused(*refusals)
    appointment = Appointment(
        id=uuid4(),
        body_id=body_id,
        person_id=new.person_id,
        office=new.office,
        held_from=new.term.since,
        held_until=new.term.until,
        basis=new.basis,
    )
    db.session.add(appointment)
    details = {
        "body": body.name,
        "office": new.office,
        "held_from": new.term.since,
        "held_until": new.term.until,
        "basis": new.basis,
    }
    journal.record(
        "appointment.made", subject_id=appointment.id, actor=actor, at=now, details=details
    )
    return appointment.id


def facts_of(body: Body, person: Person, new: NewOffice) -> Appointing:
    """What the guards of an appointment look at; the first day of the term decides."""
    seats = [seat for seat in list_seat_terms(body.id, person.id) if seat[0].overlaps(new.term)]
    voting = [category for _, category, is_voting in seats if is_voting]
    deputy = find_deputy_chair(body.id, new.term.since)
    region = find_region()
    return Appointing(
        office=new.office,
        term=new.term,
        body_kind=body.kind,
        founded_on=body.founded_on,
        others=tuple(
            Holding(row.name.initials_after, row.term)
            for row in list_officers(body.id)
            if row.office is new.office
        ),
        position=person.position,
        highest_official=region.highest_official_title if region else "",
        acts_as_highest=new.acts_as_highest,
        has_vote=bool(voting),
        has_business_vote=any(category in BUSINESS for category in voting),
        is_deputy_chair=deputy is not None and deputy.person_id == person.id,
        stand_in_allowed=procedure_on(body.id, new.term.since).stand_in_allowed,
    )


@command
def end_appointment(appointment_id: UUID, end: Ending, *, actor: Viewer, now: datetime) -> None:
    """End an office with the day given."""
    appointment = get_appointment(appointment_id, lock=True)
    demand_fresh(appointment, end.revision)
    if appointment.held_until is not None:
        raise Refused(Refusal("already_ended", ENDED, {"day": appointment.held_until}))
    if end.last_day < appointment.held_from:
        raise Refused(ORDER)
    change(appointment, {"held_until": end.last_day})
    details = {"office": appointment.office, "held_until": end.last_day, "end_basis": end.basis}
    journal.record(
        "appointment.ended", subject_id=appointment_id, actor=actor, at=now, details=details
    )


@command
def end_deputy_term(election_id: UUID, end: Ending, *, actor: Viewer, now: datetime) -> None:
    """Record a resignation or the end of the term, with the last day in office."""
    election = get_election(election_id, lock=True)
    if election.effective_on is None:
        raise Refused(NOT_IN_OFFICE)
    if election.ended_on is not None:
        raise Refused(
            Refusal("already_ended", ENDED, {"day": election.ended_on - timedelta(days=1)})
        )
    if end.last_day < election.effective_on:
        raise Refused(ORDER)
    election.ended_on, election.end_basis = end.last_day + timedelta(days=1), end.basis
    details = {"held_until": end.last_day, "end_basis": end.basis}
    journal.record(
        "deputy_chair.term_ended", subject_id=election_id, actor=actor, at=now, details=details
    )
