"""Who took part in an event, and the counters that are published instead of those counted."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from core.adapters.belonging import Spot, keep
from core.adapters.database import command, db
from core.kernel.errors import Refused, Stale
from core.kernel.viewers import Viewer
from events.programme.models import EventCounters, EventParticipant
from events.programme.queries import lock_event
from events.programme.rules.counters import (
    COUNTERS,
    Participant,
    override_faults,
    participant_faults,
)
from events.programme.services.listed import remove_listed
from events.programme.services.results import recount
from events.programme.services.shared import CHANGED, note_beside


@command
def save_participant(spot: Spot, participant: Participant, *, actor: Viewer, now: datetime) -> None:
    """Add an organisation (revision 0; sent twice, made once) or change it."""
    lock_event(spot.root_id)
    if faults := participant_faults(participant):
        raise Refused(*faults)
    if keep(EventParticipant, spot, "event_id", asdict(participant)):
        name = participant.name
        note_beside(spot.root_id, "event.participant_saved", name, actor=actor, now=now)
        recount(spot.root_id)


@command
def remove_participant(spot: Spot, *, actor: Viewer, now: datetime) -> None:
    what = "event.participant_removed"
    remove_listed(EventParticipant, spot, what, "name", actor=actor, now=now)
    recount(spot.root_id)


@dataclass(frozen=True, slots=True)
class CountersDraft:
    """Published counters as typed: one that is None is counted. `revision` 0 if new."""

    own: Mapping[str, int | None]
    reason: str = ""
    revision: int = 0


@command
def publish_counters(event_id: UUID, draft: CountersDraft, *, actor: Viewer, now: datetime) -> None:
    """Publish other numbers than those counted, or the counted ones again."""
    event = lock_event(event_id)
    row = db.session.get(EventCounters, event_id, populate_existing=True)
    if (row.revision if row else 0) != draft.revision:
        raise Stale(CHANGED)
    if faults := override_faults(draft.own, draft.reason):
        raise Refused(*faults)
    row = row or EventCounters(event_id=event_id, revision=0)
    db.session.add(row)
    for name in COUNTERS:
        setattr(row, name, draft.own.get(name))
    is_typed = any(draft.own.get(name) is not None for name in COUNTERS)
    row.reason = draft.reason.strip() if is_typed else ""
    row.revision += 1
    note_beside(event_id, "event.counters_published", event.name, actor=actor, now=now)
    recount(event_id)
