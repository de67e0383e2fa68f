"""The page of a meeting for those who work on it: state, next step, deadlines, agenda, answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.kernel.errors import Refusal
from council.meetings.pages.agenda import Entry
from council.meetings.pages.notice import Expected
from council.meetings.pages.planning import STATE_TONES
from council.meetings.queries.agenda import ItemRow, accepted
from council.meetings.queries.editions import EditionRow
from council.meetings.queries.meetings import MeetingRow, ReschedulingRow
from council.meetings.queries.people import AnswerRow
from council.meetings.rules.deadlines import TermLine
from council.meetings.rules.kinds import MeetingAction, MeetingForm, MeetingState
from council.meetings.rules.states import BEFORE, LIFE_CYCLE, MeetingFacts
from council.reports.rules import interim_check

S, A = MeetingState, MeetingAction
NOT_ASKED = frozenset({S.PLANNED, S.POSTPONED, S.CANCELLED, S.INQUORATE})


class NextStep(StrEnum):
    """The one thing to do now; the template knows where each leads."""

    OPEN_AGENDA = "open_agenda"
    ADD_ITEM = "add_item"
    DECIDE_PROPOSALS = "decide_proposals"
    APPROVE_AGENDA = "approve_agenda"
    SEND_NOTICE = "send_notice"
    REOPEN_AGENDA = "reopen_agenda"
    BEGIN_SESSION = "begin_session"
    HOLD_SESSION = "hold_session"
    DRAFT_MINUTES = "draft_minutes"
    RESCHEDULE = "reschedule"
    WAIT = "wait"


# How far along the line of steps a state is: plan, agenda, notice, meeting, minutes, published.
STAGES = {
    S.PLANNED: 0,
    S.AGENDA_OPEN: 1,
    S.AGENDA_APPROVED: 2,
    S.NOTIFIED: 3,
    S.IN_SESSION: 3,
    S.HELD: 4,
    S.MINUTES_TO_SIGN: 4,
    S.MINUTES_SIGNED: 5,
    S.PUBLISHED: 6,
}
NEXT_ACTIONS = {
    S.PLANNED: A.OPEN_AGENDA,
    S.AGENDA_OPEN: A.APPROVE_AGENDA,
    S.AGENDA_APPROVED: A.SEND_NOTICE,
}
STEPS = {
    S.PLANNED: NextStep.OPEN_AGENDA,
    S.AGENDA_OPEN: NextStep.APPROVE_AGENDA,
    S.AGENDA_APPROVED: NextStep.SEND_NOTICE,
    S.NOTIFIED: NextStep.BEGIN_SESSION,
    S.IN_SESSION: NextStep.HOLD_SESSION,
    S.HELD: NextStep.DRAFT_MINUTES,
    S.MINUTES_TO_SIGN: NextStep.DRAFT_MINUTES,
    S.MINUTES_SIGNED: NextStep.DRAFT_MINUTES,
    S.POSTPONED: NextStep.RESCHEDULE,
}
# A refusal that another step mends; the first that applies is offered instead.
MENDED_BY = {
    "agenda_empty": NextStep.ADD_ITEM,
    "proposals_undecided": NextStep.DECIDE_PROPOSALS,
    "items_not_agreed": NextStep.REOPEN_AGENDA,
    "meeting_past": NextStep.WAIT,
    "items_blocked": NextStep.WAIT,
}


@dataclass(frozen=True, slots=True)
class DissentWay:
    """Where the viewer files a dissenting opinion; without a last day while the meeting goes on."""

    url: str
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Ways:
    """Addresses of this meeting's pages elsewhere; "" where the viewer has nothing to do there."""

    session: str = ""
    minutes: str = ""
    ballot: str = ""
    visitors: str = ""
    dissent: DissentWay | None = None


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """Everything that the page of a meeting shows."""

    meeting: MeetingRow
    presiding: str
    secretary: str
    entries: tuple[Entry, ...]
    proposal_count: int
    terms: tuple[TermLine, ...]
    moves: tuple[ReschedulingRow, ...]
    editions: tuple[EditionRow, ...]
    expected: Expected
    own_answer: AnswerRow | None
    may_keep: bool
    may_propose: bool
    may_answer: bool
    step: NextStep
    refusals: tuple[Refusal, ...]
    interim: Refusal | None
    ways: Ways

    @property
    def tone(self) -> str:
        return STATE_TONES[self.meeting.state]

    @property
    def stage(self) -> int | None:
        """None aside of the way: postponed, cancelled, without quorum."""
        return STAGES.get(self.meeting.state)

    @property
    def can_change(self) -> bool:
        return self.meeting.state in BEFORE

    @property
    def can_postpone(self) -> bool:
        return A.POSTPONE in LIFE_CYCLE.reachable_actions(self.meeting.state)

    @property
    def can_cancel(self) -> bool:
        return A.CANCEL in LIFE_CYCLE.reachable_actions(self.meeting.state)

    @property
    def can_reopen(self) -> bool:
        return A.REOPEN_AGENDA in LIFE_CYCLE.reachable_actions(self.meeting.state)

    @property
    def awaits_members(self) -> bool:
        """The notice is out and the meeting not yet over: who comes is of interest."""
        is_ahead = self.meeting.state in BEFORE | {S.IN_SESSION}
        return is_ahead and self.meeting.notice_sent_at is not None


def refusals_of(meeting: MeetingRow, facts: MeetingFacts) -> tuple[Refusal, ...]:
    """Why the next step of the life cycle is closed; who approves is asked on its own page."""
    action = NEXT_ACTIONS.get(meeting.state)
    if action is None:
        return ()
    found = LIFE_CYCLE.refusals(action, meeting.state, facts)
    asked_later = {"no_approver", "no_edition_reason"}
    return tuple(refusal for refusal in found if refusal.code not in asked_later)


def interim_problem(meeting: MeetingRow, items: Sequence[ItemRow]) -> Refusal | None:
    """A warning on the page of a meeting that hears no interim report (invariant 10).

    An absentee vote hears nobody; nothing is known of the archive's agendas or of plans.
    """
    is_spared = meeting.form is MeetingForm.ABSENTEE or meeting.archive_seats is not None
    if is_spared or meeting.state in NOT_ASKED:
        return None
    kinds = [item.report_kind for item in accepted(items) if item.report_kind]
    return interim_check(kinds).problem


def step_of(meeting: MeetingRow, refusals: Sequence[Refusal]) -> NextStep:
    codes = {refusal.code for refusal in refusals}
    mended = next((step for code, step in MENDED_BY.items() if code in codes), None)
    return mended or STEPS.get(meeting.state, NextStep.WAIT)
