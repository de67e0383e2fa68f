"""The front page of the site."""

from datetime import date

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from core.access import requires
from core.adapters.clock import now
from core.adapters.language import language
from council.access import Permission
from council.assignments.queries import Filter, count_timeliness
from council.membership.queries import procedures_on
from council.membership.rules.procedure import DEFAULTS
from events.plan.queries.regulation import counting_by
from portal.caching import conditional
from portal.home.pages import HomePage, HomeRows, home_page, next_of
from portal.home.plan import load_events
from portal.home.queries import list_next_and_last
from portal.meetings.naming import NOBODY_HIDDEN, load_general_naming
from portal.meetings.queries.decided import list_decided
from portal.meetings.queries.version import get_site_version
from portal.meetings.views.meeting import last_day_of

blueprint = Blueprint("portal", __name__)


@blueprint.get("/")
@requires(Permission.READ_PUBLIC)
def home() -> ResponseReturnValue:
    version = get_site_version()

    def make() -> ResponseReturnValue:
        return render_template("portal/home.html", page=load_page(version.day(now())))

    return conditional(version.on(now()), make)


def load_page(today: date) -> HomePage:
    heads = list_next_and_last(now())
    decided = list_decided(heads)
    coming = next_of(heads)
    counts = count_timeliness(Filter(heads[0].body_id, today, only_published=True)) if heads else {}
    naming = load_general_naming(today) if decided else NOBODY_HIDDEN
    days = (today, coming.day if coming else today)
    now_ruling, then_ruling = (
        procedures_on(heads[0].body_id, *days) if heads else (DEFAULTS, DEFAULTS)
    )
    counting = counting_by(now_ruling)
    return home_page(
        HomeRows(heads, decided, counts, load_events(today, counting, language())),
        naming,
        last_day=last_day_of(coming, then_ruling) if coming else None,
        today=today,
    )
