"""Setting a password by a one-time link: an invitation or a reset."""

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from core.access import requires
from core.accounts import services, sessions
from core.accounts.access import Permission
from core.accounts.forms import NewPasswordForm
from core.accounts.pages import LinkPage
from core.accounts.queries.links import LinkRow, find_link
from core.accounts.rules.links import LinkState, link_state
from core.accounts.services.pending import FactorNeeded
from core.accounts.services.tokens import digest
from core.accounts.views.blueprint import blueprint
from core.accounts.views.factors.entering import ask_for_factor
from core.accounts.views.places import DESK
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import NotFound, Refused
from core.limits import GUESSES, count

BESIDE_PASSWORD = ("password_short", "password_long", "password_guessable")


def get_link(token: str) -> LinkRow:
    link = find_link(digest(token))
    if link is None:
        count(GUESSES)
        raise NotFound("There is no such link.")
    return link


def show_form(token: str, link: LinkRow, form: NewPasswordForm, status: int) -> ResponseReturnValue:
    """The form, or a page in words if the link does not work any more; never kept in a cache."""
    state = link_state(used_at=link.used_at, expires_at=link.expires_at, now=now())
    if state is LinkState.OPEN and link.disabled_at is None:
        page = LinkPage.of(token, link)
        body = render_template("accounts/set_password.html", page=page, form=form)
    else:
        status, body = 410, render_template("accounts/link_gone.html", used=state is LinkState.USED)
    response = make_response(body, status)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/link/<token>")
@requires(Permission.SIGN_IN)
def open_link(token: str) -> ResponseReturnValue:
    return show_form(token, get_link(token), NewPasswordForm(), 200)


@blueprint.post("/link/<token>")
@requires(Permission.SIGN_IN)
def use_link(token: str) -> ResponseReturnValue:
    form = NewPasswordForm(request.form)
    link = get_link(token)
    if not form.validate():
        return show_form(token, link, form, 422)
    try:
        new_session = services.use_link(
            token, form.new_password.data, source=sessions.source(), now=now()
        )
    except FactorNeeded as needed:
        return ask_for_factor(needed)
    except Refused as refused:
        form.refuse(refused, sentence, **dict.fromkeys(BESIDE_PASSWORD, "new_password"))
        return show_form(token, get_link(token), form, 422)
    sessions.remember(new_session)
    return redirect(DESK, code=303)
