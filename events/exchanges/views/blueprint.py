"""The blueprint of exchanges on the working pages, and the way every small form of it goes."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import permits, viewer
from core.adapters.clock import today
from council.membership.queries import BodyRow, get_main_body
from events.access import Permission
from events.asking import Asking
from events.asking import answered as asking_for
from events.exchanges.queries.agreements import AgreementRow, get_agreement

blueprint = Blueprint("exchanges", __name__, url_prefix="/desk/exchanges")
BESIDE = {
    "no_title": "title",
    "no_partner": "partner",
    "signed_later": "signed_on",
    "ends_early": "ends_on",
    "ended_early": "day",
    "bad_years": "last_year",
    "measures_outside": "last_year",
    "no_words": "text",
    "out_of_plan": "due_on",
    "no_day": "day",
    "day_ahead": "day",
    "bad_visit_days": "ends_on",
    "points_outside": "ends_on",
    "no_point": "title",
    "point_ends_early": "ends_at",
    "other_day": "day",
    "no_number_why": "reason",
    "file_type": "file",
    "file_empty": "file",
    "file_size": "file",
}


def council() -> BodyRow:
    """The body whose exchanges these are; 403 for those who do not read them there."""
    body = get_main_body()
    if not permits(viewer(), Permission.READ_EXCHANGE, body.id):
        abort(403)
    return body


def may_keep(body: BodyRow) -> bool:
    return permits(viewer(), Permission.KEEP_EXCHANGE, body.id)


def keeping() -> None:
    """403 for those who do not keep the register."""
    if not may_keep(council()):
        abort(403)


def kept(number: int) -> AgreementRow:
    """The agreement, for those who keep the register; raises `NotFound`."""
    keeping()
    return get_agreement(number)


def this_day() -> date:
    return today(get_main_body().zone)


def answered(
    form: Any, asking: Asking, save: Callable[[], object], done: Callable[[], ResponseReturnValue]
) -> ResponseReturnValue:
    """As every page with one form."""
    return asking_for(form, asking, save, done, BESIDE)


def ask(title: str, back: str, about: str = "", *, has_file: bool = False) -> Asking:
    """A page of the register with one form, about an agreement or a record of it."""
    way = ((gettext("Exchanges with regions"), url_for(".index")),)
    return Asking(title, back, about, (*way, (about, back)) if about else way, has_file)


def gone_on(number: int, said: str, anchor: str = "") -> ResponseReturnValue:
    """Back to the page of the agreement with a word on what was done."""
    flash(said)
    return redirect(url_for(".show", number=number, _anchor=anchor or None), code=303)


def back_to_visit(number: int, visit_id: UUID, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for(".visit", number=number, visit_id=visit_id), code=303)


def saved() -> str:
    return gettext("Saved.")
