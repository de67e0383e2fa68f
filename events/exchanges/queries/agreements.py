"""Agreements: the register with what is overdue, one with its plans and visits, the count."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from core.adapters.database import db
from core.adapters.files import StoredFile
from core.kernel.errors import NotFound
from events.exchanges.models import Agreement, ExchangeCount, ExchangeMeasure, ExchangePlan
from events.exchanges.rules import MarkState


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement with all its own columns; the file's kind and size where there is one."""

    id: UUID
    revision: int
    number: int
    title: str
    partner: str
    document_number: str
    parties: str
    subject: str
    signed_on: date
    ends_on: date | None
    ended_on: date | None
    ended_reason: str
    is_public: bool
    text_name: str
    text_sha256: str | None
    text_size: int | None
    text_type: str | None


A = Agreement
OWN: tuple[Any, ...] = (
    *(A.id, A.revision, A.number, A.title, A.partner, A.document_number, A.parties, A.subject),
    *(A.signed_on, A.ends_on, A.ended_on, A.ended_reason, A.is_public),
    *(A.text_name, A.text_sha256, StoredFile.size, StoredFile.media_type),
)


def list_agreements(*, only_public: bool = False) -> tuple[AgreementRow, ...]:
    """By partner; one statement."""
    query = select(*OWN).outerjoin(StoredFile, StoredFile.sha256 == A.text_sha256)
    if only_public:
        query = query.where(A.is_public)
    rows = db.session.execute(query.order_by(A.partner, A.signed_on, A.number))
    return tuple(AgreementRow(*row) for row in rows)


def get_agreement(number: int, *, only_public: bool = False) -> AgreementRow:
    """Raises `NotFound`, also for one that visitors may not see."""
    query = select(*OWN).outerjoin(StoredFile, StoredFile.sha256 == A.text_sha256)
    row = db.session.execute(query.where(A.number == number)).one_or_none()
    found = AgreementRow(*row) if row else None
    if found is None or (only_public and not found.is_public):
        raise NotFound("no such agreement")
    return found


def next_number() -> int:
    """The next number of an agreement; numbers are never used again."""
    return (db.session.scalar(select(func.max(A.number))) or 0) + 1


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure of a plan."""

    id: UUID
    revision: int
    plan_id: UUID
    number: str
    text: str
    due_on: date
    responsible: str
    state: MarkState
    marked_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan with its measures by their numbers."""

    id: UUID
    revision: int
    agreement_id: UUID
    title: str
    first_year: int
    last_year: int
    measures: tuple[MeasureRow, ...] = ()

    @property
    def done(self) -> int:
        return sum(each.state is MarkState.DONE for each in self.measures)


M, P = ExchangeMeasure, ExchangePlan
MEASURE: tuple[Any, ...] = (
    *(M.id, M.revision, M.plan_id, M.number, M.text, M.due_on, M.responsible, M.state),
    *(M.marked_on, M.note),
)


def list_plans(agreement_id: UUID | None = None) -> tuple[PlanRow, ...]:
    """Plans of one agreement or of all, the newest first; two statements."""
    asked = select(*MEASURE).join(P, P.id == M.plan_id)
    query = select(P.id, P.revision, P.agreement_id, P.title, P.first_year, P.last_year)
    if agreement_id is not None:
        asked = asked.where(P.agreement_id == agreement_id)
        query = query.where(P.agreement_id == agreement_id)
    measures: dict[UUID, list[MeasureRow]] = defaultdict(list)
    for row in db.session.execute(asked):
        each = MeasureRow(*row)
        measures[each.plan_id].append(each)
    rows = db.session.execute(query.order_by(P.first_year.desc(), P.title))
    return tuple(PlanRow(*row, measures=in_order(measures[row[0]])) for row in rows)


def in_order(measures: list[MeasureRow]) -> tuple[MeasureRow, ...]:
    """«1.3» before «1.10»: numbers are compared as numbers."""
    return tuple(sorted(measures, key=lambda each: (parts_of(each.number), each.due_on, each.text)))


def parts_of(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split(".") if part.isascii() and part.isdigit())


def get_plan(agreement_id: UUID, plan_id: UUID) -> PlanRow:
    """Raises `NotFound`."""
    found = next((each for each in list_plans(agreement_id) if each.id == plan_id), None)
    if found is None:
        raise NotFound("no such plan")
    return found


def find_count() -> tuple[int | None, str, int]:
    """(published number, why, revision); nothing published unless somebody typed it."""
    c = ExchangeCount
    row = db.session.execute(select(c.published, c.reason, c.revision)).one_or_none()
    return (row[0], row[1], row[2]) if row else (None, "", 0)
