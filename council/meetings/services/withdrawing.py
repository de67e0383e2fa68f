"""A visitor withdraws the consent: the application ends, nothing personal is left of it.

Steps of the commands of core.privacy; nothing here begins or ends a transaction.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from core.adapters import journal
from core.adapters.database import db
from core.kernel.register import FORGOTTEN
from core.kernel.viewers import Viewer
from core.letters.services import forget_letters
from council.meetings.models import Guest, VisitorApplication
from council.meetings.queries.meetings import get_meeting
from council.meetings.rules.visitors import (
    LIFE_CYCLE,
    ApplicationAction,
    ApplicationFacts,
    is_over,
)
from council.meetings.services.seats import note
from council.meetings.services.visitors import hand_on, leave, locked
from council.membership import aftermath


def withdraw_visitor(application_id: UUID, actor: Viewer, now: datetime) -> None:
    """The seat is free for the next one; after the meeting only the data go."""
    end_visit(locked(application_id), actor, now)


def end_visits(application_ids: Collection[UUID], actor: Viewer, now: datetime) -> None:
    """For an erasure: no seat is held for somebody whom nobody knows."""
    for application_id in sorted(application_ids):
        application = locked(application_id)
        if application.full_name != FORGOTTEN:
            end_visit(application, actor, now)


def end_visit(application: VisitorApplication, actor: Viewer, now: datetime) -> None:
    """A step: cancelled where that is still possible, and emptied of what names the person."""
    meeting = get_meeting(application.meeting_id)
    facts = ApplicationFacts(is_over=is_over(meeting.state))
    if not LIFE_CYCLE.refusals(ApplicationAction.CANCEL, application.state, facts):
        leave(application, ApplicationAction.CANCEL, facts, now)
        note("visitor.cancelled", application, actor, now)
    application.full_name, application.organisation = FORGOTTEN, ""
    application.email = application.inn = None
    application.decline_reason = application.consent_address = ""
    application.changed_at = now
    forget_letters([application.id])
    note("visitor.consent_withdrawn", application, actor, now)
    hand_on(application, now)


def unname_guest(guest_id: UUID, actor: Viewer, now: datetime) -> None:
    """The name leaves public minutes with the next request, their papers too."""
    guest = db.session.get_one(Guest, guest_id, with_for_update=True)
    if not guest.may_be_named:
        return
    guest.may_be_named = False
    journal.record(
        "guest.consent_withdrawn",
        subject_id=guest.meeting_id,
        actor=actor,
        at=now,
        owner_id=guest_id,
    )
    db.session.flush()
    aftermath.run(now)
