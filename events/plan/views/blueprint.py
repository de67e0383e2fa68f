"""The blueprint of the plan on the working pages, and how its views find things."""

from datetime import date
from typing import NoReturn
from uuid import UUID

from flask import Blueprint, abort
from flask_babel import gettext

from core.access import permits, viewer
from core.adapters.clock import today
from core.adapters.language import language
from core.kernel.errors import N_, NotFound
from council.membership.queries import BodyRow, get_main_body
from events.access import Permission
from events.plan import queries
from events.plan.queries import EditionRow
from events.plan.queries.editions import find_plan_row
from events.programme.rules import EventType
from events.words import country_in

KINDS = {
    EventType.MISSION: N_("Business missions"),
    EventType.BUYERS: N_("Receiving buyers"),
    EventType.EXHIBITION: N_("Exhibitions and fairs"),
}
blueprint = Blueprint("plans", __name__, url_prefix="/desk/plan")


@blueprint.app_template_filter("kinds")
def events_of_kind(kind: EventType) -> str:
    """A type of events as the name of a part of the plan: «Бизнес-миссии»."""
    return gettext(KINDS[kind])


@blueprint.app_template_filter("country")
def country_named(code: str, own: str = "") -> str:
    """A country in the reader's language: the region's own name of it where there is one."""
    return country_in(language(), code, own)


def council() -> BodyRow:
    """The body whose plan this is; 403 for those who do not read it there."""
    body = get_main_body()
    if not permits(viewer(), Permission.READ_PLAN, body.id):
        refuse()
    return body


def refuse() -> NoReturn:
    abort(403)


def may_keep(body: BodyRow) -> bool:
    return permits(viewer(), Permission.KEEP_PLAN, body.id)


def keeping() -> BodyRow:
    """The body, for those who keep its plan."""
    body = council()
    if not may_keep(body):
        refuse()
    return body


def this_day() -> date:
    return today(get_main_body().zone)


def find_edition(edition_id: UUID) -> tuple[int, str, EditionRow]:
    """(year, title, edition) of the plan; raises `NotFound`."""
    found = find_plan_row(edition_id)
    if found is None:
        raise NotFound("no such edition")
    plan_id, year, title = found
    edition = next(row for row in queries.list_editions(plan_id) if row.id == edition_id)
    return year, title, edition
