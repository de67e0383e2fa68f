"""The gate before the agenda: what keeps a report off it, how long a decision may take.

Pure. The deadline only reminds: no rule here turns its end into a decision.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from core.kernel.errors import N_, Refusal
from core.kernel.workdays import Deadline, WorkCalendar
from council.reports.rules.kinds import ReportKind, ReportState

S = ReportState
HEARD_ALREADY = Refusal("heard_already", N_("The council has heard this report."))
WITHDRAWN = Refusal("withdrawn", N_("The author has withdrawn the report."))
BLOCKED_IF_GATED: Mapping[ReportState, Refusal] = MappingProxyType(
    {
        S.DRAFT: Refusal("in_draft", N_("The report is not approved: its author still writes it.")),
        S.SUBMITTED: Refusal(
            "awaits_decision", N_("The report is not approved: it waits for the deputy chair.")
        ),
        S.RETURNED: Refusal(
            "returned", N_("The report is not approved: it was returned with remarks.")
        ),
        S.HEARD: HEARD_ALREADY,
        S.WITHDRAWN: WITHDRAWN,
    }
)
BLOCKED_WITHOUT_GATE: Mapping[ReportState, Refusal] = MappingProxyType(
    {
        S.DRAFT: Refusal(
            "not_presented", N_("The report is not presented: its author still writes it.")
        ),
        S.HEARD: HEARD_ALREADY,
        S.WITHDRAWN: WITHDRAWN,
    }
)
NO_APPROVAL = Refusal(
    "no_approval", N_("The report is not approved: its present version has no approval.")
)


def needs_approval(kind: ReportKind, gated_kinds: Collection[str]) -> bool:
    """Whether reports of the kind pass the deputy chair, by the regulation of their day."""
    return kind.value in gated_kinds


def blocked_because(state: ReportState, *, is_gated: bool, is_approved: bool) -> Refusal | None:
    """Why the report cannot stand on an agreed agenda; None if it can."""
    if not is_gated:
        return BLOCKED_WITHOUT_GATE.get(state)
    if state in BLOCKED_IF_GATED:
        return BLOCKED_IF_GATED[state]
    return None if is_approved and state is S.APPROVED else NO_APPROVAL


@dataclass(frozen=True, slots=True)
class Waiting:
    """How a submitted version waits: the last day for the decision, in working days.

    `passed` counts since the day of submission, `left` to the last day (negative when it is over).
    """

    due: Deadline
    passed: int
    left: int
    is_overdue: bool


def waiting(submitted_on: date, today: date, days: int, calendar: WorkCalendar) -> Waiting:
    """The wait for a decision that may take `days` working days after the submission."""
    due = calendar.deadline_after(submitted_on, days)
    return Waiting(
        due,
        passed=calendar.working_days_between(submitted_on, today),
        left=calendar.working_days_between(today, due.day),
        is_overdue=today > due.day,
    )


def is_visible(
    *, author_id: UUID, reader_id: UUID | None, is_participant: bool, current_version: int
) -> bool:
    """Who may know of a report: its author, and the council's people once it was submitted."""
    return reader_id == author_id or (is_participant and current_version > 0)
