"""The report on the execution of a year's plan, in every form."""

from flask import url_for
from flask.typing import ResponseReturnValue

from core.access import requires
from core.kernel.errors import NotFound
from core.papers.addresses import in_every_form
from core.papers.rules.formats import Format
from core.papers.serving import serve_paper
from events.access import Permission
from events.plan import queries
from events.plan.documents import report_paper
from events.plan.pages.figures import year_figures
from events.plan.pages.report import ReportRows, report_record
from events.plan.queries import EditionRow, PlanHead
from events.plan.queries.differences import list_changes
from events.plan.queries.regulation import counting_on
from events.plan.views.blueprint import blueprint, council, this_day


@in_every_form(blueprint, "/<int:year>/report")
@requires(Permission.READ_PLAN)
def report(year: int, form: str) -> ResponseReturnValue:
    """The year as it stands today; a closed one with its final figure."""
    body, day = council(), this_day()
    plan = queries.find_decided(year)
    editions = queries.list_editions(plan.id) if plan else ()
    in_force = queries.find_in_force(editions, day)
    if plan is None or in_force is None:
        raise NotFound("no approved plan of this year")
    counting = counting_on(body.id, year, day)
    figures = year_figures(queries.list_lines(in_force.id), year, day, counting)
    rows = rows_of(plan, editions, in_force)
    paper = report_paper(report_record(body.name, body.zone, rows, figures, day))
    return serve_paper(paper, Format(form), back=url_for(".index", year=year))


def rows_of(plan: PlanHead, editions: tuple[EditionRow, ...], in_force: EditionRow) -> ReportRows:
    approved = [each for each in editions if each.approved_on and each.number <= in_force.number]
    before = [None, *(each.id for each in approved)]
    return ReportRows(
        plan=plan,
        decided=[
            (each, list_changes(each.id, last))
            for each, last in zip(approved, before, strict=False)
        ],
        removed=queries.list_removed(plan.id),
        unplanned=queries.list_unplanned(plan.year, in_force.id),
    )
