"""The blueprint of schedules on the working pages, and what all its views need."""

from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from core.adapters.language import sentence
from core.kernel.errors import Refused, Stale
from council.membership.queries import BodyRow
from events.access import Permission
from events.keeping import body_for
from events.negotiations.queries.heads import Head, get_head

blueprint = Blueprint("negotiations", __name__, url_prefix="/desk/negotiations")


def keeping() -> BodyRow:
    """The body of the region's events, for those who arrange its negotiations."""
    return body_for(Permission.KEEP_NEGOTIATIONS)


def head_of(schedule_id: UUID) -> Head:
    keeping()
    return get_head(schedule_id)


def revision() -> int:
    """The revision of the page that the form was on; one that is not read is never right."""
    text = request.form.get("revision", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1  # noqa: PLR2004


def reasons_of(refused: Refused | Stale) -> list[str]:
    if isinstance(refused, Stale):
        return [sentence(refused.refusal)]
    return [sentence(each) for each in refused.refusals]


def refused_page(head: Head, refused: Refused | Stale, back: str) -> ResponseReturnValue:
    """Why nothing was changed, and the way back to the page as it is now."""
    text = render_template(
        "negotiations/desk/refused.html", head=head, reasons=reasons_of(refused), back=back
    )
    return text, 409
