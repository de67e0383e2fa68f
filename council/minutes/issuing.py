"""Extracts that are given out: of one item of signed minutes, certified and kept."""

from dataclasses import replace
from uuid import UUID

from flask import url_for

from core.access import permits, viewer
from core.kernel.errors import NotFound
from core.kernel.papers import Paper
from core.papers.issuing import Issuable
from core.papers.rules.issuing import Issue
from council.access import Permission
from council.minutes import documents
from council.minutes.pages.words import part_name
from council.minutes.queries import editions
from council.minutes.queries.editions import PartRow
from council.minutes.queries.papers import get_extract_record, item_parts
from council.minutes.views.blueprint import Found
from council.minutes.views.papers import signed_edition

KIND = "extract"


def found(part_id: UUID) -> tuple[Found, PartRow]:
    """A part of signed minutes that an extract can be made of, for who may see the minutes."""
    row = editions.get_part_row(part_id)
    if not permits(viewer(), Permission.READ_DESK) or not item_parts([row]):
        raise NotFound("no extract of this part")
    return signed_edition(row.edition_id), row


def may_see(part_id: UUID) -> bool:
    try:
        found(part_id)
    except NotFound:
        return False
    return True


def may_issue(part_id: UUID) -> bool:
    return permits(viewer(), Permission.KEEP_MINUTES, found(part_id)[0].meeting.body_id)


def title(part_id: UUID) -> str:
    edition, part = found(part_id)
    return f"{edition.place.title} · {part_name(part)}"


def make(part_id: UUID, issue: Issue) -> Paper:
    edition, part = found(part_id)
    record = get_extract_record(edition.meeting, edition.edition, part, address=issue.address)
    return documents.extract(replace(record, issued_on=issue.day))


def back(part_id: UUID) -> str:
    return url_for("minutes.extracts", edition_id=editions.get_part_row(part_id).edition_id)


EXTRACT = Issuable(title, back, may_see, may_issue, make)
