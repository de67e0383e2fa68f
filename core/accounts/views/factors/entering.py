"""The second step of signing in: a code, a passkey or a recovery code.

What was typed before the session ended and where to go on travel along, as on the first step.
"""

from flask import g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from core.access import requires
from core.accounts import sessions
from core.accounts.access import Permission
from core.accounts.browsers import remember_browser
from core.accounts.factor_pages import EnterFactorPage
from core.accounts.forms import EnterFactorForm
from core.accounts.guards import may_have_keys, proof_of
from core.accounts.kept import kept
from core.accounts.pages import KeptPage
from core.accounts.queries.factors import get_factors
from core.accounts.queries.pending import Pending, find_open_recovery, find_pending
from core.accounts.rules.factors import ATTEMPT_OVER
from core.accounts.rules.paths import own_path
from core.accounts.rules.throttle import Throttled
from core.accounts.services import recoveries
from core.accounts.services.factors import answer_options, prove_factor
from core.accounts.services.pending import FactorNeeded, count_try, finish_pending
from core.accounts.services.tokens import digest
from core.accounts.views.blueprint import blueprint
from core.accounts.views.places import DESK, next_place
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import NotFound, Refused

SIGNING_IN = "sign in"
FIELDS = dict.fromkeys(("no_code", "wrong_code", "code_used", "wrong_key"), "factor_code")


def going_on(next_path: str | None, kept_text: str | None) -> Response:
    """To the page that was asked for; first to what was typed when the session ended."""
    typed, path = kept(kept_text), own_path(next_path)
    if typed is None or path is None:
        return redirect(next_place(next_path, DESK), code=303)
    g.pop("_login_user", None)  # so that the page knows who has just signed in
    return make_response(render_template("accounts/kept.html", page=KeptPage(path, typed)))


def ask_for_factor(
    needed: FactorNeeded, next_path: str | None = None, kept_text: str | None = None
) -> ResponseReturnValue:
    """The password was right: the page for the second factor, in the same answer."""
    sessions.remember_pending(needed.token)
    pending = find_pending(digest(needed.token), now())
    if pending is None:
        raise NotFound("there is no such sign-in")
    return show(pending, EnterFactorForm(data={"next": next_path, "kept": kept_text}))


def present_pending() -> Pending | None:
    held = sessions.pending_token()
    return find_pending(digest(held), now()) if held else None


def begin_anew() -> ResponseReturnValue:
    """Nothing waits any more: the password has to be entered again; a live session stays."""
    sessions.forget_pending()
    return redirect(url_for("accounts.sign_in"), code=303)


def show(pending: Pending, form: EnterFactorForm, status: int = 200) -> ResponseReturnValue:
    factors, recovery = get_factors(pending.account_id), find_open_recovery(pending.account_id)
    page = EnterFactorPage.of(factors, recovery, now=now(), may_have_keys=may_have_keys())
    response = make_response(render_template("accounts/factor.html", page=page, form=form), status)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/sign-in/factor")
@requires(Permission.SIGN_IN)
def enter_factor() -> ResponseReturnValue:
    pending = present_pending()
    return show(pending, EnterFactorForm()) if pending else begin_anew()


@blueprint.post("/sign-in/factor")
@requires(Permission.SIGN_IN)
def check_factor() -> ResponseReturnValue:
    pending, form = present_pending(), EnterFactorForm(request.form)
    if pending is None:
        return begin_anew()
    if not form.validate():
        return show(pending, form, status=422)
    proof = proof_of(form, "", pending.email)
    try:
        count_try(pending.id, now=now())
        method = prove_factor(pending.account_id, proof, SIGNING_IN, now=now())
        token = finish_pending(
            pending.id,
            pending.account_id,
            method,
            source=sessions.source(pending.email),
            now=now(),
        )
    except Throttled:
        raise
    except Refused as refused:
        form.refuse(refused, sentence, **FIELDS)
        is_over = ATTEMPT_OVER.code in refused.codes
        return show(pending, form, status=429 if is_over else 422)
    return entered(token, pending, form)


def entered(token: str, pending: Pending, form: EnterFactorForm) -> ResponseReturnValue:
    sessions.remember(token)
    response = going_on(form.next.data, form.kept.data)
    remember_browser(response, pending.email)
    return response


@blueprint.post("/sign-in/factor/options")
@requires(Permission.SIGN_IN)
def factor_entry_options() -> ResponseReturnValue:
    """For the script: what a passkey has to answer."""
    pending = present_pending()
    if pending is None:
        raise NotFound("nobody waits for a second factor here")
    options = answer_options(pending.account_id, SIGNING_IN, now=now())
    return options, {"Content-Type": "application/json"}


@blueprint.post("/sign-in/factor/recovered")
@requires(Permission.SIGN_IN)
def enter_recovered() -> ResponseReturnValue:
    """After two people confirmed it and a day has passed: by the password alone, once."""
    pending = present_pending()
    if pending is None:
        return begin_anew()
    source = sessions.source(pending.email)
    token = recoveries.finish_recovery(pending.id, pending.account_id, source=source, now=now())
    sessions.remember(token)
    return redirect(url_for("accounts.own_factors"), code=303)
