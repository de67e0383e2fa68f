"""Taking away a passkey, new recovery codes, calling off a recovery that one did not ask for."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.accounts import guards
from core.accounts.access import Permission
from core.accounts.forms import BESIDE_FACTOR, ProofForm
from core.accounts.queries.pending import find_open_recovery
from core.accounts.services import factors, recoveries
from core.accounts.views.blueprint import blueprint
from core.accounts.views.factors.own import (
    demand_on,
    done,
    is_needed,
    key_removal,
    show_removal,
)
from core.accounts.views.own import own_id
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import NotFound, Refused


@blueprint.get("/desk/account/factors/passkeys/<uuid:passkey_id>/remove")
@requires(Permission.KEEP_OWN_ACCOUNT)
def ask_remove_passkey(passkey_id: UUID) -> ResponseReturnValue:
    demand_on()
    return show_removal(key_removal(passkey_id), ProofForm())


@blueprint.post("/desk/account/factors/passkeys/<uuid:passkey_id>/remove")
@requires(Permission.KEEP_OWN_ACCOUNT)
def remove_passkey(passkey_id: UUID) -> ResponseReturnValue:
    demand_on()
    form, who, page = ProofForm(request.form), viewer(), key_removal(passkey_id)
    if not form.validate():
        return show_removal(page, form, 422)
    try:
        proof = guards.proof_of(form, form.confirmation.data, who.email)
        factors.remove_passkey(passkey_id, proof, must_keep=is_needed(), actor=who, now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE_FACTOR)
        return show_removal(page, form, 422)
    flash(gettext("The passkey is removed."))
    return redirect(url_for("accounts.own_factors"), code=303)


def show_renewal(form: ProofForm, status: int = 200) -> ResponseReturnValue:
    guard = guards.guard(viewer())
    return render_template("accounts/factors/renew.html", form=form, guard=guard), status


@blueprint.get("/desk/account/factors/recovery-codes")
@requires(Permission.KEEP_OWN_ACCOUNT)
def ask_recovery_codes() -> ResponseReturnValue:
    demand_on()
    if not guards.guard(viewer()).asks:
        raise NotFound("there is no factor to go with")
    return show_renewal(ProofForm())


@blueprint.post("/desk/account/factors/recovery-codes")
@requires(Permission.KEEP_OWN_ACCOUNT)
def renew_recovery_codes() -> ResponseReturnValue:
    demand_on()
    form, who = ProofForm(request.form), viewer()
    if not guards.guard(who).asks:
        raise NotFound("there is no factor to go with")
    if not form.validate():
        return show_renewal(form, 422)
    try:
        proof = guards.proof_of(form, form.confirmation.data, who.email)
        changed = factors.renew_recovery_codes(proof, actor=who, now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE_FACTOR)
        return show_renewal(form, 422)
    return done(changed, gettext("The earlier recovery codes are worth nothing now."))


@blueprint.post("/desk/account/factors/recovery/cancel")
@requires(Permission.KEEP_OWN_ACCOUNT)
def cancel_own_recovery() -> ResponseReturnValue:
    found = find_open_recovery(own_id())
    if found is None:
        raise NotFound("there is no recovery to call off")
    recoveries.cancel_recovery(found.id, actor=viewer(), now=now())
    flash(gettext("The recovery is called off."))
    return redirect(url_for("accounts.own_factors"), code=303)
