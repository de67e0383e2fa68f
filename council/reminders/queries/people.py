"""Who is reminded in a body on a day, and by which calendar and rules."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.zones import local
from core.region.calendar import work_calendar
from council.membership.models import Appointment
from council.membership.queries import BodyRow, find_deputy_chair, find_stand_in
from council.membership.queries.rows import on
from council.membership.rules import Office
from council.reminders.rules import Circumstances, Who
from council.reminders.rules.facts import Facts

APPOINTED = {Office.SECRETARY: Who.SECRETARY, Office.COORDINATOR: Who.COORDINATOR}


def circumstances_of(body: BodyRow, facts: Facts, now: datetime) -> Circumstances:
    """What the plan of the body depends on beside its facts."""
    today = local(now, body.zone).date()
    return Circumstances(
        now=now,
        zone=body.zone,
        calendar=work_calendar(),
        procedure=facts.procedure(today),
        people=officers_of(body, facts, now),
    )


def officers_of(body: BodyRow, facts: Facts, now: datetime) -> Mapping[Who, tuple[UUID, ...]]:
    """Who holds the offices today; the deputy chair is asked for only if a report waits."""
    a, day = Appointment, local(now, body.zone).date()
    query = (
        select(a.office, a.person_id)
        .where(a.body_id == body.id, a.office.in_(APPOINTED), on(day, a.held_from, a.held_until))
        .order_by(a.held_from.desc(), a.id)
    )
    found: dict[Who, tuple[UUID, ...]] = {}
    for office, person_id in db.session.execute(query):
        who = APPOINTED[office]
        if person_id not in found.get(who, ()):
            found[who] = (*found.get(who, ()), person_id)
    if facts.reports:
        found[Who.DEPUTY_CHAIR] = deciders_of(body, day)
    return found


def deciders_of(body: BodyRow, day: date) -> tuple[UUID, ...]:
    """The deputy chair from business and whoever stands in."""
    found = (find_deputy_chair(body.id, day), find_stand_in(body.id, day))
    return tuple({each.person_id for each in found if each})


def with_plan_keepers(body: BodyRow, at: Circumstances) -> Circumstances:
    """The same with those who answer for the plan of events, each once."""
    offices = (Who.COORDINATOR, Who.SECRETARY)
    named = [person for who in offices for person in at.people.get(who, ())]
    deputy = at.people.get(Who.DEPUTY_CHAIR) or deciders_of(body, at.today)
    keepers = tuple(dict.fromkeys((*named, *deputy)))
    return replace(at, people={**at.people, Who.PLAN_KEEPERS: keepers})
