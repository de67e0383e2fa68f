"""Proving a document: by its number, by the address in its QR code, or by the file itself.

Every answer goes through one rule of visibility (`rules.telling`); an unknown number and an unknown
file get the same words. Who asks too often waits.
"""

from contextlib import closing
from hashlib import sha256
from http import HTTPStatus
from typing import BinaryIO
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.access import requires
from core.adapters.files import LARGEST_FILE, sent
from core.kernel.errors import NotFound
from core.limits import CHECKS, COMPARISONS, count
from core.papers import queries
from core.papers.access import Permission
from core.papers.forms import NumberForm, ProofFileForm
from core.papers.pages import Answer, ProofPage
from core.papers.rules.codes import read_code
from core.papers.rules.detached import MEDIA_TYPE
from core.papers.rules.telling import told
from core.papers.serving import serve_kept
from core.papers.views.blueprint import blueprint
from core.region.calendar import region

PORTION = 1 << 16
NONE = ""  # asked for all the same: what is known takes as long as what is not


@blueprint.get("/")
@requires(Permission.CHECK_PAPER)
def ask() -> ResponseReturnValue:
    form = NumberForm(request.args)
    if "number" not in request.args:
        return shown(form=form)
    if not form.validate():
        return shown(form=form)
    return redirect(url_for("documents.show", code=read_code(form.number.data)))


@blueprint.get("/<code>/")
@requires(Permission.CHECK_PAPER)
def show(code: str) -> ResponseReturnValue:
    if (spelt := read_code(code)) and spelt != code:
        return redirect(url_for("documents.show", code=spelt))
    count(CHECKS)
    detached = queries.list_detached(code) if spelt else ()
    answer = Answer.of(queries.find_kept(code) if spelt else None, zone(), detached=detached)
    return shown(answer), HTTPStatus.OK if answer.told else HTTPStatus.NOT_FOUND


@blueprint.post("/")
@requires(Permission.CHECK_PAPER)
def compare() -> ResponseReturnValue:
    form = ProofFileForm(request.files)
    if not form.validate():
        return shown(file_form=form), HTTPStatus.UNPROCESSABLE_ENTITY
    count(COMPARISONS)
    with closing(form.paper.data) as file:
        digest = digest_of(file.stream)
    kept = queries.find_kept_by_content(digest)
    detached = queries.list_detached(kept.code if kept else NONE)
    return shown(Answer.of(kept, zone(), is_by_file=True, detached=detached))


@blueprint.get("/<code>/paper.pdf")
@requires(Permission.CHECK_PAPER)
def read(code: str) -> ResponseReturnValue:
    """The paper itself, for anybody, while it is published."""
    if not told(queries.get_kept(code)).may_be_read:
        abort(HTTPStatus.NOT_FOUND)
    return serve_kept(code)


@blueprint.get("/<code>/signatures/<uuid:file_id>")
@requires(Permission.CHECK_PAPER)
def signature_file(code: str, file_id: UUID) -> ResponseReturnValue:
    """A signature file made elsewhere, for anybody, while its paper is published."""
    if not told(queries.get_kept(code)).may_be_read:
        abort(HTTPStatus.NOT_FOUND)
    for row in queries.list_detached(code):
        if row.id == file_id:
            return sent(row.sha256, row.name, MEDIA_TYPE)
    raise NotFound("there is no such file beside the paper")


def digest_of(stream: BinaryIO) -> str:
    """The sum of the file, read in portions; 413 for one that is too large."""
    digest, size = sha256(), 0
    while part := stream.read(PORTION):
        size += len(part)
        if size > LARGEST_FILE:
            abort(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        digest.update(part)
    return digest.hexdigest()


def shown(
    answer: Answer | None = None,
    *,
    form: NumberForm | None = None,
    file_form: ProofFileForm | None = None,
) -> str:
    return render_template(
        "documents/proof.html",
        page=ProofPage(answer),
        form=form or NumberForm(),
        file_form=file_form or ProofFileForm(),
    )


def zone() -> str:
    row = region()
    return row.zone if row else "Europe/Moscow"
