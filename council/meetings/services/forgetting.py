"""Forgetting visitors: a year after a meeting nothing personal is left of its applications.

What the consent promises (rules/consent.py). Counts and states stay, for the record.
"""

from datetime import datetime, timedelta

from sqlalchemy import or_, select, update

from core.adapters import journal
from core.adapters.database import command, db
from core.audit.services.erasing import erase_values
from core.kernel.viewers import Viewer
from core.letters.services import forget_letters
from council.meetings.models import Meeting, VisitorApplication
from council.meetings.rules.consent import KEPT_DAYS

FORGOTTEN = "–"


@command
def forget_visitors(*, actor: Viewer, now: datetime) -> int:
    """Erase names and contacts of meetings that lie more than a year back; returns how many."""
    v, m = VisitorApplication, Meeting
    over = select(m.id).where(m.starts_at < now - timedelta(days=KEPT_DAYS))
    known = or_(v.full_name != FORGOTTEN, v.email.is_not(None), v.consent_address != "")
    found = db.session.execute(select(v.id, v.meeting_id).where(v.meeting_id.in_(over), known))
    applications, meetings = set(), []
    for application_id, meeting_id in found:
        applications.add(application_id)
        meetings.append(meeting_id)
    forget_letters(applications)
    erased = update(v).where(v.meeting_id.in_(over), known)
    db.session.execute(
        erased.values(
            full_name=FORGOTTEN,
            organisation="",
            inn=None,
            email=None,
            decline_reason="",
            consent_address="",
        ),
        execution_options={"synchronize_session": False},
    )
    erase_values(applications, actor=actor, now=now)
    for meeting_id in sorted(set(meetings)):
        journal.record("visitors.forgotten", subject_id=meeting_id, actor=actor, at=now)
    return len(meetings)
