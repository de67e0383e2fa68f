"""Bodies: the council, its working groups, other commissions."""

from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.errors import NotFound
from council.membership.models import Body
from council.membership.queries.rows import BODY_COLUMNS, BodyRow
from council.membership.rules import BodyKind

MAIN = BodyKind.COUNCIL


def find_main_body() -> BodyRow | None:
    """The council itself: the first body of its kind."""
    query = select(*BODY_COLUMNS).where(Body.kind == MAIN).order_by(Body.founded_on, Body.id)
    row = db.session.execute(query.limit(1)).one_or_none()
    return BodyRow(*row) if row else None


def get_main_body() -> BodyRow:
    body = find_main_body()
    if body is None:
        raise NotFound("no council has been set up")
    return body


def get_body(body_id: UUID) -> BodyRow:
    row = db.session.execute(select(*BODY_COLUMNS).where(Body.id == body_id)).one_or_none()
    if row is None:
        raise NotFound("no such body")
    return BodyRow(*row)


def get_body_by_slug(slug: str) -> BodyRow:
    row = db.session.execute(select(*BODY_COLUMNS).where(Body.slug == slug)).one_or_none()
    if row is None:
        raise NotFound("no such body")
    return BodyRow(*row)


def list_bodies() -> tuple[BodyRow, ...]:
    """All bodies, the council first, then by name; one statement."""
    found = [BodyRow(*row) for row in db.session.execute(select(*BODY_COLUMNS))]
    return tuple(sorted(found, key=lambda b: (b.kind is not MAIN, b.founded_on, b.name)))


def find_body_record(slug: str) -> Body | None:
    return db.session.scalars(select(Body).where(Body.slug == slug)).one_or_none()


def lock_body(body_id: UUID) -> Body:
    """The body's row, locked: whoever numbers something within it waits here."""
    query = select(Body).where(Body.id == body_id).with_for_update()
    body = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if body is None:
        raise NotFound("no such body")
    return body
