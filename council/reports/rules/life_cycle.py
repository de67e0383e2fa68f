"""The life of a report as a table, with the guards of each step.

Pure: whoever calls says who acts and what stands; silence is no step, so nothing is ever approved
by waiting. Source: Standard 2.0, instrument 5; DOMAIN.md § 1.5 "Report gate".
"""

from dataclasses import dataclass

from core.kernel.errors import N_, Refusal
from core.kernel.workflow import Step, Workflow
from council.reports.rules.kinds import ReportAction, ReportState

NOT_AUTHOR = Refusal("not_author", N_("Only the author of the report can do this."))
NOT_DEPUTY_CHAIR = Refusal(
    "not_deputy_chair",
    N_("Only the deputy chair from business who is in office today decides on this report."),
)
OWN_REPORT = Refusal("own_report", N_("Nobody decides on their own report."))
NO_REMARKS = Refusal("no_remarks", N_("Write in the remarks what has to be changed."))
NO_REASON = Refusal("no_reason", N_("Say why the report is withdrawn."))
EMPTY = Refusal("empty_report", N_("Write the text of the report or attach a file to it."))
NO_GATE = Refusal(
    "no_gate", N_("This report needs no approval: present it to the council straight away.")
)
GATED = Refusal(
    "gated", N_("This report needs the deputy chair's approval: send it for approval first.")
)
NOT_APPROVED = Refusal(
    "not_approved", N_("The report cannot be heard: its present version has no approval.")
)
BEING_HEARD = Refusal(
    "being_heard",
    N_("The report is before a meeting that has begun. Wait until its minutes are signed."),
)


@dataclass(frozen=True, slots=True)
class Ruling:
    """The facts on which a step is decided.

    `is_deputy_chair`: holds that office in the report's body today, or stands in for it where the
    regulation allows. `is_approved`: the present version has a live approval. `is_being_heard`:
    the meeting on whose agenda the report stands has begun. `remarks` is also the reason of a
    withdrawal.
    """

    is_gated: bool
    is_author: bool = False
    is_deputy_chair: bool = False
    is_approved: bool = False
    is_being_heard: bool = False
    has_content: bool = False
    remarks: str = ""


def done_by_its_author(ruling: Ruling) -> Refusal | None:
    return None if ruling.is_author else NOT_AUTHOR


def decided_by_the_deputy_chair(ruling: Ruling) -> Refusal | None:
    return None if ruling.is_deputy_chair else NOT_DEPUTY_CHAIR


def decided_by_another(ruling: Ruling) -> Refusal | None:
    return OWN_REPORT if ruling.is_author else None


def returned_with_remarks(ruling: Ruling) -> Refusal | None:
    return None if ruling.remarks.strip() else NO_REMARKS


def withdrawn_for_a_reason(ruling: Ruling) -> Refusal | None:
    return None if ruling.remarks.strip() else NO_REASON


def says_something(ruling: Ruling) -> Refusal | None:
    return None if ruling.has_content else EMPTY


def passes_the_gate(ruling: Ruling) -> Refusal | None:
    return None if ruling.is_gated else NO_GATE


def has_no_gate(ruling: Ruling) -> Refusal | None:
    return GATED if ruling.is_gated else None


def approved_if_gated(ruling: Ruling) -> Refusal | None:
    return NOT_APPROVED if ruling.is_gated and not ruling.is_approved else None


def not_before_a_meeting(ruling: Ruling) -> Refusal | None:
    return BEING_HEARD if ruling.is_being_heard else None


S, A = ReportState, ReportAction
DECIDING = (decided_by_the_deputy_chair, decided_by_another)
AT_WORK = frozenset({S.DRAFT, S.RETURNED})
LIFE_CYCLE: Workflow[ReportState, ReportAction, Ruling] = Workflow(
    initial=S.DRAFT,
    steps={
        A.SUBMIT: Step(AT_WORK, S.SUBMITTED, (done_by_its_author, passes_the_gate, says_something)),
        A.PRESENT: Step(
            frozenset({S.DRAFT}), S.PRESENTED, (done_by_its_author, has_no_gate, says_something)
        ),
        A.APPROVE: Step(frozenset({S.SUBMITTED}), S.APPROVED, DECIDING),
        A.RETURN: Step(frozenset({S.SUBMITTED}), S.RETURNED, (*DECIDING, returned_with_remarks)),
        A.REVISE: Step(
            frozenset({S.SUBMITTED, S.APPROVED, S.PRESENTED}),
            S.DRAFT,
            (done_by_its_author, not_before_a_meeting),
        ),
        A.HEAR: Step(frozenset({S.APPROVED, S.PRESENTED}), S.HEARD, (approved_if_gated,)),
        A.WITHDRAW: Step(
            frozenset(S) - {S.HEARD, S.WITHDRAWN},
            S.WITHDRAWN,
            (done_by_its_author, not_before_a_meeting, withdrawn_for_a_reason),
        ),
    },
)


def heard(state: ReportState, *, is_gated: bool, is_approved: bool) -> ReportState:
    """The state after the minutes of its meeting are signed; raises `Refused`.

    Checked again here: a gated report without a live approval is never heard.
    """
    return LIFE_CYCLE.advance(A.HEAR, state, Ruling(is_gated=is_gated, is_approved=is_approved))
