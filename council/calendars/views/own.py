"""«Мои календари»: making an address, seeing it once, revoking it."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import NotFound, Refused
from council.access import Permission
from council.calendars import services
from council.calendars.forms import FeedForm
from council.calendars.pages.own import MadeFeed, OwnCalendarsPage
from council.calendars.queries.feeds import list_feeds
from council.calendars.views.blueprint import base_url, blueprint

SHOWN_ONCE = "calendar"


def own_id() -> UUID:
    person_id = viewer().person_id
    if person_id is None:
        raise NotFound("only people of the council have calendars")
    return person_id


def shown(form: FeedForm, status: int = 200) -> ResponseReturnValue:
    secret = session.pop(SHOWN_ONCE, None)
    made = None
    if isinstance(secret, str):
        made = MadeFeed(f"{base_url()}{url_for('own_calendars.feed', secret=secret)}")
    page = OwnCalendarsPage(list_feeds(own_id()), made, f"{base_url()}/meetings.ics")
    response = make_response(render_template("calendars/own.html", page=page, form=form), status)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/desk/calendars/")
@requires(Permission.KEEP_CALENDARS)
def index() -> ResponseReturnValue:
    return shown(FeedForm())


@blueprint.post("/desk/calendars/")
@requires(Permission.KEEP_CALENDARS)
def make() -> ResponseReturnValue:
    form = FeedForm(request.form)
    if not form.validate():
        return shown(form, 422)
    try:
        secret = services.make_feed(own_id(), form.name.data, actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence)
        return shown(form, 409)
    session[SHOWN_ONCE] = secret
    return redirect(url_for(".index"), code=303)


@blueprint.post("/desk/calendars/<uuid:feed_id>/revoke")
@requires(Permission.KEEP_CALENDARS)
def revoke(feed_id: UUID) -> ResponseReturnValue:
    services.revoke_feed(feed_id, own_id(), actor=viewer(), now=now())
    flash(gettext("The calendar is revoked: its address answers nobody any more."))
    return redirect(url_for(".index"), code=303)
