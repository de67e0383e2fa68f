"""The choice of a language, kept in a cookie of its own."""

from flask import abort, current_app, redirect, request
from flask.typing import ResponseReturnValue

from core.access import requires
from core.accounts.access import Permission
from core.accounts.views.blueprint import blueprint
from core.accounts.views.places import next_place
from core.adapters.language import COOKIE, LANGUAGES

ONE_YEAR = 365 * 24 * 3600


@blueprint.route("/language/<code>", methods=["GET", "POST"])
@requires(Permission.CHOOSE_LANGUAGE)
def choose_language(code: str) -> ResponseReturnValue:
    if code not in LANGUAGES:
        abort(404)
    response = redirect(next_place(request.values.get("next"), "/"), code=303)
    is_https = current_app.config["SETTINGS"].is_https
    response.set_cookie(
        COOKIE, code, max_age=ONE_YEAR, secure=is_https, httponly=True, samesite="Lax"
    )
    return response
