"""The choice of a language, kept in a cookie of its own."""

from flask import abort, redirect, request
from flask.typing import ResponseReturnValue

from core.access import requires
from core.accounts.access import Permission
from core.accounts.views.blueprint import blueprint
from core.accounts.views.places import next_place
from core.adapters.cookies import keep_cookie
from core.adapters.language import COOKIE, LANGUAGES


@blueprint.route("/language/<code>", methods=["GET", "POST"])
@requires(Permission.CHOOSE_LANGUAGE)
def choose_language(code: str) -> ResponseReturnValue:
    if code not in LANGUAGES:
        abort(404)
    response = redirect(next_place(request.values.get("next"), "/"), code=303)
    keep_cookie(response, COOKIE, code)
    return response
