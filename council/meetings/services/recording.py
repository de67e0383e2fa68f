"""What every service of a session does first: take the meeting, check its state, note the fact.

The meeting's row is locked by whoever records, so counts and the roll cannot change in between.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from core.adapters import journal
from core.adapters.database import Revised, db
from core.kernel.errors import N_, Refusal, Refused, Stale
from core.kernel.viewers import Viewer
from council.meetings.models import Meeting
from council.meetings.queries.meetings import get_meeting
from council.meetings.queries.session.items import ItemLine, get_item_line
from council.meetings.rules.kinds import MeetingForm, MeetingState
from council.meetings.rules.session import IN_SESSION, demand_state

SAVED_MEANWHILE = N_("Somebody saved another text meanwhile. Compare both and choose.")


@dataclass(frozen=True, slots=True)
class Target:
    """A record of a meeting as a form showed it, in the revision of that time."""

    meeting_id: UUID
    record_id: UUID
    revision: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a new record goes; `key` makes a form that is sent twice add it once."""

    meeting_id: UUID
    item_id: UUID
    key: UUID


class Placed(Protocol):
    """A record that stands in an order."""

    position: int


def lock_session(
    meeting_id: UUID, allowed: frozenset[MeetingState] = IN_SESSION, *, by_ballots: bool = False
) -> Meeting:
    """The meeting, locked, in an allowed state; an absentee vote only where it may be one."""
    meeting = get_meeting(meeting_id, lock=True)
    demand_state(meeting.state, allowed)
    if not by_ballots:
        check_hall(meeting)
    return meeting


def check_hall(meeting: Meeting) -> None:
    if meeting.form is MeetingForm.ABSENTEE:
        message = N_("This vote is held by ballots; nothing is recorded by hand.")
        raise Refused(Refusal("held_by_ballots", message))


def considered_item(meeting: Meeting, item_id: UUID) -> ItemLine:
    """The item of this very meeting, unless it was said that it is not considered."""
    line, _ = get_item_line(meeting.id, item_id)
    if not line.is_considered:
        message = N_("The item is marked as not considered. Put it back on the agenda first.")
        raise Refused(Refusal("not_considered", message))
    return line


def check_text(record: Revised, revision: int, *, mine: str, theirs: str) -> None:
    """Raise `Stale` with both texts unless the form showed the record as it is now."""
    if record.revision != revision:
        raise Stale(Refusal("stale", SAVED_MEANWHILE), mine=mine, theirs=theirs)


def renumber(records: Iterable[Placed]) -> None:
    """Positions from 1 in the given order; in two strides, since no two may be equal meanwhile."""
    in_order = list(records)
    for number, record in enumerate(in_order, 1):
        record.position = -number
    db.session.flush()
    for number, record in enumerate(in_order, 1):
        record.position = number


def note(
    what: str,
    subject_id: UUID,
    *,
    actor: Viewer,
    now: datetime,
    details: Mapping[str, Any] = {},
) -> None:
    journal.record(what, subject_id=subject_id, actor=actor, at=now, details=details)
