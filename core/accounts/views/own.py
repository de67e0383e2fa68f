"""A person's own account: where they are signed in, and their password."""

from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.accounts import guards, services, sessions
from core.accounts.access import Permission
from core.accounts.forms import BESIDE_FACTOR, ChangePasswordForm
from core.accounts.pages import OwnAccountPage
from core.accounts.queries.sessions import list_sessions
from core.accounts.rules.passwords import SHORTEST
from core.accounts.views.blueprint import blueprint
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import NotFound, Refused


def own_id() -> UUID:
    account_id = viewer().account_id
    if account_id is None:
        raise NotFound("A visitor has no account.")
    return account_id


@blueprint.get("/desk/account/")
@requires(Permission.KEEP_OWN_ACCOUNT)
def own_account() -> ResponseReturnValue:
    moment = now()
    rows = list_sessions(own_id(), seen_after=moment - sessions.life().idle, now=moment)
    page = OwnAccountPage.of(viewer(), rows, g.get("session_id"))
    return render_template("accounts/own.html", page=page)


@blueprint.post("/desk/account/sessions/<uuid:session_id>/end")
@requires(Permission.KEEP_OWN_ACCOUNT)
def end_session(session_id: UUID) -> ResponseReturnValue:
    services.end_own_session(session_id, account_id=own_id(), actor=viewer(), now=now())
    flash(gettext("That browser is signed out."))
    return redirect(url_for(".own_account"), code=303)


@blueprint.post("/desk/account/sessions/end-others")
@requires(Permission.KEEP_OWN_ACCOUNT)
def end_other_sessions() -> ResponseReturnValue:
    keep = sessions.token() or ""
    services.end_other_sessions(own_id(), keep=keep, actor=viewer(), now=now())
    flash(gettext("All other browsers are signed out."))
    return redirect(url_for(".own_account"), code=303)


def show_password_form(form: ChangePasswordForm, status: int = 200) -> ResponseReturnValue:
    guard = guards.guard(viewer())
    page = render_template("accounts/password.html", form=form, shortest=SHORTEST, guard=guard)
    return page, status


@blueprint.get("/desk/account/password")
@requires(Permission.KEEP_OWN_ACCOUNT)
def edit_password() -> ResponseReturnValue:
    return show_password_form(ChangePasswordForm())


@blueprint.post("/desk/account/password")
@requires(Permission.KEEP_OWN_ACCOUNT)
def change_password() -> ResponseReturnValue:
    form = ChangePasswordForm(request.form)
    if not form.validate():
        return show_password_form(form, status=422)
    who, new = viewer(), form.new_password.data
    proof = guards.proof_of(form, form.current_password.data, who.email)
    try:
        token = services.change_password(proof, new, actor=who, source=sessions.source(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **FIELDS)
        return show_password_form(form, status=422)
    sessions.remember(token)
    flash(gettext("The password is changed. All other browsers are signed out."))
    return redirect(url_for(".own_account"), code=303)


FIELDS = {
    **BESIDE_FACTOR,
    "wrong_password": "current_password",
    "too_many_attempts": "current_password",
    "password_short": "new_password",
    "password_long": "new_password",
    "password_guessable": "new_password",
}
