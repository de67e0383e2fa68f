"""Sending to be signed, and the page on which one signs the very text and sum that it shows."""

from uuid import UUID

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.accounts.forms import BESIDE_FACTOR
from core.accounts.rules.throttle import Throttled
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import Refused, Stale
from core.signatures.asking import ask_to_accept, proof_in, signing, wants_agreement
from council.access import Permission
from council.minutes import services
from council.minutes.forms import RevisionForm, SignForm
from council.minutes.pages.small import SignPage
from council.minutes.queries import editions
from council.minutes.rules import EditionState
from council.minutes.views.blueprint import (
    EDITION,
    Found,
    back,
    blueprint,
    kept_edition,
    visible_edition,
)

BESIDE = {**BESIDE_FACTOR, "signing_paused": "confirmation"}


@blueprint.post(f"{EDITION}send-to-sign")
@requires(Permission.KEEP_MINUTES)
def send_to_sign(edition_id: UUID) -> ResponseReturnValue:
    kept_edition(edition_id)
    form = RevisionForm(request.form)
    if not form.validate():
        abort(400)
    services.send_to_sign(edition_id, revision=form.revision.data, actor=viewer(), now=now())
    text = gettext("The text is frozen. The presiding and the secretary sign it now.")
    return back(text, edition_id)


@blueprint.get(f"{EDITION}sign")
@requires(Permission.SIGN_MINUTES)
def sign_page(edition_id: UUID) -> ResponseReturnValue:
    found = signed_by_viewer(edition_id)
    return show_text(found, SignForm(data={"sha256": found.edition.sha256 or ""}))


def signed_by_viewer(edition_id: UUID) -> Found:
    """An edition that the viewer signs; others who may see it are told so by 403."""
    found = visible_edition(edition_id)
    if found.role.signs is None:
        abort(403)
    return found


def show_text(
    found: Found, form: SignForm, status: int = 200, shown_sha256: str = ""
) -> ResponseReturnValue:
    text = editions.get_text(found.edition.id)
    page = SignPage.of(found.place, text, found.edition.sha256 or "", shown_sha256)
    is_open = found.edition.state is EditionState.TO_SIGN
    body = render_template(
        "minutes/sign.html", page=page, form=form, is_open=is_open, signing=signing()
    )
    return body, status


@blueprint.post(f"{EDITION}sign")
@requires(Permission.SIGN_MINUTES)
def sign(edition_id: UUID) -> ResponseReturnValue:
    found = signed_by_viewer(edition_id)
    if signing().begins_with_agreement:
        return ask_to_accept()
    form = SignForm(request.form)
    if not form.validate():
        return show_text(found, form, status=422)
    try:
        is_last = services.sign_minutes(
            edition_id, form.sha256.data, proof_in(form), actor=viewer(), now=now()
        )
    except Stale:
        return show_changed(edition_id, form.sha256.data)
    except Refused as refused:
        if wants_agreement(refused):
            return ask_to_accept()
        if not set(refused.codes) <= set(BESIDE):
            raise
        form.refuse(refused, sentence, **BESIDE)
        return show_text(found, form, 429 if isinstance(refused, Throttled) else 422)
    done = gettext("The minutes are signed by both. Assignments are on control now.")
    return back(done if is_last else gettext("Your signature is recorded."), edition_id)


def show_changed(edition_id: UUID, shown_sha256: str) -> ResponseReturnValue:
    """409: the text that stands now with its sum, and the sum of what was shown (F17)."""
    found = visible_edition(edition_id)
    form = SignForm(data={"sha256": found.edition.sha256 or ""})
    return show_text(found, form, 409, shown_sha256)
