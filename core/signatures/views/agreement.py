"""The agreement on the simple electronic signature: reading, accepting, its kept paper."""

from uuid import UUID

from flask import flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.accounts.forms import BESIDE_FACTOR
from core.accounts.kept import kept
from core.accounts.pages import KeptPage
from core.accounts.rules.paths import own_path
from core.accounts.services.factors import answer_options
from core.accounts.views.own import own_id
from core.accounts.views.places import next_place
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import NotFound, Refused, Stale
from core.papers.queries import find_kept_code
from core.papers.serving import serve_kept
from core.signatures import queries, services
from core.signatures.access import Permission
from core.signatures.asking import proof_in, show_agreement
from core.signatures.forms import AgreementForm
from core.signatures.services.agreements import ACCEPTING, KIND
from core.signatures.views.blueprint import blueprint


@blueprint.get("/agreement")
@requires(Permission.ACCEPT_AGREEMENT)
def read_agreement() -> ResponseReturnValue:
    return show_agreement(AgreementForm(data={"next": own_path(request.args.get("next"))}))


@blueprint.post("/agreement")
@requires(Permission.ACCEPT_AGREEMENT)
def accept_agreement() -> ResponseReturnValue:
    form = AgreementForm(request.form)
    if not form.validate():
        return show_agreement(form, 422)
    accepted = services.Accepted(form.version.data, form.sha256.data)
    try:
        services.accept_agreement(accepted, proof_in(form), actor=viewer(), now=now())
    except Stale as stale:
        form.form_errors.append(sentence(stale.refusal))
        return show_agreement(form, 409)
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE_FACTOR)
        return show_agreement(form, 422)
    return going_on(form)


def going_on(form: AgreementForm) -> ResponseReturnValue:
    """Back to what was about to be signed; nothing of it was sent yet."""
    typed, path = kept(form.kept.data), own_path(form.next.data)
    if typed is None or path is None:
        flash(gettext("The agreement is accepted. You can sign now."))
        return redirect(next_place(form.next.data, url_for(".list_own")), code=303)
    g.pop("_login_user", None)
    return make_response(render_template("signatures/go_on.html", page=KeptPage(path, typed)))


@blueprint.post("/agreement/options")
@requires(Permission.ACCEPT_AGREEMENT)
def agreement_options() -> ResponseReturnValue:
    """For the script: what a passkey answers to accept the agreement."""
    return answer_options(own_id(), ACCEPTING, now=now()), {"Content-Type": "application/json"}


@blueprint.get("/agreement/<uuid:acceptance_id>/agreement.pdf")
@requires(Permission.ACCEPT_AGREEMENT)
def agreement_paper(acceptance_id: UUID) -> ResponseReturnValue:
    """The agreement as one accepted it oneself, printed and kept."""
    acceptance = queries.get_acceptance(acceptance_id)
    code = find_kept_code(KIND, acceptance.id)
    if acceptance.account_id != own_id() or code is None:
        raise NotFound("there is no such acceptance")
    return serve_kept(code)
