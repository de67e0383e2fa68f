"""The settings of the regulation that the plan is counted by."""

from datetime import date
from uuid import UUID

from council.membership.queries import procedure_on
from events.plan.rules.completion import Counting


def counting_on(body_id: UUID, day: date) -> Counting:
    """How completion is counted on a day; one statement."""
    procedure = procedure_on(body_id, day)
    return Counting(procedure.plan_threshold, needs_report=procedure.plan_needs_report)
