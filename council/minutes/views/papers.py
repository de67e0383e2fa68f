"""An edition on paper, and extracts of single items from signed minutes.

A signed edition is sent as it was kept, never made anew; a draft says that it is one.
"""

from uuid import UUID

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue

from core.access import requires
from core.adapters.clock import now
from core.kernel.errors import NotFound
from core.papers.addresses import in_every_form
from core.papers.queries import find_kept_code
from core.papers.rules.formats import Format
from core.papers.services.keeping import address_of
from core.papers.serving import serve_kept, serve_paper
from council.access import Permission
from council.minutes import documents
from council.minutes.pages.papers import ExtractsPage
from council.minutes.queries import editions
from council.minutes.queries.papers import get_extract_record, get_minutes_record, item_parts
from council.minutes.rules.states import SIGNED_FOR_EVER
from council.minutes.services.papers import SIGNED, keep_signed_now
from council.minutes.views.blueprint import EDITION, Found, blueprint, visible_edition


@in_every_form(blueprint, f"{EDITION}minutes")
@requires(Permission.READ_DESK)
def paper(edition_id: UUID, form: str) -> ResponseReturnValue:
    found, wanted = visible_edition(edition_id), Format(form)
    code = kept_code(found)
    if wanted is Format.PDF and code:
        return serve_kept(code)
    record = get_minutes_record(found.meeting, found.edition, address=address(code))
    back = url_for(".edition", edition_id=edition_id)
    return serve_paper(documents.minutes(record), wanted, back=back)


def kept_code(found: Found) -> str | None:
    """The code of the signed paper; it is kept now if it was signed before papers were kept."""
    if found.edition.state not in SIGNED_FOR_EVER:
        return None
    code = find_kept_code(SIGNED, found.edition.id)
    return code or keep_signed_now(found.edition.id, now=now())


def address(code: str | None) -> str:
    return address_of(code) if code else ""


def signed_edition(edition_id: UUID) -> Found:
    """Extracts are made of signed minutes alone."""
    found = visible_edition(edition_id)
    if found.edition.state not in SIGNED_FOR_EVER:
        raise NotFound("no extract of minutes that are not signed")
    return found


@blueprint.get(f"{EDITION}extracts/")
@requires(Permission.READ_DESK)
def extracts(edition_id: UUID) -> ResponseReturnValue:
    found = signed_edition(edition_id)
    page = ExtractsPage.of(found.place, item_parts(editions.list_parts(edition_id)))
    return render_template("minutes/extracts.html", page=page)


@in_every_form(blueprint, f"{EDITION}extracts/<uuid:part_id>/extract")
@requires(Permission.READ_DESK)
def extract(edition_id: UUID, part_id: UUID, form: str) -> ResponseReturnValue:
    found = signed_edition(edition_id)
    parts = {part.id: part for part in item_parts(editions.list_parts(edition_id))}
    if part_id not in parts:
        abort(404)
    record = get_extract_record(
        found.meeting, found.edition, parts[part_id], address=address(kept_code(found))
    )
    back = url_for(".extracts", edition_id=edition_id)
    return serve_paper(documents.extract(record), Format(form), back=back)
