"""Whoever holds an office of trust and has no second factor yet is led to set one up first.

Their powers are withheld besides (see `core.accounts.sessions.without_powers`): this shows the way.
"""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from core.access import viewer
from core.accounts.views.blueprint import blueprint
from core.accounts.views.places import DESK

OWN = "/desk/account/"


@blueprint.before_app_request
def lead_to_set_up() -> ResponseReturnValue | None:
    if not request.path.startswith(DESK) or request.path.startswith(OWN):
        return None
    if not viewer().lacks_factor:
        return None
    return redirect(url_for("accounts.own_factors"), code=303)
