"""The blueprint of events on the working pages, and how its views find things."""

from datetime import date

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from core.access import permits, viewer
from core.adapters.clock import today
from core.region.calendar import work_calendar
from council.membership.queries import BodyRow, get_main_body, procedure_on
from council.membership.rules.procedure import Procedure
from events.access import Permission
from events.programme import queries
from events.programme.pages.listing import Terms
from events.programme.queries import EventHead

blueprint = Blueprint("events", __name__, url_prefix="/desk/events")


def council() -> BodyRow:
    """The body whose events these are; 403 for those who do not read them there."""
    body = get_main_body()
    if not permits(viewer(), Permission.READ_EVENT, body.id):
        abort(403)
    return body


def may_keep(body: BodyRow) -> bool:
    return permits(viewer(), Permission.KEEP_EVENT, body.id)


def keeping() -> BodyRow:
    """The body, for those who keep its events."""
    body = council()
    if not may_keep(body):
        abort(403)
    return body


def kept_event(number: int) -> EventHead:
    """The event, for those who keep it; raises `NotFound`."""
    keeping()
    return queries.get_event(number)


def this_day() -> date:
    return today(get_main_body().zone)


def procedure(body: BodyRow) -> Procedure:
    return procedure_on(body.id, today(body.zone))


def terms_of(body: BodyRow, day: date | None = None) -> Terms:
    day = day or today(body.zone)
    return Terms(day, procedure_on(body.id, day).event_report_days, work_calendar())


def gone_on(number: int, said: str, part: str = "show", anchor: str = "") -> ResponseReturnValue:
    """Back to a page of the event with a word on what was done."""
    flash(said)
    address = url_for(f"events.{part}", number=number, _anchor=anchor or None)
    return redirect(address, code=303)
