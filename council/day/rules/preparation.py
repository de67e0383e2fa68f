"""How far the next meeting is prepared: its tasks in the order of time, each with its last day.

Pure. The life cycle and the deadlines that services and the page of the meeting ask say here too
what is done, what can be done now and what is blocked by what.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.kernel.errors import N_, Refusal
from core.kernel.workdays import Deadline
from council.day.rules.tasks import LastDay, State, to_be_done
from council.meetings.rules.agenda import AgendaLine
from council.meetings.rules.deadlines import Term
from council.meetings.rules.kinds import MeetingAction, MeetingForm, MeetingState
from council.meetings.rules.public import is_attended_in_a_hall
from council.meetings.rules.states import LIFE_CYCLE, MeetingFacts

M = MeetingState
UNAPPROVED = frozenset({M.PLANNED, M.AGENDA_OPEN})
NOT_APPROVED = Refusal("agenda_not_approved", N_("The agenda is not approved yet."))
NOT_NOTIFIED = Refusal("not_notified", N_("The notice has not been sent yet."))
NOT_OPENED = Refusal("agenda_not_open", N_("Open the agenda first: proposals are collected then."))


class PreparationAction(StrEnum):
    """What is done to prepare a meeting, in the order of time."""

    SET = "set"
    ADMIT_VISITORS = "admit_visitors"
    COLLECT_ITEMS = "collect_items"
    COLLECT_REPORTS = "collect_reports"
    ADD_INTERIM = "add_interim"
    APPROVE_AGENDA = "approve_agenda"
    SEND_NOTICE = "send_notice"
    COLLECT_ANSWERS = "collect_answers"
    SEND_MATERIALS = "send_materials"
    HOLD = "hold"
    COLLECT_BALLOTS = "collect_ballots"


A = PreparationAction


@dataclass(frozen=True, slots=True)
class Preparation:
    """How the next meeting stands. `lines` are its accepted items as the gate sees them.

    `silent` counts members who have not answered the notice, `unvoted` ballots that are out.
    """

    state: MeetingState
    form: MeetingForm
    today: date
    first_day: date
    last_day: date
    has_place: bool = True
    has_visitors: bool = False
    lines: tuple[AgendaLine, ...] = ()
    undecided: int = 0
    has_interim: bool = True
    is_notified: bool = False
    has_materials: bool = False
    silent: int = 0
    unvoted: int = 0

    @property
    def is_approved(self) -> bool:
        return self.state not in UNAPPROVED

    @property
    def reports(self) -> tuple[AgendaLine, ...]:
        return tuple(line for line in self.lines if line.report_state is not None)

    @property
    def ready_reports(self) -> int:
        return sum(line.blocked is None for line in self.reports)


@dataclass(frozen=True, slots=True)
class PreparationTask:
    """One line of the list. `why` says what keeps the task from being done now."""

    action: PreparationAction
    state: State
    last: LastDay | None = None
    why: Refusal | None = None


def preparation_tasks(
    facts: Preparation, terms: Mapping[Term, Deadline]
) -> tuple[PreparationTask, ...]:
    """The tasks of a meeting, or of a vote by ballots, that has not been held yet."""

    def by(term: Term) -> LastDay | None:
        return LastDay.of(terms[term], facts.today) if term in terms else None

    common = (
        PreparationTask(A.SET, "done" if facts.has_place else "now"),
        *visitors_tasks(facts, by(Term.VISITORS)),
        *agenda_tasks(facts, by(Term.PROPOSALS), by(Term.SECRETARY_MATERIALS)),
        approval_task(facts, by(Term.NOTICE)),
        notice_task(facts, by(Term.NOTICE)),
    )
    if facts.form is MeetingForm.ABSENTEE:
        return (*common, ballots_task(facts))
    return (
        *common,
        answers_task(facts, by(Term.ANSWERS)),
        materials_task(facts, by(Term.MATERIALS)),
        session_task(facts),
    )


def agenda_tasks(
    facts: Preparation, proposals: LastDay | None, materials: LastDay | None
) -> Iterator[PreparationTask]:
    """Items, the reports among them, and the interim report that every meeting hears."""
    is_collected = facts.is_approved or (bool(facts.lines) and not facts.undecided)
    is_open = facts.state is M.AGENDA_OPEN
    yield PreparationTask(A.COLLECT_ITEMS, "done" if is_collected else "now", proposals)
    if facts.reports:
        is_ready = facts.ready_reports == len(facts.reports)
        yield PreparationTask(A.COLLECT_REPORTS, "done" if is_ready else "now", materials)
    if not facts.has_interim and facts.form is not MeetingForm.ABSENTEE:
        yield PreparationTask(A.ADD_INTERIM, "now" if is_open else "todo", materials)


def approval_task(facts: Preparation, notice: LastDay | None) -> PreparationTask:
    """Approval has no term of its own: it has to come before the notice."""
    why = None if facts.is_approved else approval_refusal(facts)
    state = to_be_done(is_done=facts.is_approved, is_blocked=why is not None)
    return PreparationTask(A.APPROVE_AGENDA, state, notice, why)


def approval_refusal(facts: Preparation) -> Refusal | None:
    """The weightiest reason; who approves is asked on the page of the approval."""
    if facts.state is M.PLANNED:
        return NOT_OPENED
    asked = MeetingFacts(
        reason="…", lines=facts.lines, undecided=facts.undecided, approver_named=True
    )
    refusals = LIFE_CYCLE.refusals(MeetingAction.APPROVE_AGENDA, facts.state, asked)
    return refusals[0] if refusals else None


def notice_task(facts: Preparation, last: LastDay | None) -> PreparationTask:
    why = None if facts.is_approved or facts.is_notified else NOT_APPROVED
    state = to_be_done(is_done=facts.is_notified, is_blocked=why is not None)
    return PreparationTask(A.SEND_NOTICE, state, last, why)


def answers_task(facts: Preparation, last: LastDay | None) -> PreparationTask:
    why = None if facts.is_notified else NOT_NOTIFIED
    is_done = facts.is_notified and not facts.silent
    state = to_be_done(is_done=is_done, is_blocked=why is not None)
    return PreparationTask(A.COLLECT_ANSWERS, state, last, why)


def materials_task(facts: Preparation, last: LastDay | None) -> PreparationTask:
    why = None if facts.is_notified or facts.has_materials else NOT_NOTIFIED
    state = to_be_done(is_done=facts.has_materials, is_blocked=why is not None)
    return PreparationTask(A.SEND_MATERIALS, state, last, why)


def visitors_tasks(facts: Preparation, last: LastDay | None) -> Iterator[PreparationTask]:
    """Nothing to do: visitors apply by themselves as soon as an open meeting is set."""
    if facts.has_visitors and is_attended_in_a_hall(facts.form):
        yield PreparationTask(A.ADMIT_VISITORS, "done", last)


def session_task(facts: Preparation) -> PreparationTask:
    """The hall opens on the day of the meeting, once there was a notice."""
    has_come = facts.is_notified and facts.today >= facts.first_day
    is_now = facts.state is M.IN_SESSION or has_come
    why = None if facts.is_notified or is_now else NOT_NOTIFIED
    last = LastDay.of(facts.first_day, facts.today)
    return PreparationTask(A.HOLD, "now" if is_now else "todo", last, why)


def ballots_task(facts: Preparation) -> PreparationTask:
    """Ballots come in until the term ends; then, or when all are there, they are counted."""
    why = None if facts.is_notified else NOT_NOTIFIED
    is_now = facts.is_notified and facts.today >= facts.first_day
    last = LastDay.of(facts.last_day, facts.today)
    return PreparationTask(A.COLLECT_BALLOTS, "now" if is_now else "todo", last, why)
