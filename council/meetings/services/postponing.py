"""When a meeting does not go as set: postponed, set anew, cancelled, without quorum."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.viewers import Viewer
from core.region.calendar import work_calendar
from council.meetings.letters.changes import Change
from council.meetings.models import Meeting, NoticeAnswer, Rescheduling
from council.meetings.queries.agenda import lock_items
from council.meetings.queries.meetings import get_meeting
from council.meetings.queries.session.hall import known_quorum
from council.meetings.rules.drafts import MeetingDraft, moving_refusals
from council.meetings.rules.kinds import MeetingAction, MeetingState
from council.meetings.rules.states import LIFE_CYCLE, MeetingFacts
from council.meetings.services.inviting import stamp
from council.meetings.services.planning import free_number
from council.meetings.services.revisions import check_revision, touch
from council.meetings.services.telling import state_of, tell_it_is_off, tell_of_time
from council.membership.queries import lock_body, procedure_on


@dataclass(frozen=True, slots=True)
class NewTime:
    """When and where instead; `ballots_until` for an absentee vote alone."""

    starts_at: datetime
    place: str
    ballots_until: date | None = None


@dataclass(frozen=True, slots=True)
class Postponement:
    """Why a meeting is put off, and to when if that is known."""

    reason: str
    new_time: NewTime | None = None


def check_postponement(
    meeting_id: UUID, put_off: Postponement, *, revision: int, now: datetime
) -> None:
    """Refuse what `postpone_meeting` would refuse, before it is confirmed; changes nothing."""
    meeting = unchanged(meeting_id, revision)
    facts = MeetingFacts(reason=put_off.reason)
    state = LIFE_CYCLE.advance(MeetingAction.POSTPONE, meeting.state, facts)
    if put_off.new_time is not None:
        check_move(meeting, state, put_off.new_time, now)


def check_rescheduling(
    meeting_id: UUID, new_time: NewTime, *, revision: int, now: datetime
) -> None:
    """The same of `reschedule_meeting`."""
    meeting = unchanged(meeting_id, revision)
    check_move(meeting, meeting.state, new_time, now)


def unchanged(meeting_id: UUID, revision: int) -> Meeting:
    """The meeting as the reader saw it, to be read alone."""
    meeting = get_meeting(meeting_id)
    check_revision(meeting, revision)
    return meeting


@command
def postpone_meeting(
    meeting_id: UUID, put_off: Postponement, *, revision: int, actor: Viewer, now: datetime
) -> Meeting:
    """Put a meeting off, to a new time or until one is named; its agenda opens again."""
    reason = put_off.reason
    meeting = locked(meeting_id, revision)
    meeting.state = LIFE_CYCLE.advance(
        MeetingAction.POSTPONE, meeting.state, MeetingFacts(reason=reason)
    )
    meeting.state_reason = reason
    undo_convening(meeting)
    journal.record(
        "meeting.postponed", subject_id=meeting.id, actor=actor, at=now, details={"reason": reason}
    )
    if put_off.new_time is not None:
        move(meeting, put_off.new_time, actor, now)
    else:
        tell_it_is_off(meeting, Change.PUT_OFF, now)
    return meeting


@command
def reschedule_meeting(
    meeting_id: UUID, new_time: NewTime, *, revision: int, actor: Viewer, now: datetime
) -> Meeting:
    """Name the new time of a postponed meeting."""
    meeting = locked(meeting_id, revision)
    move(meeting, new_time, actor, now)
    return meeting


@command
def cancel_meeting(
    meeting_id: UUID, reason: str, *, revision: int, actor: Viewer, now: datetime
) -> Meeting:
    """Call a meeting off for good."""
    meeting = locked(meeting_id, revision)
    meeting.state = LIFE_CYCLE.advance(
        MeetingAction.CANCEL, meeting.state, MeetingFacts(reason=reason)
    )
    meeting.state_reason = reason
    undo_convening(meeting)
    journal.record(
        "meeting.cancelled", subject_id=meeting.id, actor=actor, at=now, details={"reason": reason}
    )
    tell_it_is_off(meeting, Change.CALLED_OFF, now)
    return meeting


@command
def declare_inquorate(
    meeting_id: UUID, reason: str, *, revision: int, actor: Viewer, now: datetime
) -> Meeting:
    """Record that too few members came and the meeting was not held; `reason` says how many."""
    meeting = locked(meeting_id, revision)
    if now < meeting.starts_at:
        message = N_("The time of the meeting has not come yet. Postpone or cancel it instead.")
        raise Refused(Refusal("not_yet", message))
    facts = MeetingFacts(reason=reason, has_quorum=known_quorum(meeting))
    meeting.state = LIFE_CYCLE.advance(MeetingAction.DECLARE_INQUORATE, meeting.state, facts)
    meeting.state_reason = reason
    touch(meeting)
    stamp(meeting, now)
    journal.record(
        "meeting.inquorate", subject_id=meeting.id, actor=actor, at=now, details={"reason": reason}
    )
    return meeting


def locked(meeting_id: UUID, revision: int) -> Meeting:
    """Body before meeting, as everybody who numbers meetings locks them."""
    lock_body(get_meeting(meeting_id).body_id)
    meeting = get_meeting(meeting_id, lock=True)
    check_revision(meeting, revision)
    return meeting


def undo_convening(meeting: Meeting) -> None:
    """The agenda is no longer agreed, nobody is notified; editions and numbers stay."""
    touch(meeting)
    meeting.agenda_approved_at = meeting.notice_sent_at = meeting.materials_sent_at = None
    for item in lock_items(meeting.id):
        item.is_agreed, item.approval_id = False, None
    db.session.execute(delete(NoticeAnswer).where(NoticeAnswer.meeting_id == meeting.id))


def move(meeting: Meeting, new_time: NewTime, actor: Viewer, now: datetime) -> None:
    state = check_move(meeting, meeting.state, new_time, now)
    draft, meeting.state = draft_of(meeting, new_time), state
    moved = Rescheduling(
        meeting_id=meeting.id,
        old_starts_at=meeting.starts_at,
        new_starts_at=new_time.starts_at,
        old_place=meeting.place,
        new_place=new_time.place,
        reason=meeting.state_reason,
        decided_by_id=actor.person_id,
        decided_at=now,
    )
    db.session.add(moved)
    was, reason = state_of(meeting), meeting.state_reason
    set_time(meeting, draft)
    touch(meeting)
    tell_of_time(meeting, was, reason, now)
    details = {"from": moved.old_starts_at, "to": moved.new_starts_at}
    journal.record(
        "meeting.rescheduled", subject_id=meeting.id, actor=actor, at=now, details=details
    )


def draft_of(meeting: Meeting, new_time: NewTime) -> MeetingDraft:
    return MeetingDraft(
        kind=meeting.kind,
        form=meeting.form,
        starts_at=new_time.starts_at,
        zone=meeting.zone,
        place=new_time.place,
        ballots_until=new_time.ballots_until,
    )


def check_move(
    meeting: Meeting, state: MeetingState, new_time: NewTime, now: datetime
) -> MeetingState:
    """The state after the move from that one; raises `Refused`."""
    facts = MeetingFacts(is_past=new_time.starts_at <= now)
    moved = LIFE_CYCLE.advance(MeetingAction.RESCHEDULE, state, facts)
    draft = draft_of(meeting, new_time)
    procedure = procedure_on(meeting.body_id, draft.day)
    refusals = moving_refusals(draft, procedure=procedure, calendar=work_calendar(), now=now)
    if draft.starts_at == meeting.starts_at:
        message = N_("This is the old date and time. Enter the new ones.")
        refusals = (*refusals, Refusal("same_time", message))
    if refusals:
        raise Refused(*refusals)
    return moved


def set_time(meeting: Meeting, draft: MeetingDraft) -> None:
    """A meeting that moves to another year is numbered anew there."""
    if draft.year != meeting.year:
        meeting.number = free_number(meeting.body_id, draft.year, None)
        meeting.year = draft.year
    meeting.starts_at, meeting.place = draft.starts_at, draft.place
    meeting.state_reason = ""
    if draft.is_absentee:
        meeting.ballots_from, meeting.ballots_until = draft.day, draft.ballots_until
