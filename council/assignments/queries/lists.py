"""Lists of assignments: filtered on both faces of the site, and counted for the front page."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from core.adapters.database import db
from council.assignments.models import Assignment, AssignmentExecutor
from council.assignments.queries.due import due_of, next_meeting_at
from council.assignments.queries.public import is_published
from council.assignments.rules import (
    AssignmentState,
    Due,
    Timeliness,
    days_late,
    full_number,
    timeliness,
)
from council.meetings.models import AgendaItem, Meeting
from council.meetings.rules.kinds import DecisionKind, DueKind
from council.meetings.rules.naming import named_day
from council.membership.models import Body


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for; empty means all. Without a body: of all bodies, for an executor."""

    body_id: UUID | None
    today: date
    executor_id: UUID | None = None
    only_published: bool = False
    only_open: bool = False


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """One row of a list. `due_on` is computed for "by the next meeting"; see queries.due."""

    id: UUID
    body_id: UUID
    number: str
    text: str
    kind: DecisionKind
    due_kind: DueKind
    due_on: date | None
    state: AssignmentState
    done_on: date | None
    item_title: str
    meeting_year: int
    meeting_number: int
    meeting_on: date

    @property
    def code(self) -> str:
        return full_number(self.meeting_number, self.meeting_year, self.number)

    @property
    def due(self) -> Due:
        return Due(self.due_kind, self.due_on)

    def timeliness(self, today: date) -> Timeliness:
        return timeliness(self.state, self.due, done_on=self.done_on, today=today)

    def days_late(self, today: date) -> int:
        return days_late(self.due, done_on=self.done_on, today=today)


def narrowed(query: Select[*tuple[Any, ...]], wanted: Filter) -> Select[*tuple[Any, ...]]:
    a, e = Assignment, AssignmentExecutor
    if wanted.body_id:
        query = query.where(a.body_id == wanted.body_id)
    if wanted.executor_id:
        query = query.where(
            a.id.in_(select(e.assignment_id).where(e.person_id == wanted.executor_id))
        )
    if wanted.only_published:
        query = query.where(is_published())
    if wanted.only_open:
        query = query.where(a.state != AssignmentState.CLOSED)
    return query


def list_assignments(wanted: Filter) -> tuple[AssignmentLine, ...]:
    """What is open first, by its day, then what is closed, the newest first; one statement.

    How an assignment stands follows from its day and today, and Cyrillic is searched alike on
    both databases only here: so a page filters, counts and cuts these rows itself. A council gives
    some tens of assignments a year.
    """
    a, m = Assignment, Meeting
    query = (
        select(
            *(a.id, a.body_id, a.number, a.text, a.kind, a.due_kind, a.due_on),
            *(next_meeting_at(), Body.zone, a.state, a.done_on),
            *(AgendaItem.title, m.year, m.number, m.starts_at, m.zone, m.ballots_until),
        )
        .join(m, m.id == a.meeting_id)
        .join(Body, Body.id == a.body_id)
        .join(AgendaItem, AgendaItem.id == a.item_id)
    )
    lines = [line_of(tuple(row)) for row in db.session.execute(narrowed(query, wanted))]
    return tuple(sorted(lines, key=in_order))


def line_of(row: tuple[Any, ...]) -> AssignmentLine:
    due = due_of(row[5], row[6], row[7], row[8])
    return AssignmentLine(*(*row[:6], due.on, *row[9:14], named_day(*row[14:])))


def in_order(line: AssignmentLine) -> tuple[Any, ...]:
    newest_first = -line.meeting_on.toordinal()
    if line.state is AssignmentState.CLOSED:
        return True, newest_first, natural(line.number)
    due = line.due_on or date.max
    return False, due, newest_first, natural(line.number)


def natural(number: str) -> tuple[int, ...]:
    """«10.2» after «9.1»."""
    return tuple(int(part) for part in number.split(".") if part.isdigit())


def count_timeliness(wanted: Filter) -> Mapping[Timeliness, int]:
    """How many assignments stand how; one statement of a few columns a row."""
    a, m = Assignment, Meeting
    query = (
        select(a.state, a.due_kind, a.due_on, next_meeting_at(), Body.zone, a.done_on)
        .join(m, m.id == a.meeting_id)
        .join(Body, Body.id == a.body_id)
    )
    rows = (tuple(row) for row in db.session.execute(narrowed(query, wanted)))
    return Counter(
        timeliness(state, due_of(*due), done_on=done_on, today=wanted.today)
        for state, *due, done_on in rows
    )


def list_open_lines(body_id: UUID) -> tuple[AssignmentLine, ...]:
    """Everything still on control: the text of the agenda item on control of assignments."""
    return list_assignments(Filter(body_id, date.min, only_open=True))
