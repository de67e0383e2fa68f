"""A form whose forgery token is not this session's: nothing is done; it can be sent again.

Only where the browser says that a page of this site sent it (somebody signed in anew beside an
open form). All else, a trap on another site included, gets the plain page of a bad request.
"""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from core.access import viewer
from core.accounts.kept import NEVER, without_secrets
from core.accounts.pages import KeptPage
from core.accounts.rules.paths import own_path
from core.accounts.views.blueprint import blueprint
from core.accounts.views.places import DESK
from core.accounts.views.signing_in import ask_to_sign_in
from core.pages import error_page
from core.security import is_from_own_page

SECRETS = NEVER - {"csrf_token"}


@blueprint.app_errorhandler(CSRFError)
def offer_again(_error: CSRFError) -> ResponseReturnValue:
    """The same form with a good token, to be sent by a click; after signing in where one must."""
    path = own_path(request.full_path if request.query_string else request.path)
    if path is None or request.method != "POST" or not is_from_own_page():
        return error_page(400)
    if path.startswith(DESK) and not viewer().is_authenticated:
        return ask_to_sign_in()
    return render_template("accounts/unsent.html", page=typed_for(path)), 400


def typed_for(path: str) -> KeptPage:
    """What this request brought, to be sent again to `path` by a button."""
    return KeptPage(
        path,
        without_secrets(request.form.items(multi=True)),
        is_file_lost=any(file.filename for file in request.files.values()),
        is_password_lost=any(request.form.get(name) for name in SECRETS),
    )
