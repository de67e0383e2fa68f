"""Results of meetings: entered by the exporter or the staff, summed into the event's result."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, NotFound, Refusal, Refused, Stale
from core.kernel.viewers import Viewer
from core.kernel.zones import utc
from events.negotiations.models import NegotiationMeeting, Negotiator
from events.negotiations.services.shared import page_of
from events.programme.queries import lock_event
from events.programme.rules import EventState
from events.programme.services.results import recount
from events.timetables.models import MeetingResult
from events.timetables.queries import Frame, find_published, get_frame
from events.timetables.rules import Outcome, ResultAuthor, ResultFacts, result_refusals

M, R = NegotiationMeeting, MeetingResult
CHANGED = Refusal(
    "result_changed",
    N_("Somebody entered a result of this meeting meanwhile. Look at it, then change it."),
)


@dataclass(frozen=True, slots=True)
class ResultDraft:
    """A result as typed; `revision` is that of the page, 0 where none stood there."""

    outcome: Outcome
    revision: int = 0


def timetable_of_application(application_id: UUID) -> str:
    """The secret address of the company's timetable; "" before the publication."""
    negotiator_id = find_published(application_id)
    return f"{page_of(negotiator_id)}timetable/" if negotiator_id else ""


@command
def record_result(meeting_id: UUID, draft: ResultDraft, *, actor: Viewer, now: datetime) -> None:
    """By the staff."""
    record(locked(meeting_id), draft, ResultAuthor.STAFF, actor, now)


@command
def record_own_result(
    negotiator_id: UUID, meeting_id: UUID, draft: ResultDraft, *, actor: Viewer, now: datetime
) -> None:
    """By the exporter of the meeting; nobody else's meeting is found."""
    meeting = locked(meeting_id)
    if meeting.first_id != negotiator_id:
        raise NotFound("no such meeting of this exporter")
    record(meeting, draft, ResultAuthor.EXPORTER, actor, now)


def locked(meeting_id: UUID) -> NegotiationMeeting:
    meeting = db.session.scalar(select(M).where(M.id == meeting_id).with_for_update())
    if meeting is None:
        raise NotFound("no such meeting")
    return meeting


def record(
    meeting: NegotiationMeeting,
    draft: ResultDraft,
    author: ResultAuthor,
    actor: Viewer,
    now: datetime,
) -> None:
    """Results of one event wait for each other, so that its figures count all of them."""
    frame, outcome = get_frame(meeting.schedule_id), draft.outcome
    lock_event(frame.event_id)
    facts = facts_of(frame, meeting.slot, now, is_staff=author is ResultAuthor.STAFF)
    if refusals := result_refusals(facts, outcome):
        raise Refused(*refusals)
    result = db.session.scalar(select(R).where(R.meeting_id == meeting.id))
    if (result.revision if result else 0) != draft.revision:
        raise Stale(CHANGED)
    if result is None:
        result = R(id=uuid4(), meeting_id=meeting.id, revision=0)
        db.session.add(result)
    result.grade, result.next_step = outcome.grade, outcome.next_step
    result.step_on, result.note = outcome.step_on, outcome.note
    result.author, result.entered_at = author, now
    result.author_name = actor.name or db.session.get_one(Negotiator, meeting.first_id).name
    result.revision += 1
    db.session.flush()
    recount(frame.event_id)
    details = {"meeting": meeting.id, "grade": outcome.grade, "author": author}
    journal.record(
        "negotiation.result_recorded",
        subject_id=frame.id,
        actor=actor,
        at=now,
        details=details | {"next_step": outcome.next_step},
    )


def facts_of(frame: Frame, slot: int | None, now: datetime, *, is_staff: bool) -> ResultFacts:
    """Times are those of the place; a schedule that is not published has no meetings yet."""
    is_placed = frame.is_published and slot is not None and slot < len(frame.slots)
    if not is_placed or slot is None:
        return ResultFacts(is_placed=False, is_staff=is_staff)
    begin = frame.slots[slot]
    return ResultFacts(
        has_begun=utc(begin.day, begin.starts_at, frame.zone) <= now,
        is_over=frame.event_state is EventState.REPORTED,
        is_staff=is_staff,
        meeting_day=begin.day,
    )
