"""The approval sheet of a report as a page, a PDF or a Word file."""

from uuid import UUID

from flask import url_for
from flask.typing import ResponseReturnValue

from core.access import requires
from core.papers.addresses import in_every_form
from core.papers.rules.formats import Format
from core.papers.serving import serve_paper
from council.access import Permission
from council.reports.documents import approval_sheet
from council.reports.queries.papers import get_report_record
from council.reports.views.blueprint import blueprint, visible_report


@in_every_form(blueprint, "/<uuid:report_id>/approval")
@requires(Permission.READ_REPORT)
def approval(report_id: UUID, form: str) -> ResponseReturnValue:
    report = visible_report(report_id)
    paper = approval_sheet(get_report_record(report))
    return serve_paper(paper, Format(form), back=url_for(".sheet", report_id=report_id))
