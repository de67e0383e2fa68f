"""How a session begins: the checks and the writes that a meeting and a vote by ballots share.

No command of its own: `roll.begin_session` and `ballots` call it inside theirs.
"""

from datetime import datetime
from uuid import UUID

from core.adapters import journal
from core.adapters.database import db
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from council.meetings.models import Attendance, Meeting, Resolution
from council.meetings.queries.agenda import accepted, lines_of, list_items, lock_reports
from council.meetings.queries.session.hall import day_of
from council.meetings.queries.session.people import list_answers
from council.meetings.rules.absentee import wording_refusals
from council.meetings.rules.kinds import (
    Answer,
    DecisionKind,
    DueKind,
    MeetingAction,
    MeetingForm,
    Presence,
)
from council.meetings.rules.quorum import quorum_seats
from council.meetings.rules.roll import expected_presence
from council.meetings.rules.session import Opening, opening_refusals
from council.meetings.rules.states import LIFE_CYCLE, MeetingFacts
from council.meetings.services.revisions import touch
from council.membership.queries import SeatRow, list_composition, procedure_on


def open_session(
    meeting: Meeting,
    *,
    presiding_id: UUID | None,
    secretary_id: UUID | None,
    actor: Viewer,
    now: datetime,
) -> None:
    """Fix who has a vote, call the roll as people answered, and let the session begin.

    The reports on the agenda are locked: the gate is checked once more at this very moment.
    """
    lock_reports(meeting.id)
    seats = list_composition(meeting.body_id, day_of(meeting))
    check_opening(meeting, seats, presiding_id, secretary_id, now)
    meeting.state = LIFE_CYCLE.steps[MeetingAction.BEGIN].target
    meeting.presiding_id, meeting.secretary_id = presiding_id, secretary_id
    voting = sum(seat.is_voting for seat in seats)
    meeting.seats_total = quorum_seats(voting, procedure_on(meeting.body_id, day_of(meeting)))
    meeting.begun_at = now
    if meeting.form is MeetingForm.ABSENTEE:
        put_to_ballots(meeting)
    call_expected(meeting, seats)
    touch(meeting)
    details = {"presiding_id": presiding_id, "seats_total": meeting.seats_total}
    journal.record("meeting.begun", subject_id=meeting.id, actor=actor, at=now, details=details)


def check_opening(
    meeting: Meeting,
    seats: tuple[SeatRow, ...],
    presiding_id: UUID | None,
    secretary_id: UUID | None,
    now: datetime,
) -> None:
    items = list_items(meeting.id)
    facts = MeetingFacts(lines=lines_of(items), presiding_named=presiding_id is not None)
    refusals = LIFE_CYCLE.refusals(MeetingAction.BEGIN, meeting.state, facts)
    if not any(refusal.code == "wrong_state" for refusal in refusals):
        opening = Opening(
            day=day_of(meeting),
            today=local(now, meeting.zone).date(),
            presiding_id=presiding_id,
            secretary_id=secretary_id,
            members=frozenset(seat.person_id for seat in seats),
        )
        refusals = (*refusals, *opening_refusals(opening), *seat_refusals(seats))
        if meeting.form is MeetingForm.ABSENTEE:
            on_agenda = enumerate(accepted(items), 1)
            wordings = [(n, item.kind, item.proposed_decision) for n, item in on_agenda]
            refusals = (*refusals, *wording_refusals(wordings))
    if refusals:
        raise Refused(*refusals)


def seat_refusals(seats: tuple[SeatRow, ...]) -> tuple[Refusal, ...]:
    if any(seat.is_voting for seat in seats):
        return ()
    message = N_("Nobody had a vote on the day of the meeting. Enter the composition first.")
    return (Refusal("no_seats", message),)


def call_expected(meeting: Meeting, seats: tuple[SeatRow, ...]) -> None:
    """The roll as people answered the notice; by ballots nobody is there until theirs is back."""
    by_ballots = meeting.form is MeetingForm.ABSENTEE
    answers = {} if by_ballots else list_answers(meeting.id)
    for seat in seats:
        answer, comment = answers.get(seat.person_id, (None, ""))
        db.session.add(
            Attendance(
                meeting_id=meeting.id,
                person_id=seat.person_id,
                is_voting=seat.is_voting,
                presence=expected(seat, answer, meeting),
                reason=comment[:300] if answer is Answer.NOT_COMING else "",
            )
        )


def expected(seat: SeatRow, answer: Answer | None, meeting: Meeting) -> Presence:
    """Whoever presides or keeps the minutes is expected without an answer."""
    works = seat.person_id in (meeting.presiding_id, meeting.secretary_id)
    if works and answer is None and meeting.form is not MeetingForm.ABSENTEE:
        answer = Answer.COMING
    return expected_presence(answer, meeting.form)


def put_to_ballots(meeting: Meeting) -> None:
    """The draft decisions become the decisions that members vote on, word for word."""
    for item in accepted(list_items(meeting.id)):
        db.session.add(
            Resolution(
                item_id=item.id,
                position=1,
                text=item.proposed_decision.strip(),
                kind=DecisionKind.DECISION,
                due_kind=DueKind.NONE,
            )
        )
