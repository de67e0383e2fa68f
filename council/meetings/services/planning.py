"""Planning: setting a meeting, changing it before the notice, approving the plan of a year."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from core.region.calendar import work_calendar
from council.meetings.letters.changes import Was
from council.meetings.models import Meeting, MeetingPlan, Rescheduling
from council.meetings.queries.meetings import (
    find_meeting,
    find_plan,
    get_meeting,
    is_number_fixed,
    last_number,
    number_is_taken,
)
from council.meetings.rules.calendar import TOLD, moves_anybody
from council.meetings.rules.drafts import MeetingDraft, PlanApproval, Telling, draft_refusals
from council.meetings.rules.kinds import MeetingAction, MeetingKind
from council.meetings.rules.states import BEFORE, LIFE_CYCLE, MeetingFacts
from council.meetings.rules.visitors import seats_refusal
from council.meetings.services.inviting import stamp
from council.meetings.services.revisions import check_revision, touch
from council.meetings.services.seats import fill_seats
from council.meetings.services.telling import state_of, tell_of_place
from council.membership.queries import find_officer, lock_body, procedure_on
from council.membership.rules import Office

# What may change after the notice: nobody has to travel elsewhere or at another time.
FREE_LATER = frozenset({"presiding_id", "guest_seats"})
ASK = "tell_or_not"
LONGEST_PLACE = 400


@command
def create_meeting(
    body_id: UUID, draft: MeetingDraft, *, key: UUID, actor: Viewer, now: datetime
) -> Meeting:
    """Set a meeting; the same `key` (a form sent twice) gives the meeting made before."""
    lock_body(body_id)
    if made := find_meeting(key):
        return made
    check_draft(body_id, draft, now)
    secretary = find_officer(body_id, Office.SECRETARY, draft.day, rather=actor.person_id)
    meeting = Meeting(
        id=key,
        body_id=body_id,
        number=free_number(body_id, draft.year, draft.number),
        secretary_id=secretary.person_id if secretary else None,
        calendar_at=now,
        **columns_of(draft),
    )
    db.session.add(meeting)
    journal.record("meeting.planned", subject_id=meeting.id, actor=actor, at=now)
    return meeting


@command
def change_meeting(
    meeting_id: UUID, draft: MeetingDraft, *, revision: int, actor: Viewer, now: datetime
) -> Meeting:
    """Change what was set; after the notice nothing but what `FREE_LATER` and `TOLD` name.

    Whoever changes the place after the notice has to say whether those invited are told.
    """
    lock_body(get_meeting(meeting_id).body_id)
    meeting = get_meeting(meeting_id, lock=True)
    check_revision(meeting, revision)
    values = {**columns_of(draft), "number": changed_number(meeting, draft)}
    changed = {name for name, value in values.items() if getattr(meeting, name) != value}
    check_changeable(meeting, changed)
    check_telling(meeting, changed, draft.telling)
    check_draft(meeting.body_id, draft, now if "starts_at" in changed else None)
    check_seats(meeting, values["guest_seats"])
    was = state_of(meeting)
    if changes := journal.apply_changes(meeting, values):
        touch(meeting)
        stamp(meeting, now)
        journal.record(
            "meeting.changed", subject_id=meeting.id, actor=actor, at=now, details=changes
        )
        db.session.flush()
        fill_seats(meeting, now)
    if meeting.notice_sent_at and moves_anybody(changed) and draft.telling:
        tell_if_wanted(meeting, was, draft.telling, actor=actor, now=now)
    return meeting


def tell_if_wanted(
    meeting: Meeting, was: Was, telling: Telling, *, actor: Viewer, now: datetime
) -> None:
    """A slip of the pen tells nobody; a change of place is kept for ever, as one of time is."""
    if not telling.is_told:
        return
    moved = Rescheduling(
        meeting_id=meeting.id,
        old_starts_at=meeting.starts_at,
        new_starts_at=meeting.starts_at,
        old_place=was.place[:LONGEST_PLACE],
        new_place=state_of(meeting).place[:LONGEST_PLACE],
        reason=telling.reason,
        decided_by_id=actor.person_id,
        decided_at=now,
    )
    db.session.add(moved)
    details = {"from": moved.old_place, "to": moved.new_place, "reason": telling.reason}
    journal.record(
        "meeting.place_changed", subject_id=meeting.id, actor=actor, at=now, details=details
    )
    tell_of_place(meeting, was, telling.reason, now)


@command
def open_agenda(meeting_id: UUID, *, revision: int, actor: Viewer, now: datetime) -> Meeting:
    """Begin to collect proposals."""
    meeting = get_meeting(meeting_id, lock=True)
    check_revision(meeting, revision)
    meeting.state = LIFE_CYCLE.advance(MeetingAction.OPEN_AGENDA, meeting.state, MeetingFacts())
    touch(meeting)
    journal.record("meeting.agenda_opened", subject_id=meeting.id, actor=actor, at=now)
    return meeting


@command
def approve_plan(
    body_id: UUID, year: int, approval: PlanApproval, *, actor: Viewer, now: datetime
) -> MeetingPlan:
    """Record that the plan of the year's meetings was approved: by whom and when."""
    body = lock_body(body_id)
    check_plan(body_id, year, approval, local(now, body.zone).date())
    plan = find_plan(body_id, year)
    if plan is None:
        plan = MeetingPlan(body_id=body_id, year=year, revision=0, approved_by="", note="")
        db.session.add(plan)
        db.session.flush()
    if changes := journal.apply_changes(plan, asdict(approval)):
        plan.revision += 1
        journal.record(
            "meeting_plan.approved", subject_id=plan.id, actor=actor, at=now, details=changes
        )
    return plan


def check_plan(body_id: UUID, year: int, approval: PlanApproval, today: date) -> None:
    if not procedure_on(body_id, min(today, date(year, 12, 31))).year_plan:
        message = N_("By the regulation the meetings of %(year)s need no approved plan.")
        raise Refused(Refusal("no_year_plan", message, {"year": year}))
    if not last_number(body_id, year):
        message = N_("There are no meetings in %(year)s yet. Plan them first.")
        raise Refused(Refusal("plan_empty", message, {"year": year}))
    if approval.approved_on > today:
        message = N_("The plan cannot have been approved in the future. Check the date.")
        raise Refused(Refusal("future_approval", message))


def check_draft(body_id: UUID, draft: MeetingDraft, now: datetime | None) -> None:
    procedure = procedure_on(body_id, draft.day)
    calendar = work_calendar()
    if refusals := draft_refusals(draft, procedure=procedure, calendar=calendar, now=now):
        raise Refused(*refusals)


def check_changeable(meeting: Meeting, changed: set[str]) -> None:
    if meeting.state not in BEFORE:
        message = N_("The meeting has begun or is over. What was set cannot be changed any more.")
        raise Refused(Refusal("meeting_over", message))
    if meeting.notice_sent_at is not None and changed - FREE_LATER - TOLD:
        message = N_("The notice was sent. To change date or form, postpone the meeting.")
        raise Refused(Refusal("meeting_fixed", message))


def check_telling(meeting: Meeting, changed: set[str], telling: Telling | None) -> None:
    if meeting.notice_sent_at is not None and moves_anybody(changed) and telling is None:
        message = N_("The notice was sent. Say whether those invited are told of the change.")
        raise Refused(Refusal(ASK, message))


def check_seats(meeting: Meeting, seats: int) -> None:
    """A meeting that becomes closed has no seats, so it cannot while visitors have some."""
    if refusal := seats_refusal(seats, meeting.guests_taken):
        raise Refused(refusal)


def free_number(body_id: UUID, year: int, typed: int | None) -> int:
    """The typed number if it is free in the year, the next one if none is typed."""
    if typed is None:
        return last_number(body_id, year) + 1
    if number_is_taken(body_id, year, typed):
        message = N_("There is a meeting No. %(number)s in %(year)s. Choose another number.")
        raise Refused(Refusal("number_taken", message, {"number": typed, "year": year}))
    return typed


def changed_number(meeting: Meeting, draft: MeetingDraft) -> int:
    """The number after a change: a meeting that moves to another year is numbered anew there."""
    is_kept = draft.number in (None, meeting.number)
    if meeting.year != draft.year:
        return free_number(meeting.body_id, draft.year, None if is_kept else draft.number)
    if is_kept:
        return meeting.number
    if is_number_fixed(meeting):
        message = N_("The number was announced in the notice and does not change.")
        raise Refused(Refusal("number_fixed", message))
    return free_number(meeting.body_id, draft.year, draft.number)


def columns_of(draft: MeetingDraft) -> dict[str, Any]:
    """The draft as columns; a term belongs to an absentee vote alone, seats to an open hall."""
    return {
        "year": draft.year,
        "kind": draft.kind,
        "form": draft.form,
        "starts_at": draft.starts_at,
        "zone": draft.zone,
        "city": draft.city,
        "place": draft.place,
        "video_link": draft.video_link,
        "is_open": draft.is_open and not draft.is_absentee,
        "guest_seats": draft.guest_seats if draft.is_open and not draft.is_absentee else 0,
        "presiding_id": draft.presiding_id,
        "initiator": draft.initiator if draft.kind is MeetingKind.EXTRAORDINARY else None,
        "absentee_by": draft.absentee_by if draft.is_absentee else None,
        "ballots_from": draft.day if draft.is_absentee else None,
        "ballots_until": draft.ballots_until if draft.is_absentee else None,
    }
