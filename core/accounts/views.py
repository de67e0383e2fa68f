"""Pages around signing in: read the request, call one service, choose a page."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from core.access import requires
from core.accounts.access import Permission

blueprint = Blueprint("accounts", __name__)


@blueprint.get("/sign-in")
@requires(Permission.SIGN_IN)
def sign_in() -> ResponseReturnValue:
    abort(503)


@blueprint.post("/sign-out")
@requires(Permission.SIGN_IN)
def sign_out() -> ResponseReturnValue:
    abort(503)


@blueprint.get("/language/<code>")
@requires(Permission.CHOOSE_LANGUAGE)
def choose_language(code: str) -> ResponseReturnValue:
    abort(404)
