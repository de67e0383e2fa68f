"""Lists of the council's meetings: a year of them, and the years."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from core.adapters.database import db
from council.meetings.models import Meeting
from council.meetings.rules.addresses import MeetingAddress
from council.membership.models import Body
from council.membership.rules import BodyKind
from council.minutes.models import MinutesEdition
from council.minutes.queries.dated import PUBLISHED_AT
from council.minutes.rules import EditionState
from portal.meetings.queries.head import MeetingHead, columns, is_council, seen_edition


def list_year(year: int) -> tuple[MeetingHead, ...]:
    """The meetings of a year, the latest first, planned ones too; one statement."""
    query = (
        select(*columns())
        .join(Body, Body.id == Meeting.body_id)
        .outerjoin(MinutesEdition, seen_edition())
        .where(is_council(), Meeting.year == year)
        .order_by(Meeting.starts_at.desc(), Meeting.number.desc())
    )
    return tuple(MeetingHead(*row) for row in db.session.execute(query))


def list_years() -> tuple[int, ...]:
    """The years in which the council has meetings, the latest first."""
    query = select(Meeting.year).join(Body, Body.id == Meeting.body_id).where(is_council())
    return tuple(sorted(set(db.session.scalars(query.distinct())), reverse=True))


@dataclass(frozen=True, slots=True)
class PublicAddress:
    """Where a meeting is found, and when its minutes were published."""

    address: MeetingAddress
    is_published: bool
    published_at: datetime | None


def list_public_addresses() -> tuple[PublicAddress, ...]:
    """Every meeting of every body, the latest first; one statement."""
    m, b, e = Meeting, Body, MinutesEdition
    query = (
        select(m.year, m.number, b.slug, b.kind, e.state, PUBLISHED_AT)
        .join(b, b.id == m.body_id)
        .outerjoin(e, seen_edition())
        .order_by(m.starts_at.desc(), m.id)
    )
    return tuple(public_address(*row) for row in db.session.execute(query))


def public_address(year: int, number: int, slug: str, kind: BodyKind, *rest: Any) -> PublicAddress:
    state, published_at = rest
    address = MeetingAddress.of_body(kind, slug, year, number)
    is_published = state is EditionState.PUBLISHED
    return PublicAddress(address, is_published, published_at if is_published else None)
