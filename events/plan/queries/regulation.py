"""The settings of the regulation that the plan is counted by."""

from datetime import date
from uuid import UUID

from council.membership.queries import procedure_on
from council.membership.rules.procedure import Procedure
from events.plan.rules.completion import Counting


def counting_on(body_id: UUID, year: int, day: date) -> Counting:
    """How a year is counted on a day: by the settings of that day, at last by those of 31 December.

    One statement.
    """
    return counting_by(procedure_on(body_id, min(day, date(year, 12, 31))))


def counting_by(procedure: Procedure) -> Counting:
    return Counting(
        procedure.plan_threshold,
        needs_report=procedure.plan_needs_report,
        counts_remote=procedure.plan_counts_remote,
    )
