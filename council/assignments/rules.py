"""Rules of assignments: their life and when they are late. Pure."""

from enum import StrEnum


class AssignmentState(StrEnum):
    ON_CONTROL = "on_control"
    REPORTED = "reported"
    CLOSED = "closed"


class AssignmentAction(StrEnum):
    REPORT = "report"
    ACCEPT = "accept"
    RETURN = "return"
    EXTEND = "extend"
    CLOSE = "close"
    REOPEN = "reopen"


class Ruling(StrEnum):
    """What the secretary decided on an executor's report."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    RETURNED = "returned"
