"""The words of control: states and actions of an assignment, rulings on a report. Pure."""

from enum import StrEnum


class AssignmentState(StrEnum):
    """Overdue is no state: it follows from the due day and today."""

    ON_CONTROL = "on_control"
    REPORTED = "reported"
    CLOSED = "closed"


class AssignmentAction(StrEnum):
    """`KEEP` accepts one report of many: the assignment goes on."""

    REPORT = "report"
    ACCEPT = "accept"
    KEEP = "keep"
    RETURN = "return"
    EXTEND = "extend"
    CLOSE = "close"
    REOPEN = "reopen"


class Ruling(StrEnum):
    """What the secretary decided on an executor's report."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    RETURNED = "returned"
