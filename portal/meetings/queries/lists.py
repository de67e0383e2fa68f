"""Lists of the council's meetings: a year of them, and the years."""

from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from council.meetings.models import Meeting
from council.membership.models import Body
from council.minutes.models import MinutesEdition
from portal.meetings.queries.head import MeetingHead, columns, of_body, seen_edition


def list_year(year: int) -> tuple[MeetingHead, ...]:
    """The meetings of a year, the latest first, planned ones too; one statement."""
    query = (
        select(*columns())
        .join(Body, Body.id == Meeting.body_id)
        .outerjoin(MinutesEdition, seen_edition())
        .where(of_body(None), Meeting.year == year)
        .order_by(Meeting.starts_at.desc(), Meeting.number.desc())
    )
    return tuple(MeetingHead(*row) for row in db.session.execute(query))


def list_years() -> tuple[int, ...]:
    """The years in which the council has meetings, the latest first."""
    query = select(Meeting.year).join(Body, Body.id == Meeting.body_id).where(of_body(None))
    return tuple(sorted(set(db.session.scalars(query.distinct())), reverse=True))


def list_public_addresses() -> tuple[tuple[int, int, str, str, UUID], ...]:
    """Year, number, slug and kind of body of every meeting, for the site map."""
    m, b = Meeting, Body
    query = select(m.year, m.number, b.slug, b.kind, m.id).join(b, b.id == m.body_id)
    return tuple(tuple(row) for row in db.session.execute(query.order_by(m.starts_at.desc())))  # type: ignore[misc]
