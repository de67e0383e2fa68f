"""Lists of assignments: filtered on both faces of the site, and counted for the front page."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, case, func, or_, select

from core.adapters.database import db
from council.assignments.models import Assignment, AssignmentExecutor
from council.assignments.rules import AssignmentState, Due, Timeliness, timeliness
from council.meetings.models import Meeting
from council.meetings.rules.kinds import DecisionKind, DueKind
from council.minutes.models import MinutesEdition
from council.minutes.rules import EditionState

PAGE = 50
COLUMNS = (
    Assignment.id,
    Assignment.number,
    Assignment.text,
    Assignment.kind,
    Assignment.due_kind,
    Assignment.due_on,
    Assignment.state,
    Assignment.done_on,
    Assignment.given_on,
    Meeting.year,
    Meeting.number,
)


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for; empty means all."""

    body_id: UUID
    today: date
    year: int | None = None
    timeliness: Timeliness | None = None
    kind: DecisionKind | None = None
    executor_id: UUID | None = None
    only_published: bool = False


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """One row of a list."""

    id: UUID
    number: str
    text: str
    kind: DecisionKind
    due_kind: DueKind
    due_on: date | None
    state: AssignmentState
    done_on: date | None
    given_on: date
    meeting_year: int
    meeting_number: int

    @property
    def due(self) -> Due:
        return Due(self.due_kind, self.due_on)

    def timeliness(self, today: date) -> Timeliness:
        return timeliness(self.state, self.due, done_on=self.done_on, today=today)


def narrowed(query: Select[*tuple[Any, ...]], wanted: Filter) -> Select[*tuple[Any, ...]]:
    a = Assignment
    query = query.where(a.body_id == wanted.body_id)
    if wanted.year:
        query = query.where(Meeting.year == wanted.year)
    if wanted.kind:
        query = query.where(a.kind == wanted.kind)
    if wanted.executor_id:
        e = AssignmentExecutor
        mine = select(e.assignment_id).where(e.person_id == wanted.executor_id)
        query = query.where(a.id.in_(mine))
    if wanted.only_published:
        query = query.where(MinutesEdition.state == EditionState.PUBLISHED)
    return query


def list_assignments(wanted: Filter, *, page: int = 1) -> tuple[tuple[AssignmentLine, ...], int]:
    """Rows of one page, what is due first on top, and how many there are in all.

    How an assignment stands follows from its day and today, so the filter by it is made here, on
    the columns of the other filters' rows: a council gives some tens of assignments a year.
    """
    a, m = Assignment, Meeting
    query = (
        select(*COLUMNS)
        .join(m, m.id == a.meeting_id)
        .join(MinutesEdition, MinutesEdition.id == a.edition_id)
        .order_by(
            case((a.state == AssignmentState.CLOSED, 1), else_=0),
            a.due_on.is_(None),
            a.due_on,
            m.starts_at.desc(),
            a.number,
        )
    )
    lines = [AssignmentLine(*tuple(row)) for row in db.session.execute(narrowed(query, wanted))]
    if wanted.timeliness:
        lines = [line for line in lines if line.timeliness(wanted.today) is wanted.timeliness]
    first = (page - 1) * PAGE
    return tuple(lines[first : first + PAGE]), len(lines)


def count_timeliness(wanted: Filter) -> Mapping[Timeliness, int]:
    """How many assignments stand how, counted by the database; one statement."""
    a = Assignment
    late = and_(a.due_on.is_not(None), func.coalesce(a.done_on, wanted.today) > a.due_on)
    closed = a.state == AssignmentState.CLOSED
    stands = case(
        (and_(closed, a.done_on.is_not(None), late), Timeliness.DONE_LATE.value),
        (closed, Timeliness.DONE_IN_TIME.value),
        (late, Timeliness.OVERDUE.value),
        else_=Timeliness.IN_WORK.value,
    )
    query = (
        select(stands, func.count())
        .join(Meeting, Meeting.id == a.meeting_id)
        .join(MinutesEdition, MinutesEdition.id == a.edition_id)
        .group_by(stands)
    )
    rows = (tuple(row) for row in db.session.execute(narrowed(query, wanted)))
    return Counter({Timeliness(row[0]): row[1] for row in rows})


def list_open_lines(body_id: UUID) -> tuple[AssignmentLine, ...]:
    """Everything still on control: the text of the agenda item on control of assignments."""
    wanted = Filter(body_id, date.min)
    open_query = or_(
        Assignment.state == AssignmentState.ON_CONTROL,
        Assignment.state == AssignmentState.REPORTED,
    )
    a, m = Assignment, Meeting
    query = (
        select(*COLUMNS)
        .join(m, m.id == a.meeting_id)
        .where(open_query)
        .order_by(a.due_on.is_(None), a.due_on, a.number)
    )
    return tuple(AssignmentLine(*tuple(row)) for row in db.session.execute(narrowed(query, wanted)))
