"""The blueprint of schedules on the working pages, and what all its views need."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from core.access import permits, viewer
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import Refused, Stale
from council.membership.queries import BodyRow, get_main_body
from events.access import Permission
from events.negotiations.queries.heads import Head, get_head

blueprint = Blueprint("negotiations", __name__, url_prefix="/desk/negotiations")
LONGEST_QUERY = 200
LAST_PAGE = 10_000


def keeping() -> BodyRow:
    """The body of the region's events, for those who arrange its negotiations."""
    body = get_main_body()
    if not permits(viewer(), Permission.KEEP_NEGOTIATIONS, body.id):
        abort(403)
    return body


def head_of(schedule_id: UUID) -> Head:
    keeping()
    return get_head(schedule_id)


def by() -> dict[str, Any]:
    """Who acts, and when."""
    return {"actor": viewer(), "now": now()}


def revision() -> int:
    """The revision of the page that the form was on; one that is not read is never right."""
    text = request.form.get("revision", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1  # noqa: PLR2004


def query() -> str:
    return (request.args.get("q") or "").replace("\x00", "")[:LONGEST_QUERY].strip()


def page_number() -> int:
    asked = request.args.get("page", 1, type=int)
    return min(max(1, asked), LAST_PAGE)


def last_page(total: int, size: int) -> int:
    return max(1, -(-total // size))


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
