"""Addresses of the feeds of news: of the whole site, of one working group or commission.

Each language has its own address, since programs that read feeds bring no cookie.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.access import requires
from core.adapters.clock import now
from core.adapters.feeds import revalidated
from core.adapters.language import in_both_languages
from council.access import Permission
from council.membership.queries import BodyRow, get_body_by_slug
from council.membership.rules import BodyKind
from portal.meetings.naming import load_general_naming
from portal.meetings.queries.decided import list_decided
from portal.meetings.queries.version import Version, get_site_version
from portal.news.pages import Entry, entries_of
from portal.news.queries import list_meetings, list_plans

blueprint = Blueprint("news", __name__)
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
# What may stand in no document of XML, however it is written.
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@in_both_languages(blueprint, "/news.atom")
@requires(Permission.READ_PUBLIC)
def site() -> ResponseReturnValue:
    """All that was published of the council and its bodies; at most eight statements."""
    return answered(None)


@in_both_languages(blueprint, "/council/<slug>.atom")
@requires(Permission.READ_PUBLIC)
def body(slug: str) -> ResponseReturnValue:
    """The same of one working group or commission; the council's own name leads to the whole."""
    about = get_body_by_slug(slug)
    if about.kind is BodyKind.COUNCIL:
        return redirect(url_for(".site"), HTTPStatus.MOVED_PERMANENTLY)
    return answered(about)


def answered(about: BodyRow | None) -> Response:
    version, moment = get_site_version(), now()

    def make() -> Response:
        entries = list_entries(about, version, moment)
        text = render_template(
            "portal/news.xml",
            entries=entries,
            about=about,
            updated=entries[0].updated if entries else moment.replace(hour=0, minute=0, second=0),
            base_url=str(current_app.config["SETTINGS"].base_url),
            path=request.path,
        )
        return Response(NO_XML.sub("", text), content_type=MEDIA_TYPE)

    return revalidated(version.on(moment), make)


def list_entries(about: BodyRow | None, version: Version, moment: datetime) -> Sequence[Entry]:
    meetings = list_meetings(about.id if about else None)
    return entries_of(
        meetings,
        () if about else list_plans(),
        list_decided([each.head for each in meetings]),
        load_general_naming(version.day(moment)),
        version.zone,
    )
