"""The life of a meeting as one table: from the plan to published minutes, and its side ways.

Pure. Services of planning, of the session and of minutes all advance a meeting by this table and
give only the facts that their guards need. Sources: DOMAIN.md §§ 1.5, 2.1, 2.2.
"""

from dataclasses import dataclass

from core.kernel.errors import N_, Refusal
from core.kernel.workflow import Step, Workflow
from council.meetings.rules.agenda import AgendaLine, listed
from council.meetings.rules.kinds import MeetingAction, MeetingState


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """The facts on which a step in a meeting's life is decided; defaults refuse nothing extra.

    `lines` are the accepted items, `undecided` counts proposals that wait for the secretary,
    `is_past` says that the (new) time of the meeting is over, `has_quorum` is None where nobody
    counted yet, `unsettled` are the numbers of items without a decision, `agenda_awaits_vote` tells
    that the regulation lets the members adopt the agenda and they have not yet.
    """

    reason: str = ""
    lines: tuple[AgendaLine, ...] = ()
    undecided: int = 0
    editions: int = 0
    approver_named: bool = False
    presiding_named: bool = False
    is_past: bool = False
    has_quorum: bool | None = None
    unsettled: tuple[int, ...] = ()
    agenda_awaits_vote: bool = False


def reason_is_given(facts: MeetingFacts) -> Refusal | None:
    if facts.reason.strip():
        return None
    return Refusal("no_reason", N_("Write the reason: it is shown to everybody."))


def agenda_has_items(facts: MeetingFacts) -> Refusal | None:
    if facts.lines:
        return None
    return Refusal("agenda_empty", N_("The agenda is empty. Add at least one item."))


def proposals_are_decided(facts: MeetingFacts) -> Refusal | None:
    if not facts.undecided:
        return None
    message = N_("Proposals that wait for your decision: %(count)s. Accept or decline them.")
    return Refusal("proposals_undecided", message, {"count": facts.undecided})


def reports_may_be_tabled(facts: MeetingFacts) -> Refusal | None:
    """The gate; pages tell each item's own reason in its place (`agenda.told`)."""
    blocked = [line.number for line in facts.lines if line.blocked is not None]
    if not blocked:
        return None
    message = N_(
        "Items blocked by their reports: %(numbers)s. Wait for the approval or remove them."
    )
    return Refusal("items_blocked", message, {"numbers": listed(blocked)})


def items_are_agreed(facts: MeetingFacts) -> Refusal | None:
    """A report that changed after the agenda was approved took its item off the agreed agenda."""
    changed = [line.number for line in facts.lines if not line.is_agreed]
    if not changed:
        return None
    message = N_("Items no longer agreed: %(numbers)s. Reopen the agenda and approve it anew.")
    return Refusal("items_not_agreed", message, {"numbers": listed(changed)})


def approver_is_named(facts: MeetingFacts) -> Refusal | None:
    if facts.approver_named:
        return None
    return Refusal("no_approver", N_("Name who approved the agenda: the presiding or the chair."))


def later_edition_has_reason(facts: MeetingFacts) -> Refusal | None:
    if not facts.editions or facts.reason.strip():
        return None
    message = N_("The agenda was approved before. Write why it is changed.")
    return Refusal("no_edition_reason", message)


def meeting_lies_ahead(facts: MeetingFacts) -> Refusal | None:
    if not facts.is_past:
        return None
    return Refusal("meeting_past", N_("This time has passed. Set a later date and time."))


def presiding_is_named(facts: MeetingFacts) -> Refusal | None:
    if facts.presiding_named:
        return None
    return Refusal("no_presiding", N_("Name who presides over the meeting."))


def quorum_is_present(facts: MeetingFacts) -> Refusal | None:
    if facts.has_quorum:
        return None
    message = N_("There is no quorum, so the meeting was not held. Declare it inquorate.")
    return Refusal("no_quorum", message)


def quorum_is_lacking(facts: MeetingFacts) -> Refusal | None:
    if not facts.has_quorum:
        return None
    return Refusal("has_quorum", N_("There is a quorum, so the meeting can be held."))


def items_are_settled(facts: MeetingFacts) -> Refusal | None:
    if not facts.unsettled:
        return None
    message = N_("Items %(numbers)s have no decision. Write it, or say that they were not heard.")
    return Refusal("items_unsettled", message, {"numbers": listed(facts.unsettled)})


def agenda_is_adopted(facts: MeetingFacts) -> Refusal | None:
    if not facts.agenda_awaits_vote:
        return None
    message = N_(
        "By the regulation the members adopt the agenda at the meeting. Enter that vote first."
    )
    return Refusal("agenda_not_voted", message)


S, A = MeetingState, MeetingAction
BEFORE = frozenset({S.PLANNED, S.AGENDA_OPEN, S.AGENDA_APPROVED, S.NOTIFIED})
# A postponed meeting starts anew from an open agenda: the gate is checked again for the new day.
LIFE_CYCLE: Workflow[MeetingState, MeetingAction, MeetingFacts] = Workflow(
    initial=S.PLANNED,
    steps={
        A.OPEN_AGENDA: Step(frozenset({S.PLANNED}), S.AGENDA_OPEN),
        A.APPROVE_AGENDA: Step(
            frozenset({S.AGENDA_OPEN}),
            S.AGENDA_APPROVED,
            (
                agenda_has_items,
                proposals_are_decided,
                reports_may_be_tabled,
                approver_is_named,
                later_edition_has_reason,
            ),
        ),
        A.REOPEN_AGENDA: Step(frozenset({S.AGENDA_APPROVED, S.NOTIFIED}), S.AGENDA_OPEN),
        A.SEND_NOTICE: Step(
            frozenset({S.AGENDA_APPROVED}),
            S.NOTIFIED,
            (agenda_has_items, reports_may_be_tabled, items_are_agreed, meeting_lies_ahead),
        ),
        A.BEGIN: Step(
            frozenset({S.NOTIFIED}),
            S.IN_SESSION,
            (reports_may_be_tabled, items_are_agreed, presiding_is_named),
        ),
        A.CLOSE: Step(
            frozenset({S.IN_SESSION}),
            S.HELD,
            (quorum_is_present, agenda_is_adopted, items_are_settled),
        ),
        A.DECLARE_INQUORATE: Step(
            frozenset({S.NOTIFIED, S.IN_SESSION}), S.INQUORATE, (quorum_is_lacking,)
        ),
        A.POSTPONE: Step(BEFORE, S.POSTPONED, (reason_is_given,)),
        A.RESCHEDULE: Step(frozenset({S.POSTPONED}), S.AGENDA_OPEN, (meeting_lies_ahead,)),
        A.CANCEL: Step(BEFORE | {S.POSTPONED}, S.CANCELLED, (reason_is_given,)),
        A.SEND_TO_SIGN: Step(frozenset({S.HELD}), S.MINUTES_TO_SIGN),
        A.TAKE_MINUTES_BACK: Step(frozenset({S.MINUTES_TO_SIGN}), S.HELD),
        A.SIGN_MINUTES: Step(frozenset({S.MINUTES_TO_SIGN}), S.MINUTES_SIGNED),
        A.PUBLISH: Step(frozenset({S.MINUTES_SIGNED}), S.PUBLISHED),
        A.WITHDRAW: Step(frozenset({S.PUBLISHED}), S.MINUTES_SIGNED, (reason_is_given,)),
    },
)
# From here on the meeting took place; DOMAIN.md § 1.5 counts only those whose minutes are signed.
NOT_HELD_STATES = frozenset({S.POSTPONED, S.CANCELLED, S.INQUORATE})
HELD_STATES = frozenset({S.HELD, S.MINUTES_TO_SIGN, S.MINUTES_SIGNED, S.PUBLISHED})
SIGNED_STATES = frozenset({S.MINUTES_SIGNED, S.PUBLISHED})
OVER_STATES = HELD_STATES | {S.CANCELLED, S.INQUORATE}
