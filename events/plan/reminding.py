"""What the plan of the year hands in to reminders and to the page of the day.

Two statements on a day: the edition in force and its lines.
"""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from council.membership.queries import BodyRow
from council.membership.rules.procedure import Procedure
from council.reminders.rules import Circumstances, Duty
from events.plan import queries
from events.plan.pages.figures import YearFigures, year_figures
from events.plan.queries.regulation import counting_by
from events.plan.rules.danger import danger_of


def plan_duties(body: BodyRow, at: Circumstances) -> Iterator[Duty]:
    """The warning of this year's plan, if the body has one and it is in danger."""
    found = figures_of(body, at.today, at.procedure)
    if found is None:
        return
    plan_id, figures = found
    if duty := danger_of(plan_id, figures.year, figures.completion):
        yield duty


def figures_of(body: BodyRow, day: date, procedure: Procedure) -> tuple[UUID, YearFigures] | None:
    """The plan of the day's year with its figures; None while no edition of it is in force."""
    found = queries.find_edition_of_day(body.id, day)
    if found is None:
        return None
    plan_id, edition_id = found
    counting = counting_by(procedure)
    return plan_id, year_figures(queries.list_lines(edition_id), day.year, day, counting)
