"""Recovery by two people: asking for it, the open ones, confirming, calling off by letter."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import permits, requires, viewer
from core.accounts import guards
from core.accounts.access import Permission
from core.accounts.factor_pages import RecoveryLine
from core.accounts.forms import BESIDE_FACTOR, AskRecoveryForm, ProofForm
from core.accounts.queries import accounts, pending
from core.accounts.rules.recoveries import OPEN
from core.accounts.services import recoveries
from core.accounts.services.factors import prove
from core.accounts.services.factors.changing import CHANGING
from core.accounts.services.tokens import digest
from core.accounts.views.blueprint import blueprint
from core.accounts.views.own import own_id
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import NotFound, Refused


def show_request(account_id: UUID, form: AskRecoveryForm, status: int = 200) -> ResponseReturnValue:
    row = accounts.get_account_row(account_id)
    return render_template("accounts/factors/ask_recovery.html", page=row, form=form), status


@blueprint.get("/desk/accounts/<uuid:account_id>/recovery")
@requires(Permission.KEEP_ACCOUNTS)
def new_recovery(account_id: UUID) -> ResponseReturnValue:
    return show_request(account_id, AskRecoveryForm())


@blueprint.post("/desk/accounts/<uuid:account_id>/recovery")
@requires(Permission.KEEP_ACCOUNTS)
def ask_recovery(account_id: UUID) -> ResponseReturnValue:
    form = AskRecoveryForm(request.form)
    if not form.validate():
        return show_request(account_id, form, 422)
    try:
        recoveries.ask_recovery(account_id, form.reason.data, actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, no_reason="reason")
        return show_request(account_id, form, 422)
    flash(gettext("The recovery is asked for. Another person has to confirm it."))
    return redirect(url_for("accounts.list_recoveries"), code=303)


@blueprint.get("/desk/recoveries/")
@requires(Permission.CONFIRM_RECOVERY)
def list_recoveries() -> ResponseReturnValue:
    rows = [RecoveryLine.of(row, viewer()) for row in pending.list_open_recoveries()]
    keeps = permits(viewer(), Permission.KEEP_ACCOUNTS)
    return render_template("accounts/factors/recoveries.html", page=rows, keeps=keeps)


def line_of(recovery_id: UUID) -> RecoveryLine:
    for row in pending.list_open_recoveries():
        if row.id == recovery_id:
            return RecoveryLine.of(row, viewer())
    raise NotFound("there is no such recovery")


def show_confirmation(
    line: RecoveryLine, form: ProofForm, status: int = 200
) -> ResponseReturnValue:
    guard = guards.guard(viewer())
    return (
        render_template("accounts/factors/recovery.html", page=line, form=form, guard=guard),
        status,
    )


@blueprint.get("/desk/recoveries/<uuid:recovery_id>/")
@requires(Permission.CONFIRM_RECOVERY)
def recovery(recovery_id: UUID) -> ResponseReturnValue:
    return show_confirmation(line_of(recovery_id), ProofForm())


@blueprint.post("/desk/recoveries/<uuid:recovery_id>/")
@requires(Permission.CONFIRM_RECOVERY)
def confirm_recovery(recovery_id: UUID) -> ResponseReturnValue:
    line, form, who = line_of(recovery_id), ProofForm(request.form), viewer()
    if not form.validate():
        return show_confirmation(line, form, 422)
    try:
        proof = guards.proof_of(form, form.confirmation.data, who.email)
        prove(own_id(), proof, CHANGING, now=now(), is_act=True)
        recoveries.confirm_recovery(recovery_id, actor=who, now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE_FACTOR)
        return show_confirmation(line, form, 422)
    flash(gettext("The recovery is confirmed. It takes effect in 24 hours."))
    return redirect(url_for("accounts.list_recoveries"), code=303)


@blueprint.post("/desk/recoveries/<uuid:recovery_id>/cancel")
@requires(Permission.KEEP_ACCOUNTS)
def cancel_recovery(recovery_id: UUID) -> ResponseReturnValue:
    recoveries.cancel_recovery(recovery_id, actor=viewer(), now=now())
    flash(gettext("The recovery is called off."))
    return redirect(url_for("accounts.list_recoveries"), code=303)


@blueprint.get("/recovery/<token>")
@requires(Permission.SIGN_IN)
def open_recovery_link(token: str) -> ResponseReturnValue:
    """From the owner's letter: what is about to happen, and a button that stops it."""
    found = pending.find_recovery_by_token(digest(token))
    if found is None:
        raise NotFound("There is no such recovery.")
    is_open = found.state in OPEN
    body = render_template(
        "accounts/factors/cancel_recovery.html", page=found, token=token, is_open=is_open
    )
    response = make_response(body, 200 if is_open else 410)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/recovery/<token>")
@requires(Permission.SIGN_IN)
def cancel_by_link(token: str) -> ResponseReturnValue:
    recoveries.cancel_by_link(token, now=now())
    flash(gettext("The recovery is called off. Tell the council's secretary about it."))
    return redirect(url_for("accounts.sign_in"), code=303)
