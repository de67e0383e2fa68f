"""Papers that were given out of a record: the list, a new issue, the file as it was given."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import NotFound, Refused
from core.pages import error_page
from core.papers import queries
from core.papers.access import Permission
from core.papers.issuing import seen
from core.papers.pages import IssuedPage
from core.papers.services.issuing import issue_paper
from core.papers.serving import serve_kept
from core.papers.views.blueprint import desk

OF_RECORD = "/<kind>/<uuid:of_id>/"


@desk.get(OF_RECORD)
@requires(Permission.READ_ISSUED)
def index(kind: str, of_id: UUID) -> ResponseReturnValue:
    found = seen(kind, of_id)
    page = IssuedPage(
        kind=kind,
        of_id=of_id,
        title=found.title(of_id),
        back=found.back(of_id),
        may_issue=found.may_issue(of_id),
        papers=queries.list_issued(kind, of_id),
    )
    return render_template("documents/issued.html", page=page)


@desk.post(OF_RECORD)
@requires(Permission.READ_ISSUED)
def issue(kind: str, of_id: UUID) -> ResponseReturnValue:
    """Give out one more; whoever only reads looks at a page that is not there."""
    found = seen(kind, of_id)
    if not found.may_issue(of_id):
        raise NotFound("not given out by this viewer")
    try:
        issue_paper(kind, of_id, found, actor=viewer(), now=now())
    except Refused as refused:
        return error_page(422, reasons=[sentence(each) for each in refused.refusals])
    flash(gettext("The paper is issued and kept."))
    return redirect(url_for(".index", kind=kind, of_id=of_id), code=303)


@desk.get("/<code>/paper.pdf")
@requires(Permission.READ_ISSUED)
def paper(code: str) -> ResponseReturnValue:
    row = queries.get_issued(code)
    seen(row.kind, row.of_id)
    return serve_kept(code)
