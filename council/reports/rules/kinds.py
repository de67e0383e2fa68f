"""The words of a report: kinds, periods, states, actions, decisions. Pure."""

from enum import StrEnum


class ReportKind(StrEnum):
    """Kinds of reports; by default the first two pass the deputy chair before they are tabled."""

    COORDINATOR = "coordinator_report"
    PROGRAMME = "programme_report"
    INFRASTRUCTURE = "infrastructure_report"
    INTERIM = "interim_report"


class PeriodKind(StrEnum):
    HALF_YEAR = "half_year"
    QUARTER = "quarter"
    YEAR = "year"
    MONTHS = "months"


class ReportState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    PRESENTED = "presented"
    HEARD = "heard"
    WITHDRAWN = "withdrawn"


class ReportAction(StrEnum):
    SUBMIT = "submit"
    PRESENT = "present"
    APPROVE = "approve"
    RETURN = "return"
    REVISE = "revise"
    HEAR = "hear"
    WITHDRAW = "withdraw"


class Decision(StrEnum):
    """What the deputy chair decides about one version."""

    APPROVED = "approved"
    RETURNED = "returned"
