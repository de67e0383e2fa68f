"""The plan in force as a file for visitors: XLSX, CSV and the printed table.

The page itself stands in portal/plan, where answers are conditional.
"""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from core.access import requires
from core.adapters.clock import today
from core.kernel.errors import NotFound
from core.papers.serving import serve_state
from core.region.calendar import region
from council.membership.queries import get_body
from events.access import Permission
from events.plan import queries
from events.plan.publishing import published_plan
from events.plan.queries import EditionRow, PlanHead
from events.plan.queries.sheet import list_table
from events.plan.views.files import XLSX, comma_table, download, workbook

blueprint = Blueprint("plan_files", __name__)
DEFAULT_ZONE = "Europe/Moscow"


def in_force_of(year: int) -> tuple[PlanHead, EditionRow]:
    """The plan of a year and its edition in force today; raises `NotFound`."""
    row = region()
    day = today(row.zone if row else DEFAULT_ZONE)
    plan = queries.find_decided(year)
    in_force = queries.find_in_force(queries.list_editions(plan.id), day) if plan else None
    if plan is None or in_force is None:
        raise NotFound("no approved plan of this year")
    return plan, in_force


@blueprint.get("/plan/<int:year>/plan.xlsx")
@requires(Permission.READ_PUBLIC_EVENT)
def sheet(year: int) -> ResponseReturnValue:
    plan, in_force = in_force_of(year)
    return download(workbook(plan.title, list_table(in_force.id)), f"{plan.title}.xlsx", XLSX)


@blueprint.get("/plan/<int:year>/plan.csv")
@requires(Permission.READ_PUBLIC_EVENT)
def comma_separated(year: int) -> ResponseReturnValue:
    plan, in_force = in_force_of(year)
    return download(comma_table(list_table(in_force.id)), f"{plan.title}.csv", "text/csv")


@blueprint.get("/plan/<int:year>/plan.pdf")
@requires(Permission.READ_PUBLIC_EVENT)
def printed(year: int) -> ResponseReturnValue:
    """As it was kept with its present words."""
    plan, in_force = in_force_of(year)
    body = get_body(plan.body_id)
    return serve_state(published_plan(body, year, plan.title, in_force, today(body.zone)))
