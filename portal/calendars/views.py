"""Addresses of the public calendars."""

from http import HTTPStatus

from flask import Blueprint, Response, current_app, redirect, url_for
from flask.typing import ResponseReturnValue

from core.access import requires
from core.adapters.clock import now
from core.adapters.feeds import feed_answer
from core.kernel.errors import NotFound
from council.access import Permission
from council.membership.queries.bodies import get_main_body
from portal.calendars.feeds import feed_of, single
from portal.calendars.queries import get_row, get_version, list_rows
from portal.meetings.views.blueprint import AT, AT_BODY

blueprint = Blueprint("calendars", __name__)


def base_url() -> str:
    return str(current_app.config["SETTINGS"].base_url)


@blueprint.get("/meetings.ics")
@blueprint.get("/council/<slug>.ics")
@requires(Permission.READ_PUBLIC)
def meetings(slug: str | None = None) -> ResponseReturnValue:
    """All meetings of the council or of another body; the council's own name leads to its feed."""
    try:
        body, moment = get_version(slug), now()
    except NotFound:
        if slug != get_main_body().slug:
            raise
        return redirect(url_for(".meetings"), HTTPStatus.MOVED_PERMANENTLY)
    return feed_answer(
        body.on(moment),
        lambda: feed_of(body, list_rows(body.body_id), base_url=base_url(), now=moment),
        name=slug or "meetings",
    )


@blueprint.get(f"{AT}meeting.ics")
@blueprint.get(f"{AT_BODY}meeting.ics")
@requires(Permission.READ_PUBLIC)
def meeting(year: int, number: int, slug: str | None = None) -> Response:
    body = get_version(slug)
    return feed_answer(
        body.state,
        lambda: single(body, get_row(body.body_id, year, number), base_url()),
        name=f"meeting-{year}-{number}",
    )
