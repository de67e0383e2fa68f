"""The plan of this year and the next events on the front page; one statement."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, func, literal, select, union_all

from core.adapters.database import db
from events.plan.models import Plan, PlanEdition, PlanLine
from events.plan.pages.definition import definition_in_short
from events.plan.rules.completion import Completion, Counting, completion_of, standing_of
from events.plan.rules.dates import planned
from events.plan.rules.editions import PlanEditionState
from events.programme.models import Country, Event
from portal.events.pages.lists import Line, line_of
from portal.events.queries.lists import COLUMNS, EventLine, next_events

MOST_EVENTS = 3


@dataclass(frozen=True, slots=True)
class HomeEvents:
    """`done` is None while no plan of the year is in force; `definition` says how it counts."""

    year: int
    done: Completion | None
    definition: str
    coming: tuple[Line, ...]


def load_events(today: date, counting: Counting, language: str) -> HomeEvents:
    rows = list_year_and_next(today)
    lines = [row for row, is_planned, _is_next in rows if is_planned]
    standings = [standing_of(planned(row), today.year, today, counting) for row in lines]
    return HomeEvents(
        year=today.year,
        done=completion_of(standings, counting) if lines else None,
        definition=definition_in_short(today.year, counting),
        coming=tuple(line_of(row, language) for row, _is_planned, is_next in rows if is_next),
    )


def list_year_and_next(today: date) -> tuple[tuple[EventLine, bool, bool], ...]:
    """Events of this year's plan in force and the next ones, by their days; one statement."""
    ahead = next_events(today).limit(MOST_EVENTS).subquery("ahead")
    marked = union_all(
        select(PlanLine.event_id, literal(1).label("planned"), literal(0).label("next")).where(
            PlanLine.edition_id == in_force(today)
        ),
        select(ahead.c.id, literal(0), literal(1)),
    ).subquery("marked")
    planned, is_next = func.max(marked.c.planned), func.max(marked.c.next)
    wanted = select(marked.c.event_id, planned.label("planned"), is_next.label("next"))
    here = wanted.group_by(marked.c.event_id).cte("wanted")
    query = (
        select(*COLUMNS, here.c.planned, here.c.next)
        .select_from(here)
        .join(Event, Event.id == here.c.event_id)
        .outerjoin(Country, Country.code == Event.country)
        .order_by(Event.starts_on, Event.number)
    )
    return tuple(
        (EventLine(*row[:-2]), bool(row[-2]), bool(row[-1]))
        for row in map(tuple[Any, ...], db.session.execute(query))
    )


def in_force(today: date) -> ScalarSelect[UUID]:
    """SQL: this year's edition in force."""
    return (
        select(PlanEdition.id)
        .join(Plan, Plan.id == PlanEdition.plan_id)
        .where(
            Plan.year == today.year,
            PlanEdition.state == PlanEditionState.APPROVED,
            PlanEdition.approved_on <= today,
        )
        .order_by(PlanEdition.number.desc())
        .limit(1)
        .scalar_subquery()
    )
