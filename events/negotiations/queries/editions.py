"""Published editions: the list and one of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.adapters.journal import said
from core.kernel.errors import NotFound
from events.negotiations.models import NegotiationEdition

D = NegotiationEdition


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition in the list."""

    number: int
    reason: str
    meetings: int
    moved: int
    published_by: str
    published_at: datetime

    @property
    def publisher(self) -> str:
        return said(self.published_by)


LINE = (D.number, D.reason, D.meetings, D.moved, D.published_by, D.published_at)


def list_editions(schedule_id: UUID) -> tuple[EditionLine, ...]:
    """The newest first."""
    query = select(*LINE).where(D.schedule_id == schedule_id).order_by(D.number.desc())
    return tuple(EditionLine(*row) for row in db.session.execute(query))


def get_edition(schedule_id: UUID, number: int) -> tuple[EditionLine, list[dict[str, Any]]]:
    """One edition with its meetings as they were published."""
    query = select(*LINE, D.content).where(D.schedule_id == schedule_id, D.number == number)
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFound("no such edition")
    *line, content = row
    return EditionLine(*line), content["meetings"]
