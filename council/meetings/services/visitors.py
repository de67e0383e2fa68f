"""Visitors: applying, cancelling, declining, more or fewer seats; a free seat goes to the next.

Every change of a meeting's list locks the meeting first; seats are counted in `seats` alone.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from uuid import UUID

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from core.letters.services import forget_letters
from core.region.calendar import work_calendar
from council.meetings.letters.visitors import Outcome
from council.meetings.models import Meeting, VisitorApplication
from council.meetings.queries.meetings import get_meeting
from council.meetings.queries.visitors import (
    count_from_address,
    get_application,
    get_meeting_of,
    has_applied,
    last_submitted,
    token_is_used,
)
from council.meetings.rules import consent
from council.meetings.rules.kinds import ApplicationState
from council.meetings.rules.visitors import (
    LIFE_CYCLE,
    Admission,
    ApplicationAction,
    ApplicationFacts,
    admission_refusal,
    is_over,
    last_day_to_apply,
    limit_refusal,
    seats_refusal,
)
from council.meetings.services.revisions import check_revision, touch
from council.meetings.services.seats import fill_seats, free_seat, note, take_seat
from council.meetings.services.visitor_letters import tell_visitor
from council.membership.queries import procedure_on

HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
TOKEN_BYTES = 32
OLD_CONSENT = Refusal(
    "consent_changed",
    N_("The text of the consent has changed meanwhile. Read it and tick the box again."),
)


@dataclass(frozen=True, slots=True)
class ApplicationDraft:
    """An application as typed; `token` was made with the form, `address` is the network's."""

    full_name: str
    organisation: str
    inn: str | None
    email: str
    wants_to_speak: bool
    consent_version: str
    address: str
    token: str


def new_token() -> str:
    """256 random bits for the address of a personal page."""
    return token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()


@command
def apply_as_visitor(
    meeting_id: UUID, draft: ApplicationDraft, *, actor: Viewer, now: datetime
) -> str:
    """Take a seat or a place on the waiting list; returns the token of the personal page.

    A second application with the same e-mail changes nothing and answers alike, so that nobody
    learns who applied: the token returned opens a page only for whoever sent the first one.
    """
    meeting = get_meeting(meeting_id, lock=True)
    check_admission(meeting, draft, now)
    if has_applied(meeting.id, draft.email):
        return draft.token
    fill_seats(meeting, now)
    token = new_token() if token_is_used(token_hash(draft.token)) else draft.token
    state = ApplicationState.CONFIRMED if take_seat(meeting.id) else ApplicationState.WAITING
    last = last_submitted(meeting.id)
    application = VisitorApplication(
        meeting_id=meeting.id,
        full_name=draft.full_name,
        organisation=draft.organisation,
        inn=draft.inn,
        email=draft.email,
        wants_to_speak=draft.wants_to_speak,
        state=state,
        consent_version=draft.consent_version,
        consent_at=now,
        consent_address=draft.address,
        token_hash=token_hash(token),
        submitted_at=max(now, last + TICK) if last else now,  # the order of the list is exact
        changed_at=now,
    )
    db.session.add(application)
    db.session.flush()
    note(f"visitor.{state}", application, actor, now)
    tell_visitor(application, Outcome(state.value), now, token=token)
    return token


@command
def cancel_application(application_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """The visitor does not come; with the consent the contact data go too."""
    application = locked(application_id)
    leave(application, ApplicationAction.CANCEL, ApplicationFacts(), now)
    application.email = application.inn = None
    forget_letters([application.id])
    application.consent_address = ""
    note("visitor.cancelled", application, actor, now)
    hand_on(application, now)


@command
def decline_application(application_id: UUID, reason: str, *, actor: Viewer, now: datetime) -> None:
    """The secretary takes an application off the list; the visitor reads the reason."""
    application = locked(application_id)
    leave(application, ApplicationAction.DECLINE, ApplicationFacts(reason=reason), now)
    application.decline_reason = reason.strip()
    note("visitor.declined", application, actor, now)
    tell_visitor(application, Outcome.DECLINED, now)
    hand_on(application, now)


@command
def change_guest_seats(
    meeting_id: UUID, seats: int, *, revision: int, actor: Viewer, now: datetime
) -> None:
    """Set the number of seats for visitors; whoever waits moves up into new ones."""
    meeting = get_meeting(meeting_id, lock=True)
    check_revision(meeting, revision)
    if is_over(meeting.state):
        raise Refused(Refusal("meeting_over", N_("The meeting has begun or is over.")))
    if refusal := seats_refusal(seats, meeting.guests_taken):
        raise Refused(refusal)
    changes = journal.apply_changes(meeting, {"guest_seats": seats})
    if changes:
        touch(meeting)
        journal.record(
            "meeting.seats_changed", subject_id=meeting.id, actor=actor, at=now, details=changes
        )
    db.session.flush()
    fill_seats(meeting, now)


def check_admission(meeting: Meeting, draft: ApplicationDraft, now: datetime) -> None:
    day = local(meeting.starts_at, meeting.zone).date()
    last_day = last_day_to_apply(day, procedure_on(meeting.body_id, day), work_calendar()).day
    today = local(now, meeting.zone).date()
    facts = Admission(meeting.state, meeting.form, meeting.is_open, last_day, today)
    if refusal := admission_refusal(facts):
        raise Refused(refusal)
    if not consent.is_current(draft.consent_version):
        raise Refused(OLD_CONSENT)
    if refusal := limit_refusal(count_from_address(draft.address, now - HOUR)):
        raise Refused(refusal)


def locked(application_id: UUID) -> VisitorApplication:
    """The application as it is now, its meeting locked before it."""
    get_meeting(get_meeting_of(application_id), lock=True)
    return get_application(application_id)


def leave(
    application: VisitorApplication,
    action: ApplicationAction,
    facts: ApplicationFacts,
    now: datetime,
) -> None:
    """End an application; its seat, if it had one, is free."""
    meeting = get_meeting(application.meeting_id)
    decided_on = ApplicationFacts(is_over=is_over(meeting.state), reason=facts.reason)
    had_seat = application.state is ApplicationState.CONFIRMED
    application.state = LIFE_CYCLE.advance(action, application.state, decided_on)
    application.changed_at = now
    db.session.flush()
    if had_seat:
        free_seat(meeting.id)


def hand_on(application: VisitorApplication, now: datetime) -> None:
    db.session.flush()
    fill_seats(get_meeting(application.meeting_id), now)
