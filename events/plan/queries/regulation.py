"""The settings of the regulation that the plan is counted by."""

from datetime import date
from uuid import UUID

from council.membership.queries import procedure_on
from council.membership.rules.procedure import Procedure
from events.plan.rules.completion import Counting


def counting_on(body_id: UUID, day: date) -> Counting:
    """How completion is counted on a day; one statement."""
    return counting_by(procedure_on(body_id, day))


def counting_by(procedure: Procedure) -> Counting:
    return Counting(
        procedure.plan_threshold,
        needs_report=procedure.plan_needs_report,
        counts_remote=procedure.plan_counts_remote,
    )
