"""The settings of the regulation that the plan is counted by."""

from datetime import date
from uuid import UUID

from council.membership.queries import list_settings
from council.membership.rules.planning import PLAN_SPECS
from council.membership.rules.procedure import Procedure, procedure_of, values_on
from events.plan.rules.completion import Counting
from events.plan.rules.counting import YearCounting


def counting_on(body_id: UUID, year: int, day: date) -> Counting:
    """How a year is counted on a day: by the settings of that day, at last by those of 31 December.

    One statement.
    """
    return year_counting(body_id, year).on(day)


def year_counting(body_id: UUID, year: int) -> YearCounting:
    """How a year is counted on each of its days; one statement."""
    rows = [(row.key, row.value, row.valid_from) for row in list_settings(body_id)]
    asked = {spec.key for spec in PLAN_SPECS}
    days = sorted({valid_from for key, _value, valid_from in rows if key in asked})
    dated = ((day, counting_by(procedure_of(values_on(rows, day)))) for day in days)
    return YearCounting(year, tuple(dated))


def counting_by(procedure: Procedure) -> Counting:
    return Counting(
        procedure.plan_threshold,
        needs_report=procedure.plan_needs_report,
        counts_remote=procedure.plan_counts_remote,
    )
