"""Signing in and out."""

from flask import g, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login.utils import login_url
from werkzeug.wrappers import Response

from core.access import requires, viewer
from core.accounts import services, sessions
from core.accounts.access import Permission
from core.accounts.browsers import remember_browser
from core.accounts.forms import SignInForm
from core.accounts.kept import keep, kept
from core.accounts.pages import KeptPage, SignInPage
from core.accounts.rules.paths import own_path
from core.accounts.rules.throttle import Throttled
from core.accounts.views.blueprint import blueprint
from core.accounts.views.places import DESK, next_place
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import Refused


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
    except Throttled:
        raise
    except Refused as refused:
        form.refuse(refused, sentence)
        return show_form(form, status=422)
    sessions.remember(token)
    response = going_on(form)
    remember_browser(response, email)
    return response


def going_on(form: SignInForm) -> Response:
    """To the page that was asked for; first to what was typed when the session ended."""
    typed, path = kept(form.kept.data), own_path(form.next.data)
    if typed is None or path is None:
        return redirect(next_place(form.next.data, DESK), code=303)
    g.pop("_login_user", None)  # so that the page knows who has just signed in
    return make_response(render_template("accounts/kept.html", page=KeptPage(path, typed)))


@blueprint.post("/sign-out")
@requires(Permission.SIGN_IN)
def sign_out() -> ResponseReturnValue:
    if token := sessions.token():
        services.end_session(token, actor=viewer(), now=now())
    sessions.forget()
    return redirect("/", code=303)
