"""The programme of an event: sessions of every kind, added, changed, put in order, removed."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time

from sqlalchemy import select

from core.adapters.belonging import Spot, keep, next_position, owned
from core.adapters.database import command, db
from core.kernel.errors import Refused
from core.kernel.viewers import Viewer
from events.programme.models import EventSession
from events.programme.queries import lock_event
from events.programme.rules import SessionKind
from events.programme.rules.days import session_faults
from events.programme.services.listed import remove_listed
from events.programme.services.shared import note_beside


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """A session as typed, in the time of the place."""

    day: date
    starts_at: time
    title: str
    ends_at: time | None = None
    place: str = ""
    kind: SessionKind = SessionKind.SESSION


@command
def save_session(spot: Spot, draft: SessionDraft, *, actor: Viewer, now: datetime) -> None:
    """Add a row of the programme (revision 0; sent twice, made once) or change it."""
    event = lock_event(spot.root_id)
    times, days = (draft.starts_at, draft.ends_at), (event.starts_on, event.ends_on)
    if faults := session_faults(draft.title, draft.day, times, days):
        raise Refused(*faults)
    values = asdict(draft) | {"title": draft.title.strip(), "place": draft.place.strip()}
    place = next_position(EventSession, EventSession.event_id, event.id)
    if keep(EventSession, spot, "event_id", values, {"position": place}):
        what = "event.session_changed" if spot.revision else "event.session_added"
        note_beside(event.id, what, draft.title, actor=actor, now=now)


@command
def remove_session(spot: Spot, *, actor: Viewer, now: datetime) -> None:
    remove_listed(EventSession, spot, "event.session_removed", "title", actor=actor, now=now)


@command
def raise_session(spot: Spot, *, actor: Viewer, now: datetime) -> None:
    """Before the one above it that begins at the same time; times order all others."""
    lock_event(spot.root_id)
    row = owned(EventSession, spot, "event_id")
    s = EventSession
    query = (
        select(s)
        .where(s.event_id == row.event_id, s.day == row.day, s.starts_at == row.starts_at)
        .order_by(s.position, s.title)
    )
    together = list(db.session.scalars(query))
    at = together.index(row)
    if at == 0:
        return
    together[at - 1], together[at] = row, together[at - 1]
    for position, each in enumerate(together, 1):
        each.position = position
    note_beside(spot.root_id, "event.session_changed", row.title, actor=actor, now=now)
