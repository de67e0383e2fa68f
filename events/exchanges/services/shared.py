"""Steps that several services of exchanges take: locking an agreement, noting what was done."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from core.adapters import journal
from core.adapters.database import db
from core.kernel.errors import NotFound
from core.kernel.viewers import Viewer
from events.exchanges.models import Agreement


def lock_agreement(agreement_id: UUID) -> Agreement:
    """The locked agreement; whatever belongs to it changes under its lock."""
    query = select(Agreement).where(Agreement.id == agreement_id).with_for_update()
    found = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound("no such agreement")
    return found


def note(agreement_id: UUID, what: str, name: str, *, actor: Viewer, now: datetime) -> None:
    """Every change stands in the history of the agreement."""
    details = {"name": name}
    journal.record(what, subject_id=agreement_id, actor=actor, at=now, details=details)
