"""Forgetting: a year after an event nothing personal is left of its applications.

What the consents promise (rules/consents.py). Drafts that nobody confirmed go after a month.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update

from core.adapters import journal
from core.adapters.database import command, db
from core.audit.services.erasing import erase_values
from core.kernel.viewers import Viewer
from core.letters.services import forget_letters
from events.missions.models import (
    ApplicationConsent,
    ApplicationFile,
    Call,
    MissionApplication,
)
from events.missions.rules.applications import EDITED
from events.missions.rules.consents import KEPT_DAYS
from events.missions.services.register import forget_contact
from events.missions.services.withdrawing import PERSONAL
from events.programme.models import Event

DRAFT_DAYS = 30
A = MissionApplication


@command
def forget_applications(*, actor: Viewer, now: datetime) -> int:
    """Delete old drafts, erase who applied for events long over; returns how many."""
    drafts = select(A.id, A.call_id).where(
        A.state.in_(EDITED), A.changed_at < now - timedelta(days=DRAFT_DAYS)
    )
    drafts = drafts.with_for_update()  # one that is sent at this moment is none any more
    over = (
        select(A.id, A.call_id)
        .join(Call, Call.id == A.call_id)
        .join(Event, Event.id == Call.event_id)
        .where(Event.ends_on < now.date() - timedelta(days=KEPT_DAYS), A.full_name != "")
    )
    old, past = db.session.execute(drafts).all(), db.session.execute(over).all()
    forget_letters([row.id for row in (*old, *past)])
    drop([row.id for row in old])
    drop_beside([row.id for row in past])
    for row in past:
        forget_contact(db.session.get_one(A, row.id))
    blank: dict[str, Any] = dict.fromkeys(PERSONAL, "") | {"answers": []}
    erased = update(A).where(A.id.in_([row.id for row in past])).values(**blank)
    db.session.execute(erased, execution_options={"synchronize_session": False})
    erase_values([row.id for row in (*old, *past)], actor=actor, now=now)
    for call_id in sorted({row.call_id for row in (*old, *past)}):
        journal.record("applications.forgotten", subject_id=call_id, actor=actor, at=now)
    return len(old) + len(past)


def drop(application_ids: list[Any]) -> None:
    drop_beside(application_ids)
    db.session.execute(delete(A).where(A.id.in_(application_ids)))


def drop_beside(application_ids: list[Any]) -> None:
    """Consents with their network addresses, and files; the contents go when nothing needs them."""
    for model in (ApplicationConsent, ApplicationFile):
        db.session.execute(delete(model).where(model.application_id.in_(application_ids)))
