"""One material by its permanent address, with all that decides whether it is public."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select

from core.adapters.database import db
from core.adapters.files import StoredFile
from core.kernel.errors import NotFound
from council.meetings.models import AgendaItem, ItemFile, Meeting
from council.meetings.rules.addresses import MeetingAddress
from council.meetings.rules.public import ItemFacts, MaterialFacts
from council.membership.models import Body
from council.minutes.models import MinutesEdition, MinutesPart
from portal.meetings.queries.head import at_address, is_at, seen_edition


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """A file of a meeting; `facts` are for the rule that decides."""

    name: str
    sha256: str
    media_type: str
    facts: MaterialFacts


def get_material(address: MeetingAddress, file_id: UUID) -> MaterialRow:
    """One statement; raises `NotFound`."""
    f, i, m, e, p = ItemFile, AgendaItem, Meeting, MinutesEdition, MinutesPart
    hidden = exists().where(p.edition_id == e.id, p.item_id == i.id, p.is_restricted)
    query = (
        select(
            *(f.name, f.sha256, StoredFile.media_type, f.is_restricted),
            *(m.state, i.state, i.printed_number, i.decline_reason, i.is_agreed, hidden),
        )
        .join(StoredFile, StoredFile.sha256 == f.sha256)
        .join(i, i.id == f.item_id)
        .join(m, m.id == i.meeting_id)
        .join(Body, Body.id == m.body_id)
        .outerjoin(e, seen_edition())
        .where(is_at(of_council=address.slug is None), f.id == file_id)
    )
    row: Any = db.session.execute(query, at_address(address)).one_or_none()
    if row is None:
        raise NotFound("no such material of this meeting")
    return material(*row)


def material(name: str, sha256: str, media_type: str, *rest: Any) -> MaterialRow:
    is_restricted, meeting, state, number, reason, is_agreed, is_cut = rest
    item = ItemFacts(meeting, state, is_numbered=number is not None, decline_reason=reason)
    facts = MaterialFacts(
        item, is_agreed=is_agreed, is_restricted=is_restricted, minutes_restrict=bool(is_cut)
    )
    return MaterialRow(name, sha256, media_type, facts)
