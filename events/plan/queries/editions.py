"""Plans and their editions, with the meeting that decided each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from core.adapters.database import db
from core.kernel.errors import NotFound
from council.meetings.models import AgendaItem, Meeting
from council.meetings.rules.addresses import MeetingAddress
from events.plan.models import Plan, PlanClosing, PlanEdition, PlanLine
from events.plan.queries.closing import CLOSING, ClosedYear, closed_year
from events.plan.rules.editions import PlanEditionState


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition and, once it is decided or tabled, its meeting by year and number."""

    id: UUID
    plan_id: UUID
    number: int
    state: PlanEditionState
    approved_on: date | None
    note: str
    revision: int
    item_id: UUID | None
    meeting_id: UUID | None
    meeting_year: int | None
    meeting_number: int | None
    item_number: int | None

    @property
    def decided_at(self) -> str:
        """The address of the item that decided it, on the page of its meeting; "" while none."""
        if self.approved_on is None or self.meeting_year is None or self.meeting_number is None:
            return ""
        page = MeetingAddress(self.meeting_year, self.meeting_number).page
        return f"{page}#item-{self.item_number}" if self.item_number else page


COLUMNS = (
    PlanEdition.id,
    PlanEdition.plan_id,
    PlanEdition.number,
    PlanEdition.state,
    PlanEdition.approved_on,
    PlanEdition.note,
    PlanEdition.revision,
    PlanEdition.item_id,
    PlanEdition.meeting_id,
    Meeting.year,
    Meeting.number,
    AgendaItem.printed_number,
)


def list_years(body_id: UUID | None = None, *, approved_only: bool = True) -> tuple[int, ...]:
    """Years that have a plan, the newest first."""
    query = select(Plan.year).distinct().order_by(Plan.year.desc())
    if body_id is not None:
        query = query.where(Plan.body_id == body_id)
    if approved_only:
        query = query.join(PlanEdition, PlanEdition.plan_id == Plan.id).where(
            PlanEdition.state == PlanEditionState.APPROVED
        )
    return tuple(db.session.scalars(query))


@dataclass(frozen=True, slots=True)
class PlanHead:
    """A plan that has a decided edition."""

    id: UUID
    body_id: UUID
    year: int
    title: str
    closed: ClosedYear | None = None


def list_decided() -> tuple[PlanHead, ...]:
    """The plan of each year with a decided edition, the newest first; one statement."""
    decided = select(PlanEdition.plan_id).where(PlanEdition.state == PlanEditionState.APPROVED)
    place = func.row_number().over(partition_by=Plan.year, order_by=Plan.id).label("place")
    of_year = select(Plan.id, place).where(Plan.id.in_(decided)).subquery()
    query = (
        select(Plan.id, Plan.body_id, Plan.year, Plan.title, *CLOSING)
        .join(of_year, of_year.c.id == Plan.id)
        .outerjoin(PlanClosing, PlanClosing.plan_id == Plan.id)
        .where(of_year.c.place == 1)
        .order_by(Plan.year.desc())
    )
    return tuple(PlanHead(*row[:4], closed_year(*row[4:])) for row in db.session.execute(query))


def find_decided(year: int) -> PlanHead | None:
    """The plan of a year if it has a decided edition; one statement."""
    return next((each for each in list_decided() if each.year == year), None)


def find_plan(year: int) -> Plan | None:
    """The plan of a year; a region has one."""
    return db.session.scalars(select(Plan).where(Plan.year == year)).first()


def list_editions(plan_id: UUID) -> tuple[EditionRow, ...]:
    """All editions in their order, the one in work last; one statement."""
    query = (
        select(*COLUMNS)
        .outerjoin(Meeting, Meeting.id == PlanEdition.meeting_id)
        .outerjoin(AgendaItem, AgendaItem.id == PlanEdition.item_id)
        .where(PlanEdition.plan_id == plan_id)
        .order_by(PlanEdition.number)
    )
    return tuple(EditionRow(*tuple[Any, ...](row)) for row in db.session.execute(query))


def find_in_force(editions: Sequence[EditionRow], day: date) -> EditionRow | None:
    """Of the editions approved on or before the day the one with the highest number."""
    approved = [
        each for each in editions if each.approved_on is not None and each.approved_on <= day
    ]
    return max(approved, key=lambda each: each.number, default=None)


def find_edition_of_day(body_id: UUID, day: date) -> tuple[UUID, UUID] | None:
    """(plan, edition) in force on a day in the plan of that day's year; one statement."""
    query = (
        select(Plan.id, PlanEdition.id)
        .join(PlanEdition, PlanEdition.plan_id == Plan.id)
        .where(Plan.body_id == body_id, Plan.year == day.year, PlanEdition.approved_on <= day)
        .order_by(PlanEdition.number.desc())
        .limit(1)
    )
    row = db.session.execute(query).one_or_none()
    return (row[0], row[1]) if row else None


def get_edition(edition_id: UUID, *, lock: bool = False) -> PlanEdition:
    """The whole row; raises `NotFound`."""
    query = select(PlanEdition).where(PlanEdition.id == edition_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    edition = db.session.scalars(query).one_or_none()
    if edition is None:
        raise NotFound("no such edition of the plan")
    return edition


def list_events_of_editions(plan_id: UUID) -> tuple[tuple[int, date, frozenset[UUID]], ...]:
    """(number, approved on, events) of each approved edition; one statement."""
    query = (
        select(PlanEdition.number, PlanEdition.approved_on, PlanLine.event_id)
        .join(PlanLine, PlanLine.edition_id == PlanEdition.id)
        .where(PlanEdition.plan_id == plan_id, PlanEdition.approved_on.is_not(None))
        .order_by(PlanEdition.number)
    )
    found: dict[tuple[int, Any], set[UUID]] = {}
    for number, approved_on, event_id in db.session.execute(query):
        found.setdefault((number, approved_on), set()).add(event_id)
    return tuple((number, day, frozenset(events)) for (number, day), events in found.items())


def find_plan_row(edition_id: UUID) -> tuple[UUID, int, str] | None:
    """(plan, year, title) of the plan that an edition belongs to."""
    query = (
        select(Plan.id, Plan.year, Plan.title)
        .join(PlanEdition, PlanEdition.plan_id == Plan.id)
        .where(PlanEdition.id == edition_id)
    )
    row = db.session.execute(query).one_or_none()
    return (row[0], row[1], row[2]) if row else None
