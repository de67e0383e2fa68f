"""What the forms of the plan offer: countries, organisations, items of agendas."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.search import fold
from council.meetings.models import AgendaItem, Meeting
from council.meetings.rules.kinds import ItemKind, ItemState
from council.membership.models import Organisation
from events.plan.models import PlanEdition
from events.plan.rules.meetings import OPEN_STATES
from events.programme.queries.choices import list_countries

__all__ = ["OpenItem", "list_countries", "list_open_items", "list_organisations"]


def list_organisations() -> tuple[tuple[UUID, str], ...]:
    """Organisations to choose from, by name."""
    query = select(Organisation.id, Organisation.name)
    rows = ((row[0], row[1]) for row in db.session.execute(query))
    return tuple(sorted(rows, key=lambda each: fold(each[1])))


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An agenda item that can decide a plan."""

    id: UUID
    title: str
    meeting_number: int
    starts_at: datetime
    zone: str
    ballots_until: date | None


def list_open_items(body_id: UUID) -> tuple[OpenItem, ...]:
    """Items of kind plan, of meetings not begun, that no plan stands behind yet."""
    query = (
        select(
            *(AgendaItem.id, AgendaItem.title, Meeting.number),
            *(Meeting.starts_at, Meeting.zone, Meeting.ballots_until),
        )
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .outerjoin(PlanEdition, PlanEdition.item_id == AgendaItem.id)
        .where(
            Meeting.body_id == body_id,
            Meeting.state.in_(OPEN_STATES),
            AgendaItem.kind == ItemKind.PLAN,
            AgendaItem.state == ItemState.ACCEPTED,
            PlanEdition.id.is_(None),
        )
        .order_by(Meeting.starts_at, AgendaItem.position)
    )
    return tuple(OpenItem(*row) for row in db.session.execute(query))
