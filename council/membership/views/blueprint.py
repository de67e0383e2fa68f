"""The two blueprints of membership and what their views share."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, abort
from flask_babel import gettext
from wtforms.fields import SelectChoice

from core.access import demand, permits, viewer
from core.adapters.clock import today
from core.adapters.forms import BaseForm
from core.kernel.errors import NotFound
from core.region.calendar import region
from council.access import Permission
from council.membership.forms.fields import one_line, record_choices
from council.membership.pages.conflict import Difference, differences
from council.membership.queries.bodies import find_main_body
from council.membership.queries.people import list_people
from council.membership.queries.rows import BodyRow

desk = Blueprint("membership", __name__, url_prefix="/desk/membership")
site = Blueprint("council", __name__, url_prefix="/council")
LONGEST_SEARCH = 200


def this_day() -> date:
    """Today where the council is."""
    row = region()
    return today(row.zone if row else "Europe/Moscow")


def may_keep(body: BodyRow) -> bool:
    """Whether the viewer keeps this body: by an office in it or in the body that formed it."""
    places = [body.id, body.parent_id] if body.parent_id else [body.id]
    return any(permits(viewer(), Permission.KEEP_MEMBERSHIP, place) for place in places)


def demand_keeping(body: BodyRow) -> None:
    if not may_keep(body):
        abort(403)


def may_in_council(permission: Permission) -> bool:
    """Whether the viewer may do it in the council itself; people belong to the whole region."""
    main = find_main_body()
    return permits(viewer(), permission, main.id if main else None)


def demand_in_council(permission: Permission) -> None:
    main = find_main_body()
    if main is None:
        if not permits(viewer(), permission):
            abort(403)
    else:
        demand(permission, main.id)


def searched(text: str | None) -> str:
    """What was searched for; nothing that no text can hold."""
    return one_line((text or "").replace("\x00", ""))[:LONGEST_SEARCH]


def people_choices() -> list[SelectChoice]:
    """People to choose from, by name."""
    named = (
        (row.id, ", ".join(filter(None, (row.name.full, row.position)))) for row in list_people()
    )
    return record_choices(named, gettext("Choose"))


def conflict_of(form: BaseForm, record: Any) -> tuple[Difference, ...]:
    """What the saved record says otherwise than the form; the next save will be on top of it."""
    saved = type(form)(obj=record)
    for name, field in saved._fields.items():
        if getattr(form[name], "choices", None) is not None:
            field.choices = form[name].choices
    found = differences(form, saved)
    form["revision"].data = record.revision
    form["revision"].raw_data = None
    return found


def known_uuid(value: object) -> UUID:
    """The identifier a checked form holds."""
    if not isinstance(value, UUID):
        raise NotFound("nothing was chosen")
    return value


def known_day(value: date | None) -> date:
    """The day a checked form holds."""
    if value is None:
        raise NotFound("no day was given")
    return value
