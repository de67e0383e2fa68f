"""One's own signatures, a single one with all that it binds, and the bytes that were signed."""

from hashlib import sha256
from uuid import UUID

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from core.access import requires, viewer
from core.accounts.services.factors import answer_options
from core.accounts.views.own import own_id
from core.adapters.clock import now
from core.adapters.fields import as_uuid
from core.adapters.files import path_of, sent
from core.kernel.errors import NotFound
from core.region.calendar import region
from core.signatures import queries, sight
from core.signatures.access import Permission
from core.signatures.pages import OwnSignaturesPage, SignaturePage
from core.signatures.queries import SignatureRow
from core.signatures.rules import Act
from core.signatures.rules.agreement import PRESENT
from core.signatures.services.signing import PLAIN
from core.signatures.views.blueprint import blueprint

LONGEST = 60


def visible(signature_id: UUID) -> SignatureRow:
    """A signature on what the viewer may see, or their own; 404 for all else."""
    row = queries.get_signature(signature_id)
    if not sight.may_see(row.object_type, row.object_id, row.signer_account_id, viewer()):
        raise NotFound("hidden from this reader")
    return row


@blueprint.get("/")
@requires(Permission.SEE_SIGNATURE)
def list_own() -> ResponseReturnValue:
    acceptances = queries.list_acceptances(own_id())
    page = OwnSignaturesPage(
        queries.list_own(own_id()),
        acceptances,
        is_present_accepted=any(row.version == PRESENT for row in acceptances),
    )
    return render_template("signatures/own.html", page=page)


@blueprint.get("/<uuid:signature_id>/")
@requires(Permission.SEE_SIGNATURE)
def signature(signature_id: UUID) -> ResponseReturnValue:
    row, place = visible(signature_id), region()
    page = SignaturePage.of(
        row,
        place.zone if place else "Europe/Moscow",
        sight.address_of(row.object_type, row.object_id),
        is_intact=is_intact(row.doc_sha256),
    )
    return render_template("signatures/show.html", page=page)


def is_intact(digest: str) -> bool:
    path = path_of(digest)
    return path.is_file() and sha256(path.read_bytes()).hexdigest() == digest


@blueprint.get("/<uuid:signature_id>/signed.txt")
@requires(Permission.SEE_SIGNATURE)
def signed_bytes(signature_id: UUID) -> ResponseReturnValue:
    row = visible(signature_id)
    return sent(row.doc_sha256, f"signed-{row.number}.txt", PLAIN)


@blueprint.post("/options")
@requires(Permission.SEE_SIGNATURE)
def sign_options() -> ResponseReturnValue:
    """For the script: a challenge for a passkey, bound to the very act that the form names."""
    form = request.form
    object_id, version = as_uuid(form.get("object_id")), form.get("object_version", type=int)
    names = [form.get(name, "") for name in ("act", "object_type", "sha256")]
    if object_id is None or version is None or not all(0 < len(n) <= LONGEST + 4 for n in names):
        abort(400)
    act = Act(names[0], names[1], object_id, version, names[2])
    options = answer_options(own_id(), act.purpose, now=now())
    return options, {"Content-Type": "application/json"}
