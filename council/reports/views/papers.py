"""The approval sheet of a report as a page, a PDF or a Word file.

The PDF of a version that was decided on is sent as it was kept, never made anew. That of a decision
from before sheets were kept is drawn up and kept when somebody first asks for it.
"""

from uuid import UUID

from flask import url_for
from flask.typing import ResponseReturnValue

from core.access import requires
from core.adapters.clock import now
from core.kernel.errors import NotFound
from core.papers.addresses import in_every_form
from core.papers.rules.formats import Format
from core.papers.serving import serve_kept, serve_paper
from council.access import Permission
from council.reports.documents import approval_sheet
from council.reports.queries import list_versions
from council.reports.queries.papers import find_sheet_codes, get_report_record
from council.reports.services.papers import keep_sheet_now
from council.reports.views.blueprint import blueprint, visible_report


@in_every_form(blueprint, "/<uuid:report_id>/approval")
@requires(Permission.READ_REPORT)
def approval(report_id: UUID, form: str) -> ResponseReturnValue:
    """The sheet as it stands: kept once the present version is decided on."""
    report, wanted = visible_report(report_id), Format(form)
    if wanted is Format.PDF and (code := kept_sheet(report_id, report.current_version)):
        return serve_kept(code)
    paper = approval_sheet(get_report_record(report))
    return serve_paper(paper, wanted, back=url_for(".sheet", report_id=report_id))


@blueprint.get("/<uuid:report_id>/versions/<int(max=100000):number>/approval.pdf")
@requires(Permission.READ_REPORT)
def version_approval(report_id: UUID, number: int) -> ResponseReturnValue:
    """The sheet as it was kept with the decision on an earlier version."""
    visible_report(report_id)
    code = kept_sheet(report_id, number)
    if code is None:
        raise NotFound("nobody decided on this version")
    return serve_kept(code)


def kept_sheet(report_id: UUID, number: int) -> str | None:
    """The code of the sheet kept with the decision on the version; None without a decision."""
    versions = list_versions(report_id)
    if not any(each.decision for each in versions if each.number == number):
        return None
    code = find_sheet_codes(versions).get(number)
    return code or keep_sheet_now(report_id, number, now=now())
