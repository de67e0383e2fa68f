"""A new password by oneself, and a new e-mail for signing in.

The page for a new password answers one and the same whatever was typed.
"""

from flask import current_app, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.accounts import guards, sessions
from core.accounts.access import Permission
from core.accounts.forms import BESIDE_FACTOR, EmailForm, ResetForm
from core.accounts.queries.pending import find_email_change
from core.accounts.services import emails, resetting
from core.accounts.services.tokens import digest
from core.accounts.views.blueprint import blueprint
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import NotFound, Refused
from core.limits import Rate, count

ASKED = Rate("reset", 10, 3600)  # from one network


def sends_letters() -> bool:
    settings = current_app.config["SETTINGS"]
    return settings.mail_server is not None or settings.demo


def show_reset(form: ResetForm, status: int = 200, *, is_sent: bool = False) -> ResponseReturnValue:
    body = render_template(
        "accounts/reset.html", form=form, is_sent=is_sent, sends_letters=sends_letters()
    )
    return body, status


@blueprint.get("/reset")
@requires(Permission.SIGN_IN)
def forgot_password() -> ResponseReturnValue:
    return show_reset(ResetForm(), is_sent="sent" in request.args)


@blueprint.post("/reset")
@requires(Permission.SIGN_IN)
def ask_reset() -> ResponseReturnValue:
    form = ResetForm(request.form)
    if not form.validate():
        return show_reset(form, 422)
    count(ASKED)
    if sends_letters():
        resetting.ask_reset(form.email.data, now=now())
    return redirect(url_for(".forgot_password", sent=1), code=303)


def show_email(form: EmailForm, status: int = 200) -> ResponseReturnValue:
    guard = guards.guard(viewer())
    return render_template("accounts/email.html", form=form, guard=guard), status


@blueprint.get("/desk/account/email")
@requires(Permission.KEEP_OWN_ACCOUNT)
def edit_email() -> ResponseReturnValue:
    return show_email(EmailForm())


@blueprint.post("/desk/account/email")
@requires(Permission.KEEP_OWN_ACCOUNT)
def change_email() -> ResponseReturnValue:
    form, who = EmailForm(request.form), viewer()
    if not form.validate():
        return show_email(form, 422)
    proof = guards.proof_of(form, form.confirmation.data, who.email)
    try:
        address = emails.ask_email(form.email.data, proof, actor=who, now=now())
    except Refused as refused:
        form.refuse(
            refused, sentence, **BESIDE_FACTOR, email_taken="email", email_unreadable="email"
        )
        return show_email(form, 422)
    told = gettext("A letter with a link went to %(address)s. Open it to confirm.", address=address)
    flash(told)
    return redirect(url_for("accounts.own_account"), code=303)


@blueprint.get("/email/<token>")
@requires(Permission.SIGN_IN)
def open_email_link(token: str) -> ResponseReturnValue:
    change = find_email_change(digest(token))
    if change is None:
        raise NotFound("There is no such link.")
    is_open = change.ended_at is None and now() < change.expires_at
    body = render_template(
        "accounts/confirm_email.html", token=token, email=change.email, is_open=is_open
    )
    response = make_response(body, 200 if is_open else 410)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/email/<token>")
@requires(Permission.SIGN_IN)
def confirm_email(token: str) -> ResponseReturnValue:
    try:
        emails.confirm_email(token, now=now())
    except Refused:
        return open_email_link(token)
    sessions.forget()
    flash(gettext("The e-mail is changed. Sign in with the new one."))
    return redirect(url_for("accounts.sign_in"), code=303)
