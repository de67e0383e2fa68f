"""What a meeting needs to be set: a place or a link for its form, a term, a future. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from core.kernel.errors import N_, Refusal
from core.kernel.workdays import WorkCalendar
from core.kernel.zones import local
from council.meetings.rules.deadlines import term_is_long_enough
from council.meetings.rules.kinds import MeetingForm, MeetingKind
from council.membership.rules.procedure import Initiator, Procedure

IN_A_HALL = frozenset({MeetingForm.IN_PERSON, MeetingForm.MIXED})
FARTHEST = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class Telling:
    """Whether those invited are told of another place, and why it changes."""

    is_told: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """A meeting as typed. `number` is None where the next free one is to be given.

    `telling` is asked where the place changes after the notice; `initiator` of an extraordinary
    meeting; `absentee_by`, by whose decision it is held, of an absentee vote.
    """

    kind: MeetingKind
    form: MeetingForm
    starts_at: datetime
    zone: str
    city: str = ""
    place: str = ""
    video_link: str = ""
    is_open: bool = True
    guest_seats: int = 0
    presiding_id: UUID | None = None
    ballots_until: date | None = None
    number: int | None = None
    telling: Telling | None = None
    initiator: Initiator | None = None
    absentee_by: Initiator | None = None

    @property
    def day(self) -> date:
        """The day on the clocks of the place."""
        return local(self.starts_at, self.zone).date()

    @property
    def year(self) -> int:
        return self.day.year

    @property
    def is_absentee(self) -> bool:
        return self.form is MeetingForm.ABSENTEE


@dataclass(frozen=True, slots=True)
class PlanApproval:
    """Who approved the plan of a year's meetings, and when."""

    approved_on: date
    approved_by: str
    note: str = ""


def place_refusal(draft: MeetingDraft) -> Refusal | None:
    if draft.form in IN_A_HALL and not draft.place:
        return Refusal("no_place", N_("Enter the place: members and visitors come there."))
    return None


def link_refusal(draft: MeetingDraft) -> Refusal | None:
    """A link is opened by members and visitors alike, so nothing but https is taken."""
    if not draft.video_link:
        return None
    try:
        parts = urlsplit(draft.video_link)
        is_good = parts.scheme == "https" and bool(parts.hostname) and " " not in draft.video_link
    except ValueError:
        is_good = False
    if is_good:
        return None
    return Refusal("bad_link", N_("Enter the whole address, beginning with https://."))


def term_refusal(
    draft: MeetingDraft, procedure: Procedure, calendar: WorkCalendar
) -> Refusal | None:
    if not draft.is_absentee:
        return None
    if draft.ballots_until is None:
        return Refusal("no_term", N_("Enter the last day of the absentee vote."))
    if draft.ballots_until - draft.day > FARTHEST:
        return Refusal("term_too_long", N_("The vote would last for years. Check its last day."))
    days = procedure.absentee_days
    if term_is_long_enough(draft.day, draft.ballots_until, days, calendar):
        return None
    message = N_(
        "The vote has to last until %(earliest)s at least: working days asked for: %(days)s."
    )
    earliest = calendar.deadline_after(draft.day, days)
    return Refusal("term_too_short", message, {"earliest": earliest, "days": days})


def form_refusal(draft: MeetingDraft, procedure: Procedure) -> Refusal | None:
    if not draft.is_absentee or procedure.absentee_allowed:
        return None
    message = N_("The regulation allows no absentee vote on that day. Choose another form.")
    return Refusal("absentee_forbidden", message)


def initiator_refusal(draft: MeetingDraft, procedure: Procedure) -> Refusal | None:
    """An extraordinary meeting is convened by those whom the regulation names."""
    if draft.kind is not MeetingKind.EXTRAORDINARY:
        return None
    if draft.initiator is None:
        message = N_("Say who convenes the extraordinary meeting.")
        return Refusal("no_initiator", message)
    if draft.initiator in procedure.extraordinary_initiators:
        return None
    message = N_(
        "By the regulation nobody like that convenes an extraordinary meeting on that day. "
        "Choose another or change the kind of the meeting."
    )
    return Refusal("not_an_initiator", message)


def orderer_refusal(draft: MeetingDraft, procedure: Procedure) -> Refusal | None:
    """An absentee vote is held by the decision of those whom the regulation names, if any."""
    if not draft.is_absentee or not procedure.absentee_orderers:
        return None
    if draft.absentee_by is None:
        return Refusal("no_orderer", N_("Say by whose decision the absentee vote is held."))
    if draft.absentee_by in procedure.absentee_orderers:
        return None
    message = N_(
        "By the regulation nobody like that decides on an absentee vote on that day. Choose "
        "another or change the form of the meeting."
    )
    return Refusal("not_an_orderer", message)


def time_refusal(draft: MeetingDraft, now: datetime) -> Refusal | None:
    if draft.starts_at <= now:
        return Refusal("meeting_past", N_("This time has passed. Set a later date and time."))
    if draft.starts_at - now > FARTHEST:
        return Refusal("meeting_far", N_("This is years ahead. Check the year."))
    return None


def draft_refusals(
    draft: MeetingDraft, *, procedure: Procedure, calendar: WorkCalendar, now: datetime | None
) -> tuple[Refusal, ...]:
    """Every reason why a meeting cannot be set like this; `now` is None if its time was not set."""
    convened = (initiator_refusal(draft, procedure), orderer_refusal(draft, procedure))
    found = moving_refusals(draft, procedure=procedure, calendar=calendar, now=now)
    return (*(answer for answer in convened if answer is not None), *found)


def moving_refusals(
    draft: MeetingDraft, *, procedure: Procedure, calendar: WorkCalendar, now: datetime | None
) -> tuple[Refusal, ...]:
    """The same of a meeting that moves: who convened it is settled."""
    answers = (
        time_refusal(draft, now) if now else None,
        form_refusal(draft, procedure),
        place_refusal(draft),
        link_refusal(draft),
        term_refusal(draft, procedure, calendar),
    )
    return tuple(answer for answer in answers if answer is not None)
