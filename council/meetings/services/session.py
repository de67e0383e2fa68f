"""The course of a session: the agenda adopted, items finished or left out, the end."""

from datetime import datetime
from uuid import UUID

from core.adapters.database import command
from core.kernel.errors import Refused
from core.kernel.viewers import Viewer
from council.meetings.models import Meeting
from council.meetings.queries.agenda import get_item
from council.meetings.queries.meetings import get_meeting
from council.meetings.queries.session.hall import get_hall, known_quorum
from council.meetings.queries.session.items import considered, get_item_line, list_item_lines
from council.meetings.rules.kinds import Choice, ItemState, MeetingAction, MeetingState
from council.meetings.rules.roll import vote_is_not_taken
from council.meetings.rules.session import (
    closing_refusals,
    item_is_settled,
    reason_is_given,
    unsettled,
)
from council.meetings.rules.states import LIFE_CYCLE, MeetingFacts
from council.meetings.rules.votes import (
    CARRIED,
    Counts,
    agenda_needs_no_vote,
    agenda_not_adopted,
    outcome_of,
)
from council.meetings.services.recording import check_hall, considered_item, lock_session, note
from council.meetings.services.revisions import touch
from council.membership.rules.procedure import AgendaRule


@command
def adopt_agenda(
    meeting_id: UUID,
    counts: Counts,
    *,
    presiding_choice: Choice | None = None,
    actor: Viewer,
    now: datetime,
) -> Meeting:
    """The members adopt the agenda by vote at the start of the meeting."""
    meeting = lock_session(meeting_id)
    hall = get_hall(meeting)
    if hall.agenda_rule is AgendaRule.APPROVED:
        raise Refused(agenda_needs_no_vote())
    voting = hall.voting_at(None, counts, presiding_choice)
    if outcome_of(voting) not in CARRIED:
        raise Refused(agenda_not_adopted())
    meeting.agenda_vote_for = counts.in_favour
    meeting.agenda_vote_against = counts.against
    meeting.agenda_vote_abstained = counts.abstained
    details = {"for": counts.in_favour, "against": counts.against, "abstained": counts.abstained}
    note("agenda.adopted", meeting.id, actor=actor, now=now, details=details)
    return meeting


@command
def finish_item(meeting_id: UUID, item_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """The item is heard and decided; the meeting goes on to the next one."""
    meeting = lock_session(meeting_id)
    line = considered_item(meeting, item_id)
    if refusal := item_is_settled(line.record):
        raise Refused(refusal)
    item = get_item(meeting_id, item_id, lock=True)
    if not item.is_heard:
        item.is_heard = True
        note("item.heard", item.id, actor=actor, now=now)


@command
def leave_item_out(
    meeting_id: UUID, item_id: UUID, *, reason: str, actor: Viewer, now: datetime
) -> None:
    """The item is not considered at this meeting, for a reason that the minutes tell."""
    meeting = lock_session(meeting_id)
    line = considered_item(meeting, item_id)
    answers = (reason_is_given(reason), vote_is_not_taken(is_voted=line.record.is_voted))
    if refusals := tuple(answer for answer in answers if answer is not None):
        raise Refused(*refusals)
    item = get_item(meeting_id, item_id, lock=True)
    item.printed_number = item.printed_number or line.number
    item.is_agreed, item.is_heard = False, False
    item.state, item.decline_reason = ItemState.REMOVED, reason
    touch(item)
    note("item.left_out", item.id, actor=actor, now=now, details={"reason": reason})


@command
def put_item_back(meeting_id: UUID, item_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """The item is considered after all."""
    meeting = lock_session(meeting_id)
    line, _ = get_item_line(meeting.id, item_id)
    if line.is_considered:
        return
    item = get_item(meeting_id, item_id, lock=True)
    item.state, item.decline_reason, item.is_agreed = ItemState.ACCEPTED, "", True
    touch(item)
    note("item.put_back", item.id, actor=actor, now=now)


@command
def close_session(meeting_id: UUID, *, actor: Viewer, now: datetime) -> Meeting:
    """The meeting is over: every item is decided or left out."""
    meeting = lock_session(meeting_id)
    hall, lines = get_hall(meeting), considered(list_item_lines(meeting_id))
    facts = MeetingFacts(
        has_quorum=hall.quorum.holds,
        unsettled=unsettled(line.record for line in lines),
        agenda_awaits_vote=hall.agenda_awaits_vote,
    )
    refusals = (
        *LIFE_CYCLE.refusals(MeetingAction.CLOSE, meeting.state, facts),
        *closing_refusals(presiding_came=hall.presiding_id in hall.present, items=len(lines)),
    )
    if refusals:
        raise Refused(*refusals)
    for line in lines:
        get_item(meeting_id, line.id).is_heard = True
    end(meeting, LIFE_CYCLE.steps[MeetingAction.CLOSE].target, now)
    note("meeting.held", meeting.id, actor=actor, now=now, details={"present": len(hall.voters)})
    return meeting


@command
def declare_inquorate(
    meeting_id: UUID, *, reason: str = "", actor: Viewer, now: datetime
) -> Meeting:
    """The meeting did not take place, because too few voting members came."""
    meeting = get_meeting(meeting_id, lock=True)
    check_hall(meeting)
    facts = MeetingFacts(has_quorum=known_quorum(meeting))
    state = LIFE_CYCLE.advance(MeetingAction.DECLARE_INQUORATE, meeting.state, facts)
    meeting.state_reason = reason
    end(meeting, state, now)
    note("meeting.inquorate", meeting.id, actor=actor, now=now, details={"reason": reason})
    return meeting


def end(meeting: Meeting, state: MeetingState, now: datetime) -> None:
    """A meeting that was begun before its hour ends at that hour at the earliest."""
    meeting.state = state
    meeting.closed_at = now
    if meeting.ballots_until is None:
        meeting.ends_at = max(now, meeting.starts_at)
    touch(meeting)
