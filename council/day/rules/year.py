"""How the criterion of a year stands: met, within reach by what is planned, or short. Pure."""

from council.meetings.rules.yearly import YearCount
from council.reports.rules.checks import CheckLevel


def level_of(count: YearCount) -> CheckLevel:
    """Meetings held and expected against the required number (Standard, instrument 5)."""
    if count.is_met:
        return CheckLevel.OK
    return CheckLevel.RED if count.lacking else CheckLevel.WARNING
