"""The blueprint of events on the working pages, and how its views find things."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from core.access import permits, viewer
from core.adapters.clock import today
from core.kernel.errors import NotFound
from core.region.calendar import work_calendar
from council.membership.queries import BodyRow, get_main_body, procedure_on
from council.membership.rules.procedure import Procedure
from events.access import Permission
from events.asking import Asking, answered
from events.programme import queries
from events.programme.pages.listing import Terms
from events.programme.queries import EventHead


class Row(Protocol):
    """Whatever has an identity."""

    @property
    def id(self) -> UUID: ...


T = TypeVar("T", bound=Row)
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


BESIDE = {
    "no_title": "title",
    "ends_early": "ends_at",
    "other_day": "day",
    "no_organiser": "name",
    "no_project": "project",
    "no_remark": "text",
    "no_participant": "name",
    "no_country": "country",
    "no_region": "region",
    "no_people": "people",
    "no_counter_reason": "reason",
    "no_caption": "caption",
    "no_consent_note": "consent",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """What a page with one form is called and about, and to which part of the event it leads."""

    title: str
    about: str
    part: str = "programme"
    anchor: str = ""


def asked(
    form: Any, event: EventHead, heading: Heading, save: Callable[[], object], said: str
) -> ResponseReturnValue:
    """A page of the event with one form; `said` is told once it was saved."""
    part, anchor, number = heading.part, heading.anchor, event.number
    here = url_for("events.show", number=number)
    back = url_for(f"events.{part}", number=number, _anchor=anchor or None)
    way = ((event.name, here),)
    asking = Asking(heading.title, back, heading.about, way, has_file="files" in form)
    return answered(form, asking, save, lambda: gone_on(number, said, part, anchor), BESIDE)


def one_of_rows(rows: Iterable[T], key: UUID) -> T:
    """The row of an identity; raises `NotFound`."""
    found = next((row for row in rows if row.id == key), None)
    if found is None:
        raise NotFound("no such record of the event")
    return found


def gone_on(number: int, said: str, part: str = "show", anchor: str = "") -> ResponseReturnValue:
    """Back to a page of the event with a word on what was done."""
    flash(said)
    address = url_for(f"events.{part}", number=number, _anchor=anchor or None)
    return redirect(address, code=303)
