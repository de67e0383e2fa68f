"""Offices: appointing; how a term ends stands in endings."""

from datetime import datetime
from uuid import UUID

from core.adapters import journal
from core.adapters.database import command, db
from core.adapters.once import made_before
from core.kernel.errors import Refused
from core.kernel.viewers import Viewer
from core.region.queries import find_region
from council.membership.models import Appointment, Body, Person
from council.membership.queries.bodies import lock_body
from council.membership.queries.deputy import find_deputy_chair
from council.membership.queries.members import list_seat_terms
from council.membership.queries.offices import list_officers
from council.membership.queries.people import get_person
from council.membership.queries.regulation import procedure_on
from council.membership.rules import BUSINESS
from council.membership.rules.acts import NewOffice
from council.membership.rules.offices import Appointing, Holding, appointment_refusals


@command
def appoint_officer(body_id: UUID, new: NewOffice, *, actor: Viewer, now: datetime) -> UUID:
    """Give an office by an act; every reason against it is raised at once."""
    body = lock_body(body_id)
    values = {
        "person_id": new.person_id,
        "office": new.office,
        "held_from": new.term.since,
        "held_until": new.term.until,
        "basis": new.basis,
    }
    if made_before(Appointment, new.id, values):
        return new.id
    facts = facts_of(body, get_person(new.person_id), new)
    if refusals := appointment_refusals(facts):
        raise Refused(*refusals)
    db.session.add(Appointment(id=new.id, body_id=body_id, **values))
    del values["person_id"]
    details = {"body": body.name, **values}
    journal.record("appointment.made", subject_id=new.id, actor=actor, at=now, details=details)
    return new.id


def facts_of(body: Body, person: Person, new: NewOffice) -> Appointing:
    """What the guards of an appointment look at; the first day of the term decides."""
    seats = [seat for seat in list_seat_terms(body.id, person.id) if seat[0].overlaps(new.term)]
    voting = [category for _, category, is_voting in seats if is_voting]
    deputy = find_deputy_chair(body.id, new.term.since)
    region, procedure = find_region(), procedure_on(body.id, new.term.since)
    return Appointing(
        office=new.office,
        term=new.term,
        body_kind=body.kind,
        founded_on=body.founded_on,
        others=tuple(
            Holding(row.name.initials_after, row.term, is_same=row.person_id == person.id)
            for row in list_officers(body.id)
            if row.office is new.office
        ),
        position=person.position,
        highest_official=region.highest_official_title if region else "",
        acts_as_highest=new.acts_as_highest,
        has_vote=bool(voting),
        has_business_vote=any(category in BUSINESS for category in voting),
        is_deputy_chair=deputy is not None and deputy.person_id == person.id,
        stand_in_allowed=procedure.stand_in_allowed,
        secretary_may_vote=procedure.secretary_votes,
    )
