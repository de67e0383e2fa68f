"""Signing in and out."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login.utils import login_url

from core.access import requires, viewer
from core.accounts import services, sessions
from core.accounts.access import Permission
from core.accounts.browsers import remember_browser
from core.accounts.forms import SignInForm
from core.accounts.kept import keep
from core.accounts.pages import SignInPage
from core.accounts.rules.paths import own_path
from core.accounts.rules.throttle import Throttled
from core.accounts.services.pending import FactorNeeded
from core.accounts.views.blueprint import blueprint
from core.accounts.views.factors.entering import ask_for_factor, going_on
from core.accounts.views.places import DESK, next_place
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import Refused

# Not cookies: the chosen language and look, and that the browser is known, outlast a session.
KEPT_BY_BROWSERS = '"cache", "storage"'


def show_form(form: SignInForm, status: int = 200) -> ResponseReturnValue:
    page = SignInPage(
        goes_on=own_path(form.next.data) is not None,
        is_kept=bool(form.kept.data),
        is_file_lost=any(file.filename for file in request.files.values()),
    )
    return render_template("accounts/sign_in.html", page=page, form=form), status


def ask_to_sign_in() -> ResponseReturnValue:
    """To whoever has to sign in first. What they sent is carried along, so nothing is lost."""
    if request.method != "POST":
        return redirect(login_url("accounts.sign_in", request.url))
    path = request.full_path if request.query_string else request.path
    typed = keep(request.form.items(multi=True))
    return show_form(SignInForm(next=path, kept=typed), status=401)


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
    except FactorNeeded as needed:
        return ask_for_factor(needed, form.next.data, form.kept.data)
    except Throttled:
        raise
    except Refused as refused:
        form.refuse(refused, sentence)
        return show_form(form, status=422)
    sessions.remember(token)
    response = going_on(form.next.data, form.kept.data)
    remember_browser(response, email)
    return response


@blueprint.post("/sign-out")
@requires(Permission.SIGN_IN)
def sign_out() -> ResponseReturnValue:
    if token := sessions.token():
        services.end_session(token, actor=viewer(), now=now())
    sessions.forget()
    response = redirect("/", code=303)
    response.headers["Clear-Site-Data"] = KEPT_BY_BROWSERS
    return response
