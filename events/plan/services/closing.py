"""Closing a year: the figure of its last day becomes final."""

from datetime import datetime
from uuid import UUID

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import NotFound, Refused
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from council.membership.queries import get_body
from events.plan import queries
from events.plan.models import Plan, PlanClosing
from events.plan.queries.closing import find_closing
from events.plan.queries.regulation import counting_on
from events.plan.queries.standings import list_standings
from events.plan.rules.closing import CLOSED, ClosingFacts, closing_refusals
from events.plan.rules.completion import LineStanding, completion_of
from events.plan.rules.editions import PlanEditionState
from events.plan.services import shared


@command
def close_year(year: int, *, actor: Viewer, now: datetime) -> None:
    """Keep the figure for ever; refused with every reason that stands against it."""
    plan = queries.find_plan(year)
    if plan is None:
        raise NotFound("no plan of this year")
    shared.lock_plan(plan.id)
    day = local(now, get_body(plan.body_id).zone).date()
    facts, standings, edition_id = closing_facts(plan, now)
    if refusals := closing_refusals(facts):
        raise Refused(*refusals)
    figures = completion_of(standings, counting_on(plan.body_id, plan.year, day))
    db.session.add(
        PlanClosing(
            plan_id=plan.id,
            edition_id=edition_id,
            closed_on=day,
            closed_at=now,
            actor_name=actor.name,
            planned=figures.planned,
            held=figures.held,
            threshold=figures.threshold,
        )
    )
    details = {"held": figures.held, "planned": figures.planned}
    journal.record("plan.year_closed", subject_id=plan.id, actor=actor, at=now, details=details)


def closing_facts(
    plan: Plan, now: datetime
) -> tuple[ClosingFacts, tuple[LineStanding, ...], UUID | None]:
    """What stands for and against closing, what each line means, the edition in force."""
    day = local(now, get_body(plan.body_id).zone).date()
    editions = queries.list_editions(plan.id)
    in_force = queries.find_in_force(editions, day)
    counting = counting_on(plan.body_id, plan.year, day)
    standings = list_standings(in_force.id, plan.year, day, counting) if in_force else ()
    facts = ClosingFacts(
        year=plan.year,
        today=day,
        is_decided=in_force is not None,
        has_edition_in_work=any(e.state is not PlanEditionState.APPROVED for e in editions),
        unmarked=standings.count(LineStanding.OVERDUE),
        is_closed=find_closing(plan.id) is not None,
    )
    return facts, standings, in_force.id if in_force else None


def check_open(plan_id: UUID) -> None:
    """Raises `Refused` once the year is closed."""
    if find_closing(plan_id) is not None:
        raise Refused(CLOSED)
