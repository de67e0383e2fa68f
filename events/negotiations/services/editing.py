"""Changes of a timetable: by hand while it is arranged, with a preview once it is published.

Before publication a change is carried out at once. After it the same change is first looked at,
then published as a new edition, and those whose meeting changed are told.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.adapters.database import command, db
from core.kernel.errors import N_, NotFound, Refusal, Refused
from core.kernel.viewers import Viewer
from events.missions.rules.timetable.problem import Pair
from events.negotiations.models import NegotiationMeeting, NegotiationSchedule
from events.negotiations.queries.displacing import days_of_schedule
from events.negotiations.queries.loading import Loaded, get_schedule, load
from events.negotiations.rules.adjusting import Adjustment
from events.negotiations.rules.changes import (
    NO_MEETING,
    Absence,
    Change,
    Closing,
    TakeOut,
    VoiceAway,
    Withdrawal,
    applied,
)
from events.negotiations.rules.life import ScheduleState
from events.negotiations.rules.moving import why_displaced
from events.negotiations.services.circumstances import keep_circumstances
from events.negotiations.services.publishing import publish_changes
from events.negotiations.services.shared import (
    IS_PUBLISHED,
    keep_rows,
    locked,
    note,
    refuse_while_running,
    touch,
)

EVENT_MOVED = Refusal(
    "event_moved",
    N_("The event was moved. First give the negotiations other days, then change single meetings."),
)


@dataclass(frozen=True, slots=True)
class Edit:
    """A change with the page that it was made on; `is_seen`: what it moves was looked at."""

    change: Change
    revision: int
    reason: str = ""
    is_seen: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would do, looked at before anything is stored."""

    loaded: Loaded
    adjustment: Adjustment
    revision: int


def preview_change(schedule_id: UUID, change: Change) -> Preview:
    """Reads only; raises Refused when the change is not possible."""
    schedule, loaded = get_schedule(schedule_id), load(schedule_id)
    may_repair = times_hold(schedule, change)
    adjustment = applied(loaded.materials, change, is_published=may_repair)
    return Preview(loaded, adjustment, schedule.revision)


@command
def change_timetable(schedule_id: UUID, edit: Edit, *, actor: Viewer, now: datetime) -> Adjustment:
    """Carry the change out; after publication only when its preview was seen."""
    change = edit.change
    schedule = locked(schedule_id, edit.revision)
    refuse_while_running(schedule_id)
    is_published = schedule.state is ScheduleState.PUBLISHED
    if is_published and not edit.is_seen:
        raise Refused(IS_PUBLISHED)
    may_repair = times_hold(schedule, change)
    loaded = load(schedule_id)
    adjustment = applied(loaded.materials, change, is_published=may_repair)
    if isinstance(change, Absence | Withdrawal | Closing | VoiceAway):
        keep_circumstances(schedule, loaded, change, now)
    keep_rows(schedule, loaded, adjustment)
    touch(schedule, now)
    details = {"change": type(change).__name__, "meetings": len(adjustment.shifts)}
    note("negotiations.changed", schedule, actor, now, details)
    db.session.flush()
    if is_published:
        publish_changes(schedule, loaded, adjustment, edit.reason, actor=actor, now=now)
    return adjustment


def times_hold(schedule: NegotiationSchedule, change: Change) -> bool:
    """Whether published times hold, so that a repair may give others another one.

    Nobody is told of another time on days that hold no longer: there only a meeting that falls
    out may be said; raises `Refused` for every other change.
    """
    if schedule.state is not ScheduleState.PUBLISHED:
        return False
    held = days_of_schedule(schedule.id)
    if held.is_displaced and not isinstance(change, Withdrawal | TakeOut):
        raise Refused(EVENT_MOVED if held.moves else why_displaced(held.event))
    return not held.is_displaced


@command
def lock_meeting(
    meeting_id: UUID, *, is_locked: bool, revision: int, actor: Viewer, now: datetime
) -> None:
    """Keep a meeting where it is in every new run, or let it go again."""
    meeting = get_meeting(meeting_id)
    schedule = locked(meeting.schedule_id, revision)
    refuse_while_running(schedule.id)
    db.session.refresh(meeting)
    if meeting.slot is None:
        raise Refused(NO_MEETING)
    if meeting.is_locked is not is_locked:
        meeting.is_locked = is_locked
        touch(schedule, now)
        what = "negotiations.meeting_locked" if is_locked else "negotiations.meeting_unlocked"
        note(what, schedule, actor, now, {"meeting": str(meeting.id)})


@command
def let_in_again(
    schedule_id: UUID, pair: Pair, *, revision: int, actor: Viewer, now: datetime
) -> None:
    """A pair taken out by hand waits for a time again; the next run looks for one."""
    schedule = locked(schedule_id, revision)
    refuse_while_running(schedule_id)
    loaded = load(schedule_id)
    if pair not in loaded.meetings:
        raise NotFound("no such pair")
    meeting = get_meeting(loaded.meetings[pair])
    if meeting.is_taken_out:
        meeting.is_taken_out, meeting.reason = False, None
        touch(schedule, now)
        note("negotiations.pair_let_in", schedule, actor, now, {"meeting": str(meeting.id)})


def get_meeting(meeting_id: UUID) -> NegotiationMeeting:
    found = db.session.get(NegotiationMeeting, meeting_id)
    if found is None:
        raise NotFound("no such meeting")
    return found
