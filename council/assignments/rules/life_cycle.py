"""The life of an assignment as a table, with the guards of each step. Pure.

on control -> reported -> closed, or returned to the executor, or (permanent and quarterly ones)
accepted and kept on control; an extension keeps it on control.
Source: DOMAIN.md § 2.4.
"""

from dataclasses import dataclass
from datetime import date

from core.kernel.errors import N_, Refusal
from core.kernel.workflow import Step, Workflow
from council.assignments.rules.kinds import AssignmentAction, AssignmentState
from council.meetings.rules.kinds import DueKind

NOT_EXECUTOR = Refusal(
    "not_executor", N_("Only an executor or the secretary reports on this assignment.")
)
NO_TEXT = Refusal("no_text", N_("Write what was done."))
NO_REMARKS = Refusal("no_remarks", N_("Write in the remarks what is still to be done."))
NO_BASIS = Refusal("no_basis", N_("Write who decided and on what ground."))
NO_DATE = Refusal("no_due_date", N_("Only an assignment with a due date can be extended."))
NOT_LATER = Refusal("not_later", N_("The new date has to be later than %(old)s."))
NOT_DONE_YET = Refusal(
    "done_in_future", N_("The day on which it was done cannot be in the future.")
)
GOES_ON = frozenset({DueKind.ALWAYS, DueKind.QUARTERLY})
ENDS = Refusal(
    "not_recurring",
    N_("Only a permanent or quarterly assignment stays on control after a report."),
)
DONE_BEFORE = N_("It cannot have been done before the meeting of %(day)s.")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a step is decided on. `text` is the report, the remarks or the ground of the step.

    `held_on` is the day of the meeting that gave the assignment.
    """

    is_executor: bool = False
    is_controller: bool = False
    text: str = ""
    today: date | None = None
    done_on: date | None = None
    held_on: date | None = None
    due_kind: DueKind = DueKind.NONE
    old_due_on: date | None = None
    new_due_on: date | None = None


def told_by_who_may(facts: Facts) -> Refusal | None:
    return None if facts.is_executor or facts.is_controller else NOT_EXECUTOR


def says_what_was_done(facts: Facts) -> Refusal | None:
    return None if facts.text.strip() else NO_TEXT


def done_by_today(facts: Facts) -> Refusal | None:
    if facts.done_on and facts.today and facts.done_on > facts.today:
        return NOT_DONE_YET
    return None


def done_after_the_meeting(facts: Facts) -> Refusal | None:
    if facts.done_on and facts.held_on and facts.done_on < facts.held_on:
        return Refusal("done_before", DONE_BEFORE, {"day": facts.held_on})
    return None


def gives_remarks(facts: Facts) -> Refusal | None:
    return None if facts.text.strip() else NO_REMARKS


def goes_on(facts: Facts) -> Refusal | None:
    return None if facts.due_kind in GOES_ON else ENDS


def gives_a_ground(facts: Facts) -> Refusal | None:
    return None if facts.text.strip() else NO_BASIS


def moves_a_date_later(facts: Facts) -> Refusal | None:
    if facts.old_due_on is None:
        return NO_DATE
    if facts.new_due_on is None or facts.new_due_on <= facts.old_due_on:
        return Refusal(NOT_LATER.code, NOT_LATER.message, {"old": facts.old_due_on})
    return None


S, A = AssignmentState, AssignmentAction
LIFE_CYCLE: Workflow[AssignmentState, AssignmentAction, Facts] = Workflow(
    initial=S.ON_CONTROL,
    steps={
        A.REPORT: Step(
            frozenset({S.ON_CONTROL}),
            S.REPORTED,
            (told_by_who_may, says_what_was_done, done_by_today, done_after_the_meeting),
        ),
        A.ACCEPT: Step(frozenset({S.REPORTED}), S.CLOSED),
        A.KEEP: Step(frozenset({S.REPORTED}), S.ON_CONTROL, (goes_on,)),
        A.RETURN: Step(frozenset({S.REPORTED}), S.ON_CONTROL, (gives_remarks,)),
        A.EXTEND: Step(
            frozenset({S.ON_CONTROL}), S.ON_CONTROL, (moves_a_date_later, gives_a_ground)
        ),
        A.CLOSE: Step(frozenset({S.ON_CONTROL}), S.CLOSED, (gives_a_ground,)),
        A.REOPEN: Step(frozenset({S.CLOSED}), S.ON_CONTROL, (gives_a_ground,)),
    },
)
