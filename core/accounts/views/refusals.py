"""Answers to tries that came too often or too many at once, on every page of the site."""

from flask import make_response, request
from flask.typing import ResponseReturnValue

from core.accounts.rules.paths import own_path
from core.accounts.rules.throttle import Throttled
from core.accounts.views.blueprint import blueprint
from core.accounts.views.unsent import typed_for
from core.adapters.language import sentence
from core.adapters.passwords import TooBusy
from core.limits import TooOften
from core.pages import error_page

BUSY_SECONDS = 5


@blueprint.app_errorhandler(Throttled)
@blueprint.app_errorhandler(TooOften)
def show_too_often(error: Throttled | TooOften) -> ResponseReturnValue:
    """What was typed waits on the page for another try, passwords and files left out."""
    path = own_path(request.full_path if request.query_string else request.path)
    typed = typed_for(path) if path and request.method == "POST" else None
    reasons = [sentence(refusal) for refusal in error.refusals]
    response = make_response(error_page(429, reasons=reasons, again=path, typed=typed))
    response.headers["Retry-After"] = str(error.seconds)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.app_errorhandler(TooBusy)
def show_busy(_error: TooBusy) -> ResponseReturnValue:
    response = make_response(error_page(503))
    response.headers["Retry-After"] = str(BUSY_SECONDS)
    return response
