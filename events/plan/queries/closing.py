"""A closed year: its final figure and the day on which it was closed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from events.plan.models import PlanClosing
from events.plan.rules.completion import Completion


@dataclass(frozen=True, slots=True)
class ClosedYear:
    """What stays of a year for ever."""

    closed_on: date
    actor_name: str
    figures: Completion


CLOSING = (
    PlanClosing.closed_on,
    PlanClosing.actor_name,
    PlanClosing.planned,
    PlanClosing.held,
    PlanClosing.threshold,
)


def closed_year(closed_on: date | None, actor: str, *figures: int) -> ClosedYear | None:
    """From the columns of `CLOSING`; None where the year is open."""
    if closed_on is None:
        return None
    planned, held, threshold = figures
    return ClosedYear(closed_on, actor, Completion(planned, held, 0, threshold))


def find_closing(plan_id: UUID) -> ClosedYear | None:
    """None while the year is open; one statement."""
    query = select(*CLOSING).where(PlanClosing.plan_id == plan_id)
    row = db.session.execute(query).one_or_none()
    return closed_year(*row) if row else None
