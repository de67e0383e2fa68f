"""Seats for visitors: taken by one conditional UPDATE, freed, and given to those who wait.

For services that hold the lock on the meeting; nothing here begins or ends a transaction.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from core.adapters import journal
from core.adapters.database import db
from core.kernel.viewers import Viewer
from council.meetings.letters.visitors import Outcome
from council.meetings.models import Meeting, VisitorApplication
from council.meetings.queries.visitors import find_first_waiting
from council.meetings.rules.visitors import (
    LIFE_CYCLE,
    ApplicationAction,
    ApplicationFacts,
    is_over,
)
from council.meetings.services.visitor_letters import tell_visitor

NOBODY = Viewer()


def take_seat(meeting_id: UUID) -> bool:
    """Count one more visitor if a seat is free; the only way in which a seat is taken."""
    m = Meeting
    seat = update(m).where(m.id == meeting_id, m.guests_taken < m.guest_seats)
    taken = db.session.execute(
        seat.values(guests_taken=m.guests_taken + 1),
        execution_options={"synchronize_session": False},
    )
    return taken.rowcount == 1  # type: ignore[attr-defined]  # an UPDATE has a count


def free_seat(meeting_id: UUID) -> None:
    m = Meeting
    seat = update(m).where(m.id == meeting_id).values(guests_taken=m.guests_taken - 1)
    db.session.execute(seat, execution_options={"synchronize_session": False})


def fill_seats(meeting: Meeting, now: datetime) -> None:
    """Give free seats to those who wait, the longest first."""
    if is_over(meeting.state):
        return
    while (waiting := find_first_waiting(meeting.id)) and take_seat(meeting.id):
        waiting.state = LIFE_CYCLE.advance(
            ApplicationAction.CONFIRM, waiting.state, ApplicationFacts()
        )
        waiting.changed_at = now
        db.session.flush()
        note("visitor.promoted", waiting, NOBODY, now)
        tell_visitor(waiting, Outcome.PROMOTED, now)


def note(what: str, application: VisitorApplication, actor: Viewer, now: datetime) -> None:
    """In the journal of the meeting, without personal data: those go when the consent ends."""
    details = {"application": str(application.id)}
    journal.record(
        what,
        subject_id=application.meeting_id,
        actor=actor,
        at=now,
        details=details,
        owner_id=application.id,
    )
