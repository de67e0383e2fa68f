"""The programme of an event: sessions added and removed, within its days."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from core.adapters.database import command, db
from core.kernel.errors import N_, NotFound, Refusal, Refused
from core.kernel.viewers import Viewer
from events.programme.models import Event, EventSession
from events.programme.queries import lock_event
from events.programme.services.shared import note_beside

NO_TITLE = Refusal("no_title", N_("Say what takes place."))
ENDS_EARLY = Refusal("ends_early", N_("It ends before it begins."))
OTHER_DAY = Refusal("other_day", N_("The event is not held on that day."))


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """A session as typed, in the time of the place."""

    day: date
    starts_at: time
    title: str
    ends_at: time | None = None
    place: str = ""


@command
def add_session(
    event_id: UUID, session_id: UUID, draft: SessionDraft, *, actor: Viewer, now: datetime
) -> None:
    """A row of the programme. `session_id` comes with the form: sent twice, made once."""
    event = lock_event(event_id)
    if db.session.get(EventSession, session_id) is not None:
        return
    if faults := faults_of(event, draft):
        raise Refused(*faults)
    row = EventSession(
        id=session_id,
        event_id=event_id,
        day=draft.day,
        starts_at=draft.starts_at,
        ends_at=draft.ends_at,
        title=draft.title.strip(),
        place=draft.place.strip(),
    )
    db.session.add(row)
    note_beside(event_id, "event.session_added", draft.title, actor=actor, now=now)


def faults_of(event: Event, draft: SessionDraft) -> list[Refusal]:
    found = [] if draft.title.strip() else [NO_TITLE]
    if draft.ends_at is not None and draft.ends_at <= draft.starts_at:
        found.append(ENDS_EARLY)
    first, last = event.starts_on, event.ends_on
    if first and last and not first <= draft.day <= last:
        found.append(OTHER_DAY)
    return found


@command
def remove_session(event_id: UUID, session_id: UUID, *, actor: Viewer, now: datetime) -> None:
    lock_event(event_id)
    row = db.session.get(EventSession, session_id)
    if row is None or row.event_id != event_id:
        raise NotFound("no such session")
    note_beside(event_id, "event.session_removed", row.title, actor=actor, now=now)
    db.session.delete(row)
