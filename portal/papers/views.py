"""The papers: two pages for people, three files for programs."""

from flask import Blueprint, Response, current_app, render_template
from flask.typing import ResponseReturnValue

from core.access import requires
from core.adapters.clock import now
from core.privacy.pages import public_register
from core.privacy.queries.schema import records
from council.access import Permission
from council.meetings.queries.visitors import find_operator
from council.membership.queries import find_main_body
from events.plan.queries import list_decided
from events.plan.queries.addresses import list_edition_addresses
from portal.caching import conditional
from portal.events.queries.lists import list_addresses
from portal.meetings.queries.lists import list_public_addresses
from portal.meetings.queries.version import get_site_version
from portal.papers.pages import robots, security, site_map

blueprint = Blueprint("papers", __name__)


def base_url() -> str:
    return str(current_app.config["SETTINGS"].base_url)


@blueprint.get("/accessibility/")
@requires(Permission.READ_PUBLIC)
def accessibility() -> ResponseReturnValue:
    version = get_site_version().state
    return conditional(version, lambda: render_template("portal/accessibility.html"))


@blueprint.get("/privacy/")
@requires(Permission.READ_PUBLIC)
def privacy() -> ResponseReturnValue:
    version = get_site_version()

    def make() -> ResponseReturnValue:
        body = find_main_body()
        operator = find_operator(body.id, version.day(now())) if body else None
        kept = public_register(records())
        return render_template("portal/privacy.html", operator=operator, kept=kept)

    return conditional(version.on(now()), make)


@blueprint.get("/sitemap.xml")
@requires(Permission.READ_PUBLIC)
def map_of_site() -> ResponseReturnValue:
    plans = list_decided()
    editions = list_edition_addresses(plan.id for plan in plans)
    entries = site_map(list_public_addresses(), plans, list_addresses(), editions)
    text = render_template("portal/sitemap.xml", entries=entries, base_url=base_url())
    return Response(text, mimetype="application/xml")


@blueprint.get("/robots.txt")
@requires(Permission.READ_PUBLIC)
def for_robots() -> ResponseReturnValue:
    return Response(robots(base_url()), mimetype="text/plain")


@blueprint.get("/.well-known/security.txt")
@requires(Permission.READ_PUBLIC)
def for_researchers() -> ResponseReturnValue:
    return Response(security(base_url(), now()), mimetype="text/plain")
