"""Answers to a notice that do not come from the desk: by the link of a letter, by a calendar."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.adapters import journal
from core.adapters.calendars import Reply, read_reply
from core.adapters.database import command, db
from core.adapters.derived import token_hash
from core.kernel.errors import NotFound, Refusal, Refused
from core.kernel.viewers import Viewer
from council.meetings.models import CalendarReply, Invitation, Meeting, NoticeAnswer
from council.meetings.queries.invitations import (
    find_invitation_of,
    find_invited,
    find_named_event,
    find_reply,
)
from council.meetings.queries.meetings import get_meeting
from council.meetings.queries.people import find_answer
from council.meetings.rules.calendar import (
    ANSWERS,
    CLOSED,
    ELSEWHERE,
    LEFT,
    REPLY_REFUSALS,
    STRANGER,
    reply_refusal,
)
from council.meetings.rules.kinds import Answer, AnswerChannel, ReplyOutcome
from council.meetings.services.notice import GivenAnswer, check_answerable, kept_answer


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a reply: whose it is, what it says, why it does not count if it does not."""

    attendee: str
    answer: Answer | None
    outcome: ReplyOutcome
    refusal: Refusal | None = None


@command
def answer_by_link(token: str, answer: Answer, comment: str, *, now: datetime) -> NoticeAnswer:
    """Answer by the personal link of a letter; whoever has the link is that person."""
    invited = find_invited(token_hash(token))
    if invited is None:
        raise NotFound("no such invitation")
    meeting = get_meeting(invited.meeting_id, lock=True)
    check_answerable(meeting, invited.person_id, now)
    given = GivenAnswer(invited.person_id, answer, comment, now, AnswerChannel.LETTER)
    row, is_new = kept_answer(meeting, given)
    if is_new:
        note(meeting, given, Viewer(name=invited.name.initials_after), now)
    return row


def note(meeting: Meeting, given: GivenAnswer, actor: Viewer, now: datetime) -> None:
    details = {
        "answer": given.answer.value,
        "channel": given.channel.value,
        "person_id": given.person_id,
    }
    journal.record(
        "meeting.notice_answered", subject_id=meeting.id, actor=actor, at=now, details=details
    )


def take_reply(
    content: bytes, *, meeting_id: UUID | None = None, actor: Viewer, now: datetime
) -> Receipt:
    """Read a calendar's reply and apply it, once; raises `Refused` if it is none.

    `meeting_id` is the meeting on whose page a file was uploaded; a letter finds its own.
    """
    return note_reply(read_reply(content), meeting_id=meeting_id, actor=actor, now=now)


@command
def note_reply(reply: Reply, *, meeting_id: UUID | None, actor: Viewer, now: datetime) -> Receipt:
    """Apply a reply or keep why it was not applied; the same bytes a second time change nothing."""
    answer = ANSWERS.get(reply.answer)
    found = find_named_event(reply.uid)
    if found is None or meeting_id not in (None, found.meeting_id):
        return Receipt(reply.attendee, answer, ReplyOutcome.REFUSED, ELSEWHERE)
    meeting = get_meeting(found.meeting_id, lock=True)
    if earlier := find_reply(reply.digest):
        why = REPLY_REFUSALS.get(earlier.refusal)
        return Receipt(earlier.attendee, earlier.answer, earlier.outcome, why)
    invitation = find_invitation_of(found, reply.attendee)
    refusal = refusal_of(meeting, invitation, reply, now)
    outcome = ReplyOutcome.REFUSED
    if refusal is None and invitation is not None and answer is not None:
        outcome = applied(meeting, given_by(reply, invitation, answer, now), actor, now)
    db.session.add(
        CalendarReply(
            meeting_id=meeting.id,
            person_id=invitation.person_id if invitation else None,
            digest=reply.digest,
            attendee=reply.attendee,
            answer=answer,
            sequence=reply.sequence,
            stamped_at=reply.stamped_at,
            received_at=now,
            outcome=outcome,
            refusal=refusal.code if refusal else "",
        )
    )
    return Receipt(reply.attendee, answer, outcome, refusal)


def given_by(reply: Reply, invitation: Invitation, answer: Answer, now: datetime) -> GivenAnswer:
    """A reply answers when it was written; a clock that runs ahead is not believed."""
    written = min(reply.stamped_at, now)
    comment, channel = reply.comment.replace("\x00", ""), AnswerChannel.CALENDAR
    return GivenAnswer(invitation.person_id, answer, comment, written, channel)


def applied(meeting: Meeting, given: GivenAnswer, actor: Viewer, now: datetime) -> ReplyOutcome:
    _, is_new = kept_answer(meeting, given)
    if not is_new:
        return ReplyOutcome.REPEATED
    note(meeting, given, actor, now)
    return ReplyOutcome.APPLIED


def refusal_of(
    meeting: Meeting, invitation: Invitation | None, reply: Reply, now: datetime
) -> Refusal | None:
    """Why a reply to this very meeting does not count."""
    if invitation is None:
        return STRANGER
    given = find_answer(meeting.id, invitation.person_id)
    is_older = given is not None and reply.stamped_at < given.answered_at.replace(microsecond=0)
    told = invitation.sequence
    if refusal := reply_refusal(reply.answer, reply.sequence, told=told, is_older=is_older):
        return refusal
    if invitation.withdrawn_at is not None:
        return LEFT
    try:
        check_answerable(meeting, invitation.person_id, now)
    except NotFound:
        return LEFT
    except Refused:
        return CLOSED
    return None
