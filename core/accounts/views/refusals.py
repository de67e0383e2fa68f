"""Answers to tries that came too often or too many at once, on every page of the site."""

from flask import make_response
from flask.typing import ResponseReturnValue

from core.accounts.rules.throttle import Throttled
from core.accounts.views.blueprint import blueprint
from core.adapters.language import sentence
from core.adapters.passwords import TooBusy
from core.pages import error_page

BUSY_SECONDS = 5


@blueprint.app_errorhandler(Throttled)
def show_throttled(error: Throttled) -> ResponseReturnValue:
    response = make_response(error_page(429, reasons=[sentence(r) for r in error.refusals]))
    response.headers["Retry-After"] = str(error.seconds)
    return response


@blueprint.app_errorhandler(TooBusy)
def show_busy(_error: TooBusy) -> ResponseReturnValue:
    response = make_response(error_page(503))
    response.headers["Retry-After"] = str(BUSY_SECONDS)
    return response
