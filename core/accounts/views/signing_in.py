"""Signing in and out."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from core.access import requires, viewer
from core.accounts import services, sessions
from core.accounts.access import Permission
from core.accounts.browsers import remember_browser
from core.accounts.forms import SignInForm
from core.accounts.pages import SignInPage
from core.accounts.rules.paths import own_path
from core.accounts.rules.throttle import Throttled
from core.accounts.views.blueprint import blueprint
from core.accounts.views.places import DESK, next_place
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import Refused


def show_form(form: SignInForm, status: int = 200) -> ResponseReturnValue:
    page = SignInPage(goes_on=own_path(form.next.data) is not None)
    return render_template("accounts/sign_in.html", page=page, form=form), status


@blueprint.get("/sign-in")
@requires(Permission.SIGN_IN)
def sign_in() -> ResponseReturnValue:
    if viewer().is_authenticated:
        return redirect(next_place(request.args.get("next"), DESK), code=303)
    return show_form(SignInForm(next=request.args.get("next")))


@blueprint.post("/sign-in")
@requires(Permission.SIGN_IN)
def check_sign_in() -> ResponseReturnValue:
    form = SignInForm(request.form)
    if not form.validate():
        return show_form(form, status=422)
    email = form.email.data
    try:
        token = services.sign_in(
            email, form.password.data, source=sessions.source(email), now=now()
        )
    except Throttled:
        raise
    except Refused as refused:
        form.refuse(refused, sentence)
        return show_form(form, status=422)
    sessions.remember(token)
    response = redirect(next_place(form.next.data, DESK), code=303)
    remember_browser(response, email)
    return response


@blueprint.post("/sign-out")
@requires(Permission.SIGN_IN)
def sign_out() -> ResponseReturnValue:
    if token := sessions.token():
        services.end_session(token, actor=viewer(), now=now())
    sessions.forget()
    return redirect("/", code=303)
