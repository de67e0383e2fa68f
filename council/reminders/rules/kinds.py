"""The table of reminders: of what, to whom, when, and how late one may still be sent. Pure.

A region changes the days and switches kinds off in its rules of procedure, from a day on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.kernel.errors import N_
from council.membership.rules.procedure import Procedure
from council.reminders.rules.duties import DutyKind, Who


class ReminderKind(StrEnum):
    """What a reminder says."""

    NOTICE_DUE = "notice_due"
    MATERIALS_DUE = "materials_due"
    DECISION_DUE_SOON = "decision_due_soon"
    DECISION_DUE_TOMORROW = "decision_due_tomorrow"
    DECISION_DUE_TODAY = "decision_due_today"
    DRAFT_DUE = "draft_due"
    SIGNING_DUE = "signing_due"
    PUBLICATION_DUE = "publication_due"
    ASSIGNMENT_DUE_SOON = "assignment_due_soon"
    ASSIGNMENT_DUE_TODAY = "assignment_due_today"
    ASSIGNMENT_OVERDUE = "assignment_overdue"
    HALF_YEAR_REPORT_MISSING = "half_year_report_missing"
    MEETINGS_IN_DANGER = "meetings_in_danger"
    PLAN_TIGHT = "plan_tight"
    PLAN_LOST = "plan_lost"
    EVENT_REPORT_DUE = "event_report_due"
    EVENT_REPORT_OVERDUE = "event_report_overdue"
    EVENT_TASKS_DUE = "event_tasks_due"
    PROMISES_OPEN = "promises_open"
    EXCHANGE_DUE = "exchange_due"
    EXCHANGE_OVERDUE = "exchange_overdue"
    EXCHANGE_PLAN_ENDS = "exchange_plan_ends"
    UNDONE = "undone"
    UNDONE_FOR_LONG = "undone_for_long"


class Days(StrEnum):
    """How days are counted, and where a reminder goes whose day is a day off."""

    WORKING = "working"  # working days only: never a day off
    CALENDAR = "calendar"  # on that very day, be it a day off
    CALENDAR_EARLIER = "calendar_earlier"  # the last working day before it
    WEEKLY = "weekly"  # each seven days after the due day, on the next working day
    AT_ONCE = "at_once"  # on the working day on which it is seen, whatever the last day is


class Late(StrEnum):
    """Until when a reminder that missed its moment is sent, saying that it is late."""

    UNTIL_NEXT = "until_next"
    UNTIL_DUE = "until_due"
    UNTIL_DONE = "until_done"


LATE_RULES: Mapping[Late, str] = {
    Late.UNTIL_NEXT: N_("If late, it is sent until the next reminder of the same matter is due."),
    Late.UNTIL_DUE: N_("If late, it is sent until the end of the last day."),
    Late.UNTIL_DONE: N_("If late, it is sent as long as the matter is not done."),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One row. `lead` is a setting of the regulation or a number of days before the last day.

    A negative number counts after it. No matter means any that has passed its day.
    """

    kind: ReminderKind
    matter: DutyKind | None
    to: Who
    lead: str | int
    days: Days
    late: Late

    def lead_days(self, procedure: Procedure) -> int:
        return getattr(procedure, self.lead) if isinstance(self.lead, str) else self.lead


K, M, T, W, L = ReminderKind, DutyKind, Who, Days, Late
RULES: tuple[Rule, ...] = (
    Rule(K.NOTICE_DUE, M.NOTICE, T.SECRETARY, "reminder_notice_days", W.WORKING, L.UNTIL_DUE),
    Rule(
        K.MATERIALS_DUE,
        M.MATERIALS,
        T.SECRETARY,
        "reminder_materials_days",
        W.WORKING,
        L.UNTIL_DUE,
    ),
    Rule(
        K.DECISION_DUE_SOON,
        M.DECISION,
        T.DEPUTY_CHAIR,
        "reminder_decision_days",
        W.WORKING,
        L.UNTIL_NEXT,
    ),
    Rule(K.DECISION_DUE_TOMORROW, M.DECISION, T.DEPUTY_CHAIR, 1, W.WORKING, L.UNTIL_NEXT),
    Rule(K.DECISION_DUE_TODAY, M.DECISION, T.DEPUTY_CHAIR, 0, W.WORKING, L.UNTIL_DUE),
    Rule(K.DRAFT_DUE, M.DRAFT, T.SECRETARY, "reminder_draft_days", W.WORKING, L.UNTIL_DUE),
    Rule(K.SIGNING_DUE, M.SIGNING, T.SIGNATORIES, "reminder_signing_days", W.WORKING, L.UNTIL_DUE),
    Rule(
        K.PUBLICATION_DUE,
        M.PUBLICATION,
        T.SECRETARY,
        "reminder_publication_days",
        W.WORKING,
        L.UNTIL_DUE,
    ),
    Rule(
        K.ASSIGNMENT_DUE_SOON,
        M.ASSIGNMENT,
        T.EXECUTORS,
        "reminder_assignment_days",
        W.CALENDAR_EARLIER,
        L.UNTIL_NEXT,
    ),
    Rule(K.ASSIGNMENT_DUE_TODAY, M.ASSIGNMENT, T.EXECUTORS, 0, W.CALENDAR, L.UNTIL_DUE),
    Rule(K.ASSIGNMENT_OVERDUE, M.ASSIGNMENT, T.EXECUTORS, -1, W.WEEKLY, L.UNTIL_NEXT),
    Rule(
        K.HALF_YEAR_REPORT_MISSING,
        M.HALF_YEAR,
        T.COORDINATOR,
        "reminder_report_days",
        W.CALENDAR_EARLIER,
        L.UNTIL_DUE,
    ),
    Rule(
        K.MEETINGS_IN_DANGER,
        M.MEETINGS,
        T.SECRETARY,
        "reminder_meetings_days",
        W.CALENDAR_EARLIER,
        L.UNTIL_DUE,
    ),
    Rule(K.PLAN_TIGHT, M.PLAN_TIGHT, T.PLAN_KEEPERS, 0, W.AT_ONCE, L.UNTIL_DUE),
    Rule(K.PLAN_LOST, M.PLAN_LOST, T.PLAN_KEEPERS, 0, W.AT_ONCE, L.UNTIL_DUE),
    Rule(
        K.EVENT_REPORT_DUE,
        M.EVENT_REPORT,
        T.COORDINATOR,
        "reminder_event_report_days",
        W.WORKING,
        L.UNTIL_DUE,
    ),
    Rule(K.EVENT_REPORT_OVERDUE, M.EVENT_REPORT, T.COORDINATOR, -1, W.WEEKLY, L.UNTIL_NEXT),
    Rule(
        K.EVENT_TASKS_DUE,
        M.EVENT_TASKS,
        T.COORDINATOR,
        "reminder_event_tasks_days",
        W.CALENDAR_EARLIER,
        L.UNTIL_DUE,
    ),
    Rule(K.PROMISES_OPEN, M.EVENT_PROMISES, T.COORDINATOR, -1, W.WEEKLY, L.UNTIL_NEXT),
    Rule(
        K.EXCHANGE_DUE,
        M.EXCHANGE_PROMISE,
        T.COORDINATOR,
        "reminder_exchange_days",
        W.CALENDAR_EARLIER,
        L.UNTIL_DUE,
    ),
    Rule(K.EXCHANGE_OVERDUE, M.EXCHANGE_PROMISE, T.COORDINATOR, -1, W.WEEKLY, L.UNTIL_NEXT),
    Rule(
        K.EXCHANGE_PLAN_ENDS,
        M.EXCHANGE_PLAN,
        T.COORDINATOR,
        "reminder_exchange_plan_days",
        W.CALENDAR_EARLIER,
        L.UNTIL_DUE,
    ),
    Rule(K.UNDONE, None, T.SECRETARY, -1, W.WORKING, L.UNTIL_DONE),
    Rule(K.UNDONE_FOR_LONG, None, T.CHAIR_OFFICE, -1, W.WORKING, L.UNTIL_DONE),
)
ESCALATIONS = frozenset({K.UNDONE, K.UNDONE_FOR_LONG})
