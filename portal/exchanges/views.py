"""Exchanges for visitors: agreements that were opened, each with its plans and visits."""

from datetime import date

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from core.access import requires
from core.adapters.clock import now
from core.adapters.language import in_both_languages, language
from events.access import Permission
from events.exchanges.pages import (
    AgreementPage,
    Parts,
    Register,
    RegisterPage,
    listed,
    plans_shown,
    visits_shown,
)
from events.exchanges.queries import agreements as found
from events.exchanges.queries.visits import list_follow_ups, list_points, list_visits
from events.exchanges.rules import term_of
from events.exchanges.views.agreements import text_of
from portal.caching import conditional
from portal.meetings.queries.version import get_site_version

blueprint = Blueprint("public_exchanges", __name__)
LARGEST = 2**31 - 1
AT = f"/events/exchanges/<int(max={LARGEST}):number>/"


@in_both_languages(blueprint, "/events/exchanges/")
@requires(Permission.READ_PUBLIC_EVENT)
def index() -> ResponseReturnValue:
    """As many statements however many agreements there are; one for who has this page."""
    version = get_site_version()
    return conditional(version.on(now()), lambda: show_register(version.day(now())))


def show_register(day: date) -> ResponseReturnValue:
    register = Register(
        found.list_agreements(only_public=True),
        found.list_plans(),
        list_visits(only_public=True),
        (),
    )
    published, reason, _revision = found.find_count()
    page = RegisterPage(listed(register, day), published, reason, may_keep=False)
    return render_template("exchanges/public_index.html", page=page)


@in_both_languages(blueprint, AT)
@requires(Permission.READ_PUBLIC_EVENT)
def show(number: int) -> ResponseReturnValue:
    version = get_site_version()
    return conditional(version.on(now()), lambda: show_agreement(number, version.day(now())))


def show_agreement(number: int, day: date) -> ResponseReturnValue:
    row = found.get_agreement(number, only_public=True)
    parts = Parts(
        found.list_plans(row.id),
        list_visits(row.id, only_public=True),
        list_points(row.id),
        list_follow_ups(row.id),
    )
    page = AgreementPage(
        agreement=row,
        term=term_of(row.ends_on, row.ended_on, day),
        plans=plans_shown(parts.plans, day),
        visits=visits_shown(parts, day, language()),
        today=day,
    )
    return render_template("exchanges/public_show.html", page=page)


@blueprint.get(f"{AT}agreement")
@requires(Permission.READ_PUBLIC_EVENT)
def text(number: int) -> ResponseReturnValue:
    """The text of an agreement, once visitors may see it."""
    return text_of(found.get_agreement(number, only_public=True))
