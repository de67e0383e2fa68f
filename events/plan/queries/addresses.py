"""Addresses of the pages that visitors have of each decided edition."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from events.plan.models import Plan, PlanEdition
from events.plan.rules.editions import PlanEditionState


@dataclass(frozen=True, slots=True)
class EditionAddress:
    """An edition that a meeting approved on a day."""

    year: int
    number: int
    approved_on: date


def list_edition_addresses(plan_ids: Iterable[UUID]) -> tuple[EditionAddress, ...]:
    """The newest year first, its editions in their order; one statement."""
    e = PlanEdition
    query = (
        select(Plan.year, e.number, e.approved_on)
        .join(Plan, Plan.id == e.plan_id)
        .where(e.plan_id.in_(tuple(plan_ids)), e.state == PlanEditionState.APPROVED)
        .order_by(Plan.year.desc(), e.number)
    )
    rows: Any = db.session.execute(query)
    return tuple(EditionAddress(*row) for row in rows)
