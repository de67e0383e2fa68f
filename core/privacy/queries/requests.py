"""SELECTs on requests of people about their own data."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from core.adapters.database import db
from core.kernel.errors import NotFound
from core.privacy.models import DataRequest
from core.privacy.rules.requests import RequestKind

MOST_ANSWERED = 50


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request in a list."""

    id: UUID
    name: str
    email: str
    kind: RequestKind
    received_on: date
    due_on: date
    answered_on: date | None
    answer: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many requests wait, and the last day of the first of them."""

    count: int
    due_on: date | None


R = DataRequest
COLUMNS = (R.id, R.name, R.email, R.kind, R.received_on, R.due_on, R.answered_on, R.answer)


def list_requests() -> tuple[RequestRow, ...]:
    """Those that wait, the most pressing first, then the last answered ones; two statements."""
    waiting = select(*COLUMNS).where(R.answered_on.is_(None)).order_by(R.due_on, R.id)
    answered = select(*COLUMNS).where(R.answered_on.is_not(None))
    answered = answered.order_by(R.answered_on.desc(), R.id).limit(MOST_ANSWERED)
    rows = (*db.session.execute(waiting), *db.session.execute(answered))
    return tuple(RequestRow(*row) for row in rows)


def get_request(request_id: UUID) -> RequestRow:
    """Raises `NotFound`."""
    row = db.session.execute(select(*COLUMNS).where(R.id == request_id)).one_or_none()
    if row is None:
        raise NotFound("there is no such request")
    return RequestRow(*row)


def count_waiting() -> Waiting:
    query = select(func.count(R.id), func.min(R.due_on)).where(R.answered_on.is_(None))
    return Waiting(*db.session.execute(query).one())


def lock_request(request_id: UUID) -> DataRequest:
    query = select(DataRequest).where(DataRequest.id == request_id).with_for_update()
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFound("there is no such request")
    return found
