"""The blueprint of exchanges on the working pages, and the way every small form of it goes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import permits, viewer
from core.adapters.belonging import Spot
from core.adapters.clock import today
from core.adapters.language import sentence
from core.kernel.errors import Refused, Stale
from council.membership.queries import BodyRow, get_main_body
from events.access import Permission
from events.exchanges.queries.agreements import AgreementRow, get_agreement

blueprint = Blueprint("exchanges", __name__, url_prefix="/desk/exchanges")
BOTH = ["GET", "POST"]
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


@dataclass(frozen=True, slots=True)
class Asking:
    """What a page with one form says above it, and where it leads back to."""

    title: str
    back: str
    about: str = ""
    has_file: bool = False


def answered(
    form: Any, asking: Asking, save: Callable[[], object], done: Callable[[], ResponseReturnValue]
) -> ResponseReturnValue:
    """The form itself, or what became of it once it was sent."""
    if request.method == "GET":
        return shown(form, asking)
    if not form.validate():
        return shown(form, asking, 422)
    try:
        save()
    except Refused as refused:
        names = {code: name for code, name in BESIDE.items() if name in form}
        form.refuse(refused, sentence, **names)
        return shown(form, asking, 422)
    except Stale as stale:
        form.form_errors.append(sentence(stale.refusal))
        return shown(form, asking, 409)
    return done()


def shown(form: Any, asking: Asking, status: int = 200) -> ResponseReturnValue:
    text = render_template("exchanges/form.html", form=form, asking=asking, action=request.path)
    return text, status


def typed() -> Any:
    """What was sent, or nothing on a first visit."""
    return request.form if request.method == "POST" else None


def spot_of(
    form: Any, agreement: AgreementRow, key: UUID | None, owner: UUID | None = None
) -> Spot:
    """Which record the form is about; a new one has the identity that came with the form."""
    return Spot(agreement.id, key or form.key.key, owner, form.revision.data if key else 0)


def gone_on(number: int, said: str, anchor: str = "") -> ResponseReturnValue:
    """Back to the page of the agreement with a word on what was done."""
    flash(said)
    return redirect(url_for(".show", number=number, _anchor=anchor or None), code=303)


def back_to_visit(number: int, visit_id: UUID, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for(".visit", number=number, visit_id=visit_id), code=303)


def saved() -> str:
    return gettext("Saved.")
