"""Signature files made outside, beside the papers of an edition: the list, attaching, download.

Whoever may see the edition may see them; who keeps the minutes attaches. Nothing is verified here.
"""

from contextlib import closing
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.datastructures import CombinedMultiDict
from wtforms import SelectChoice

from core.access import demand, requires, viewer
from core.adapters.clock import now
from core.adapters.files import sent
from core.adapters.language import sentence
from core.kernel.errors import NotFound, Refused
from core.papers.queries import DetachedRow, list_detached
from core.papers.rules.detached import LARGEST, MEDIA_TYPE
from core.papers.services.attaching import SignatureFile, attach_signature
from council.access import Permission
from council.minutes.forms import SignatureFileForm
from council.minutes.pages.papers import SignatureFilesPage
from council.minutes.queries.published import find_published
from council.minutes.services.papers import find_public_code
from council.minutes.views.blueprint import EDITION, Found, blueprint
from council.minutes.views.papers import kept_code, signed_edition


def papers_of(found: Found) -> dict[str, str]:
    """The kept papers of an edition by their code, in words."""
    papers = {}
    if code := kept_code(found):
        papers[code] = gettext("Signed minutes")
    published = find_published(found.meeting.id, found.edition.number)
    if published and not published.is_withdrawn and (code := find_public_code(published)):
        papers[code] = gettext("Public minutes")
    return papers


def form_for(papers: dict[str, str], form: SignatureFileForm) -> SignatureFileForm:
    form.paper.choices = [SelectChoice(code, name) for code, name in papers.items()]
    if form.paper.data is None:
        form.paper.data = next(iter(papers), None)
    return form


def show(found: Found, form: SignatureFileForm, status: int = 200) -> ResponseReturnValue:
    papers = papers_of(found)
    page = SignatureFilesPage(
        found.place, papers, list_detached(*papers), may_attach=found.role.keeps
    )
    return render_template("minutes/signature_files.html", page=page, form=form), status


@blueprint.get(f"{EDITION}signature-files/")
@requires(Permission.READ_DESK)
def signature_files(edition_id: UUID) -> ResponseReturnValue:
    found = signed_edition(edition_id)
    return show(found, form_for(papers_of(found), SignatureFileForm()))


@blueprint.post(f"{EDITION}signature-files/")
@requires(Permission.KEEP_MINUTES)
def attach_signature_file(edition_id: UUID) -> ResponseReturnValue:
    found = signed_edition(edition_id)
    demand(Permission.KEEP_MINUTES, found.meeting.body_id)
    papers = papers_of(found)
    form = form_for(papers, SignatureFileForm(CombinedMultiDict((request.files, request.form))))
    if not papers or not form.validate():
        return show(found, form, 422)
    with closing(form.file.data) as upload:
        content = upload.stream.read(LARGEST + 1)
    file = SignatureFile(upload.filename or "", content, form.signer.data)
    try:
        attach_signature(form.paper.data, file, actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, not_detached_signature="file", too_many_signatures="file")
        return show(found, form, 422)
    flash(gettext("The signature file is attached."))
    return redirect(url_for(".signature_files", edition_id=edition_id), code=303)


@blueprint.get(f"{EDITION}signature-files/<uuid:file_id>")
@requires(Permission.READ_DESK)
def signature_file(edition_id: UUID, file_id: UUID) -> ResponseReturnValue:
    row = found_file(signed_edition(edition_id), file_id)
    return sent(row.sha256, row.name, MEDIA_TYPE)


def found_file(found: Found, file_id: UUID) -> DetachedRow:
    for row in list_detached(*papers_of(found)):
        if row.id == file_id:
            return row
    raise NotFound("there is no such file beside these papers")
