"""The pages of an outage: 503 while something is away, 507 when a disk is full.

What was typed stands on the page and can be sent once more. Everything recovers by itself.
"""

from http import HTTPStatus

from flask import Flask, current_app, g, make_response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from core import pages
from core.accounts.kept import Typed, without_secrets
from core.adapters import metrics
from core.adapters.database import db
from core.adapters.outages import Outage, outage_of
from core.kernel.viewers import ANONYMOUS
from core.operation import replica

RETRY_SECONDS = 10
STATUS = {
    Outage.AWAY: HTTPStatus.SERVICE_UNAVAILABLE,
    Outage.FULL: HTTPStatus.INSUFFICIENT_STORAGE,
}


def init_failures(app: Flask) -> None:
    for kind in (DBAPIError, PoolTimeout, OSError):
        app.register_error_handler(kind, show_outage)


def show_outage(error: Exception) -> ResponseReturnValue:
    """A page that needs nothing of what is away; a fault of the program is shown as before."""
    outage = outage_of(error)
    if outage is None or current_app.testing:
        return pages.show_failure(error)
    undo()
    if replica.was_used():
        replica.give_up()
        return current_app.dispatch_request()
    metrics.DATABASE_ERRORS.inc()
    current_app.logger.error("%s: %s", outage, error)
    g.is_broken = True  # menu and names come from the database
    g._login_user = ANONYMOUS  # noqa: SLF001 - the extension would ask the database for the viewer
    page = render_template(
        f"errors/{STATUS[outage].value}.html", typed=typed(), lost_files=bool(request.files)
    )
    response = make_response(page, STATUS[outage])
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    return response


def undo() -> None:
    try:
        db.session.rollback()
    except DBAPIError:  # the connection is gone, and with it the transaction
        db.session().invalidate()


def typed() -> Typed:
    """What a form held that could not be saved, its forgery token included: it is sent again."""
    if request.method != "POST":
        return ()
    token = request.form.get("csrf_token", "")
    fields = without_secrets(request.form.items(multi=True))
    return (*fields, ("csrf_token", token)) if fields else ()
