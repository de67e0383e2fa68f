"""Keeping the plan on paper at the moment of its approval, in the same transaction."""

from datetime import date, datetime

from core.adapters.database import db
from core.papers.services.publishing import keep_state_too
from council.membership.queries import get_body
from events.plan.models import Plan, PlanEdition
from events.plan.publishing import published_plan
from events.plan.queries.editions import list_editions


def keep_approved(edition: PlanEdition, day: date, *, now: datetime) -> str:
    """The code of the paper; `day` is that of the decision."""
    plan = db.session.get_one(Plan, edition.plan_id)
    row = next(each for each in list_editions(plan.id) if each.id == edition.id)
    state = published_plan(get_body(plan.body_id), plan.year, plan.title, row, day)
    return keep_state_too(state, now=now)
