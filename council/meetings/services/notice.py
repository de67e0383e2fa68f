"""The notice: sent by the secretary once the agenda is approved, answered by members."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, NotFound, Refusal, Refused
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from council.meetings.models import Meeting, NoticeAnswer
from council.meetings.queries.agenda import lines_of, list_items, lock_reports
from council.meetings.queries.meetings import get_meeting
from council.meetings.queries.people import find_answer
from council.meetings.rules.kinds import Answer, AnswerChannel, MeetingAction, MeetingState
from council.meetings.rules.states import MeetingFacts
from council.meetings.services.editions import past_the_gate
from council.meetings.services.notifying import notify, tell_of_materials
from council.meetings.services.revisions import check_revision, touch
from council.meetings.services.telling import dismiss, invited
from council.membership.queries import list_members


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """Somebody's answer: when it was given and how it came."""

    person_id: UUID
    answer: Answer
    comment: str
    answered_at: datetime
    channel: AnswerChannel = AnswerChannel.PAGE


@command
def send_notice(
    meeting_id: UUID, *, with_materials: bool, revision: int, actor: Viewer, now: datetime
) -> Meeting:
    """Notify the members; the gate is checked again. A late notice is sent all the same."""
    meeting = get_meeting(meeting_id, lock=True)
    check_revision(meeting, revision)
    lock_reports(meeting_id)
    facts = MeetingFacts(lines=lines_of(list_items(meeting_id)), is_past=meeting.starts_at <= now)
    meeting.state = past_the_gate(MeetingAction.SEND_NOTICE, meeting, facts)
    meeting.notice_sent_at = now
    if with_materials:
        meeting.materials_sent_at = now
    touch(meeting)
    notify(meeting, invited(meeting, now), now, with_materials=with_materials)
    dismiss(meeting, now)
    details = {"with_materials": with_materials}
    journal.record(
        "meeting.notice_sent", subject_id=meeting.id, actor=actor, at=now, details=details
    )
    return meeting


@command
def send_materials(meeting_id: UUID, *, revision: int, actor: Viewer, now: datetime) -> Meeting:
    """Record that the materials went to the members after the notice."""
    meeting = get_meeting(meeting_id, lock=True)
    check_revision(meeting, revision)
    if meeting.state is not MeetingState.NOTIFIED:
        message = N_("Send the notice first. After the meeting has begun it is too late.")
        raise Refused(Refusal("not_notified", message))
    meeting.materials_sent_at = now
    touch(meeting)
    tell_of_materials(meeting, now)
    journal.record("meeting.materials_sent", subject_id=meeting.id, actor=actor, at=now)
    return meeting


@command
def answer_notice(
    meeting_id: UUID, answer: Answer, comment: str, *, actor: Viewer, now: datetime
) -> NoticeAnswer:
    """Say whether one will come; the last answer holds."""
    meeting = get_meeting(meeting_id, lock=True)
    check_answerable(meeting, person_of(actor), now)
    given, is_new = kept_answer(meeting, GivenAnswer(person_of(actor), answer, comment, now))
    if is_new:
        details = {"answer": answer.value}
        journal.record(
            "meeting.notice_answered", subject_id=meeting.id, actor=actor, at=now, details=details
        )
    return given


@command
def enter_answer(
    meeting_id: UUID, said: GivenAnswer, *, actor: Viewer, now: datetime
) -> NoticeAnswer:
    """Write down what a member answered, by telephone say; the journal tells who wrote it."""
    meeting = get_meeting(meeting_id, lock=True)
    check_answerable(meeting, said.person_id, now)
    given, is_new = kept_answer(meeting, said)
    if is_new:
        details = {"answer": said.answer.value, "person_id": said.person_id}
        journal.record(
            "meeting.answer_entered", subject_id=meeting.id, actor=actor, at=now, details=details
        )
    return given


def kept_answer(meeting: Meeting, said: GivenAnswer) -> tuple[NoticeAnswer, bool]:
    """The answer as it stands now, and whether it says anything new."""
    kept = find_answer(meeting.id, said.person_id)
    if kept is None:
        kept = NoticeAnswer(meeting_id=meeting.id, person_id=said.person_id)
        db.session.add(kept)
    elif (kept.answer, kept.comment) == (said.answer, said.comment):
        return kept, False
    kept.answer, kept.comment = said.answer, said.comment
    kept.answered_at, kept.channel = said.answered_at, said.channel
    return kept, True


def person_of(actor: Viewer) -> UUID:
    if actor.person_id is None:
        raise NotFound("only people of the council answer")
    return actor.person_id


def check_answerable(meeting: Meeting, person_id: UUID, now: datetime) -> None:
    day = local(meeting.starts_at, meeting.zone).date()
    members = {holder.person_id for holder in list_members(meeting.body_id, day)}
    if person_id not in members:
        raise NotFound("only members of that day are asked")
    if meeting.state is not MeetingState.NOTIFIED or now >= meeting.starts_at:
        message = N_("Answers are taken after the notice and before the meeting begins.")
        raise Refused(Refusal("no_answers_now", message))
