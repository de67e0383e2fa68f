"""The deputy chair from business on a day: who it is, why the post is vacant, who stands in.

Each question is asked of many bodies in as many statements as of one: the powers of somebody who
serves in ten of them are computed with every request.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import and_, select, true

from core.adapters.database import db
from council.membership.models import Absence, Election, Person, Seat
from council.membership.queries.offices import officers_in
from council.membership.queries.regulation import procedures_in
from council.membership.queries.rows import HOLDER_COLUMNS, Holder, fetched, holder, on
from council.membership.rules import BUSINESS, Office
from council.membership.rules.deputy import DeputyPost, Held, Won, deputy_post, stand_in_acts
from council.membership.rules.terms import Term


def find_deputy_chair(body_id: UUID, day: date) -> Holder | None:
    """The deputy chair from business on the day.

    The winner of the latest election in signed minutes, while the term runs and the person holds
    a business seat (Standard, instrument 5). None is a vacancy.
    """
    return deputy_chairs({body_id}, day).get(body_id)


def deputy_chairs(body_ids: Collection[UUID], day: date) -> dict[UUID, Holder]:
    """`find_deputy_chair` of each body where the post is not vacant; one statement."""
    e, s = Election, Seat
    has_seat = and_(
        s.person_id == Person.id,
        s.body_id == e.body_id,
        s.category.in_(BUSINESS),
        s.is_voting.is_(true()),
        on(day, s.held_from, s.held_until),
    )
    query = (
        select(e.body_id, *HOLDER_COLUMNS, s.position, s.id, e.ended_on)
        .select_from(e)
        .join(Person, Person.id == e.elected_id)
        .outerjoin(s, has_seat)
        .where(e.body_id.in_(body_ids), e.effective_on <= day)
        .order_by(e.effective_on.desc(), e.id.desc())
    )
    latest: dict[UUID, Holder | None] = {}
    for body_id, *person, position, seat_id, ended_on in fetched(query):
        is_over = seat_id is None or (ended_on is not None and ended_on <= day)
        latest.setdefault(body_id, None if is_over else holder(person, position))
    return {body_id: found for body_id, found in latest.items() if found}


def find_deputy_post(body_id: UUID, day: date) -> DeputyPost:
    """The deputy chair's post on the day, with the reason if it is vacant; three statements."""
    return deputy_posts({body_id}, day)[body_id]


def deputy_posts(body_ids: Collection[UUID], day: date) -> dict[UUID, DeputyPost]:
    """`find_deputy_post` of every body; three statements."""
    won = elections_in(body_ids)
    people = {each.person_id for some in won.values() for each in some}
    seats, away = (
        (business_seats(body_ids, people), absences(body_ids, people)) if people else ({}, {})
    )
    return {
        body_id: deputy_post(
            won.get(body_id, ()), seats.get(body_id, ()), away.get(body_id, ()), day
        )
        for body_id in body_ids
    }


def elections_in(body_ids: Collection[UUID]) -> dict[UUID, list[Won]]:
    """The elections in signed minutes, oldest first."""
    e = Election
    query = (
        select(e.body_id, e.elected_id, e.effective_on, e.ended_on, e.end_basis)
        .where(e.body_id.in_(body_ids), e.effective_on.is_not(None))
        .order_by(e.effective_on, e.id.desc())
    )
    found: dict[UUID, list[Won]] = defaultdict(list)
    for body_id, *election in fetched(query):
        found[body_id].append(Won(*election))
    return found


def business_seats(body_ids: Collection[UUID], people: Collection[UUID]) -> dict[UUID, list[Held]]:
    s = Seat
    query = (
        select(s.body_id, s.person_id, s.held_from, s.held_until)
        .where(s.body_id.in_(body_ids), s.person_id.in_(people), s.category.in_(BUSINESS))
        .where(s.is_voting.is_(true()))
    )
    found: dict[UUID, list[Held]] = defaultdict(list)
    for body_id, person_id, since, until in db.session.execute(query):
        found[body_id].append(Held(person_id, Term(since, until)))
    return found


def absences(body_ids: Collection[UUID], people: Collection[UUID]) -> dict[UUID, list[Held]]:
    a = Absence
    query = select(a.body_id, a.person_id, a.from_day, a.until_day)
    query = query.where(a.body_id.in_(body_ids), a.person_id.in_(people))
    found: dict[UUID, list[Held]] = defaultdict(list)
    for body_id, person_id, first, last in db.session.execute(query):
        found[body_id].append(Held(person_id, Term(first, last)))
    return found


def find_stand_in(body_id: UUID, day: date) -> Holder | None:
    """Who may act for the deputy chair on the day; None unless the regulation allows it."""
    return stand_ins({body_id}, day).get(body_id)


def stand_ins(body_ids: Collection[UUID], day: date) -> dict[UUID, Holder]:
    """`find_stand_in` of each body that has one; one statement, or five where any is appointed."""
    appointed = officers_in(body_ids, Office.STAND_IN, day)
    if not appointed:
        return {}
    rules, posts = procedures_in(appointed, day), deputy_posts(appointed, day)
    return {
        body_id: person
        for body_id, person in appointed.items()
        if stand_in_acts(posts[body_id], is_allowed=rules[body_id].stand_in_allowed)
    }
