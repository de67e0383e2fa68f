"""The deputy chair's post and its elections with counts and minutes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from core.audit.history import Happened
from core.kernel.zones import local
from council.membership.pages.composition import DeputyView
from council.membership.queries.elections import ElectionRow
from council.membership.queries.rows import BodyRow


@dataclass(frozen=True, slots=True)
class ElectionLine:
    """An election as held; `effective_on` is None until the minutes are signed."""

    id: UUID
    year: int
    number: int
    held_at: datetime
    held_on: date
    candidates: tuple[tuple[str, int, bool], ...]
    against: int
    abstained: int
    is_secret: bool
    effective_on: date | None
    last_day: date | None
    end_basis: str
    may_end: bool


@dataclass(frozen=True, slots=True)
class DeputyPage:
    """The post today, everything about how it was filled, who may stand next."""

    body: BodyRow
    deputy: DeputyView
    elections: tuple[ElectionLine, ...]
    eligible: tuple[str, ...]
    history: tuple[Happened, ...]


def election_line(row: ElectionRow, *, may_end: bool) -> ElectionLine:
    return ElectionLine(
        id=row.id,
        year=row.year,
        number=row.number,
        held_at=row.starts_at,
        held_on=local(row.starts_at, row.zone).date(),
        candidates=tuple(
            (each.name.full, each.in_favour, each.person_id == row.elected_id)
            for each in row.candidates
        ),
        against=row.against,
        abstained=row.abstained,
        is_secret=row.is_secret,
        effective_on=row.effective_on,
        last_day=row.ended_on - timedelta(days=1) if row.ended_on else None,
        end_basis=row.end_basis,
        may_end=may_end and row.effective_on is not None and row.ended_on is None,
    )
