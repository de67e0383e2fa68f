"""One's own second factors: what is set up, a new one, taking one away, recovery codes."""

from urllib.parse import urlsplit
from uuid import UUID

from flask import current_app, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.accounts import guards, sessions
from core.accounts.access import Permission
from core.accounts.factor_pages import OfferPage, OwnFactorsPage, RemovalPage
from core.accounts.forms import BESIDE_FACTOR, AddPasskeyForm, ProofForm, SetUpCodesForm
from core.accounts.queries.factors import get_factors
from core.accounts.queries.pending import find_open_recovery
from core.accounts.services import factors
from core.accounts.services.factors.changing import CHANGING
from core.accounts.services.guarding import may_sign_from
from core.accounts.views.blueprint import blueprint
from core.accounts.views.own import own_id
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import NotFound, Refused

JSON = {"Content-Type": "application/json"}


def demand_on() -> None:
    """Where second factors are off, nobody can set one up: others may share the account."""
    if not current_app.config["SETTINGS"].second_factor:
        raise NotFound("second factors are off here")


def is_needed() -> bool:
    who = viewer()
    return sessions.needs_factor(is_trusted=who.is_trusted or who.is_administrator)


def issuer() -> str:
    """What the app calls these codes: the site's host, short enough for a picture easily read."""
    return urlsplit(current_app.config["SETTINGS"].base_url).hostname or gettext("Export Council")


@blueprint.get("/desk/account/factors/")
@requires(Permission.KEEP_OWN_ACCOUNT)
def own_factors() -> ResponseReturnValue:
    moment, free_at = now(), may_sign_from(own_id())
    page = OwnFactorsPage(
        is_on=current_app.config["SETTINGS"].second_factor,
        is_needed=is_needed(),
        is_missing=viewer().lacks_factor,
        may_have_keys=guards.may_have_keys(),
        factors=get_factors(own_id()),
        recovery=find_open_recovery(own_id()),
        signing_from=free_at if free_at and free_at > moment else None,
    )
    return render_template("accounts/factors/own.html", page=page)


def show_offer(
    form: SetUpCodesForm, offer: factors.Offer, status: int = 200
) -> ResponseReturnValue:
    body = render_template(
        "accounts/factors/codes.html",
        page=OfferPage.of(offer),
        form=form,
        guard=guards.guard(viewer()),
    )
    response = make_response(body, status)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/desk/account/factors/codes")
@requires(Permission.KEEP_OWN_ACCOUNT)
def offer_codes() -> ResponseReturnValue:
    demand_on()
    offer = factors.new_offer(own_id(), viewer().email, issuer(), now())
    return show_offer(SetUpCodesForm(data={"offer": offer.sealed}), offer)


@blueprint.post("/desk/account/factors/codes")
@requires(Permission.KEEP_OWN_ACCOUNT)
def set_up_codes() -> ResponseReturnValue:
    demand_on()
    form, who, moment = SetUpCodesForm(request.form), viewer(), now()
    try:
        offer = factors.read_offer(own_id(), form.offer.data or "", who.email, issuer(), moment)
    except Refused as refused:
        offer = factors.new_offer(own_id(), who.email, issuer(), moment)
        form.offer.data = offer.sealed
        form.refuse(refused, sentence)
        return show_offer(form, offer, 422)
    if not form.validate():
        return show_offer(form, offer, 422)
    proof = guards.proof_of(form, form.confirmation.data, who.email)
    try:
        changed = factors.set_up_codes(offer, form.new_code.data, proof, actor=who, now=moment)
    except Refused as refused:
        # A wrong code while no factor is set up can only be the new one.
        beside = BESIDE_FACTOR if guards.guard(who).asks else {**BESIDE_FACTOR, **NEW_CODE}
        form.refuse(refused, sentence, **beside)
        return show_offer(form, offer, 422)
    return done(changed, gettext("One-time codes are set up."))


NEW_CODE = {"wrong_code": "new_code"}


def done(changed: factors.Changed, told: str) -> ResponseReturnValue:
    """Back to the factors; first the recovery codes, which are shown this once."""
    if not changed.recovery_codes:
        flash(told)
        return redirect(url_for("accounts.own_factors"), code=303)
    page = render_template(
        "accounts/factors/recovery_codes.html", codes=changed.recovery_codes, told=told
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def show_key(form: AddPasskeyForm, status: int = 200) -> ResponseReturnValue:
    guard = guards.guard(viewer())
    return render_template("accounts/factors/passkey.html", form=form, guard=guard), status


@blueprint.get("/desk/account/factors/passkeys/new")
@requires(Permission.KEEP_OWN_ACCOUNT)
def new_passkey() -> ResponseReturnValue:
    demand_on()
    return show_key(AddPasskeyForm())


@blueprint.post("/desk/account/factors/passkeys/new")
@requires(Permission.KEEP_OWN_ACCOUNT)
def add_passkey() -> ResponseReturnValue:
    demand_on()
    form, who = AddPasskeyForm(request.form), viewer()
    if not form.validate():
        return show_key(form, 422)
    proof = guards.proof_of(form, form.confirmation.data, who.email)
    try:
        changed = factors.add_passkey(
            form.name.data, form.made.data or "", proof, actor=who, now=now()
        )
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE_FACTOR)
        return show_key(form, 422)
    return done(changed, gettext("The passkey is added."))


@blueprint.post("/desk/account/factors/options")
@requires(Permission.KEEP_OWN_ACCOUNT)
def factor_options() -> ResponseReturnValue:
    """For the script: what a present key has to answer before anything is changed."""
    demand_on()
    return factors.answer_options(own_id(), CHANGING, now=now()), JSON


@blueprint.post("/desk/account/factors/passkeys/options")
@requires(Permission.KEEP_OWN_ACCOUNT)
def new_passkey_options() -> ResponseReturnValue:
    """For the script: what a new key is made of."""
    demand_on()
    return factors.new_key_options(own_id(), viewer().email, issuer(), now=now()), JSON


def show_removal(page: RemovalPage, form: ProofForm, status: int = 200) -> ResponseReturnValue:
    guard = guards.guard(viewer())
    return (
        render_template("accounts/factors/remove.html", page=page, form=form, guard=guard),
        status,
    )


def codes_removal() -> RemovalPage:
    return RemovalPage(gettext("One-time codes of an app"), url_for("accounts.remove_codes"))


@blueprint.get("/desk/account/factors/codes/remove")
@requires(Permission.KEEP_OWN_ACCOUNT)
def ask_remove_codes() -> ResponseReturnValue:
    demand_on()
    return show_removal(codes_removal(), ProofForm())


@blueprint.post("/desk/account/factors/codes/remove")
@requires(Permission.KEEP_OWN_ACCOUNT)
def remove_codes() -> ResponseReturnValue:
    demand_on()
    form, who = ProofForm(request.form), viewer()
    if not form.validate():
        return show_removal(codes_removal(), form, 422)
    try:
        proof = guards.proof_of(form, form.confirmation.data, who.email)
        factors.remove_codes(proof, must_keep=is_needed(), actor=who, now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE_FACTOR)
        return show_removal(codes_removal(), form, 422)
    flash(gettext("One-time codes are removed."))
    return redirect(url_for("accounts.own_factors"), code=303)


def key_removal(passkey_id: UUID) -> RemovalPage:
    keys = {row.passkey_id: row.name for row in get_factors(own_id()).passkeys}
    if passkey_id not in keys:
        raise NotFound("there is no such key")
    return RemovalPage(keys[passkey_id], url_for("accounts.remove_passkey", passkey_id=passkey_id))
