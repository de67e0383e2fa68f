"""The blueprint, and what its pages share."""

from collections.abc import Callable, Sequence
from uuid import UUID

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext

from core.adapters.clock import now
from core.kernel.register import Consent
from core.papers.serving import serve_unkept
from core.privacy.documents import export_json
from core.privacy.pages import Block, ConsentLine, PersonPage
from core.privacy.papers import Sender, blocks_in_words, data_paper
from core.privacy.queries.exporting import export
from core.privacy.queries.finding import Found
from core.privacy.queries.schema import records
from core.region.calendar import region

blueprint = Blueprint("personal_data", __name__)


def region_zone() -> str:
    row = region()
    return row.zone if row else "Europe/Moscow"


def operator_name() -> str:
    row = region()
    return ", ".join(filter(None, (row.council_name, row.contact))) if row else ""


def name_of(found: Found) -> str:
    """The longest name that the person is known by."""
    return max(found.names, key=len, default="") or gettext("Nobody is named here any more")


def person_page(found: Found, consents: Sequence[Consent], table: str, row_id: UUID) -> PersonPage:
    doubtful = tuple(
        (gettext(records()[at].title), len(rows)) for at, rows in found.doubtful.items() if rows
    )
    return PersonPage(
        name=name_of(found),
        table=table,
        id=row_id,
        blocks=tuple(Block.of(each, region_zone()) for each in export(found)),
        consents=tuple(map(ConsentLine.of, consents)),
        doubtful=doubtful,
    )


def paper_file(
    found: Found,
    consents: Sequence[Consent],
    table: str,
    row_id: UUID,
    *,
    on_made: Callable[[], None],
) -> ResponseReturnValue:
    """The same on paper, in Russian whatever the page speaks; no copy of it is kept."""
    row, zone = region(), region_zone()
    with force_locale("ru"):
        page = PersonPage(
            name=name_of(found),
            table=table,
            id=row_id,
            blocks=blocks_in_words(export(found), zone),
            consents=tuple(map(ConsentLine.of, consents)),
        )
        sender = Sender(row.council_name if row else "", row.contact if row else "", zone)
        paper = data_paper(page, sender, made_at=now())
    return serve_unkept(paper, on_made)


def export_file(found: Found, consents: Sequence[Consent]) -> Response:
    text = export_json(export(found), consents, operator=operator_name(), made_at=now())
    response = Response(text, mimetype="application/json")
    response.headers["Content-Disposition"] = "attachment; filename=personal-data.json"
    response.headers["Cache-Control"] = "no-store"
    return response
