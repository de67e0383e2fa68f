"""One assignment by itself: to read, to change, and who carries it out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from core.adapters.database import db
from core.kernel.errors import NotFound
from core.kernel.names import PersonName
from council.assignments.models import Assignment, AssignmentExecutor
from council.assignments.queries.due import due_of, next_meeting_at
from council.assignments.rules import AssignmentState, Due, full_number
from council.meetings.models import AgendaItem, Meeting
from council.meetings.rules.addresses import MeetingAddress
from council.meetings.rules.kinds import DecisionKind, DueKind
from council.meetings.rules.naming import named_day
from council.membership.models import Body, Organisation, Person
from council.membership.rules import BodyKind


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """The columns of an assignment and of the meeting it was given at."""

    id: UUID
    body_id: UUID
    meeting_id: UUID
    edition_id: UUID
    number: str
    text: str
    kind: DecisionKind
    due_kind: DueKind
    due_on: date | None
    state: AssignmentState
    done_on: date | None
    closed_on: date | None
    close_basis: str
    note: str
    given_on: date
    revision: int
    item_title: str
    item_number: int | None
    meeting_year: int
    meeting_number: int
    meeting_starts_at: datetime
    meeting_zone: str
    ballots_until: date | None
    next_at: datetime | None
    zone: str
    body_slug: str
    body_kind: BodyKind

    @property
    def code(self) -> str:
        return full_number(self.meeting_number, self.meeting_year, self.number)

    @property
    def due(self) -> Due:
        return due_of(self.due_kind, self.due_on, self.next_at, self.zone)

    @property
    def meeting_on(self) -> date:
        return named_day(self.meeting_starts_at, self.meeting_zone, self.ballots_until)

    @property
    def address(self) -> MeetingAddress:
        """Where visitors find the meeting."""
        body, slug = self.body_kind, self.body_slug
        return MeetingAddress.of_body(body, slug, self.meeting_year, self.meeting_number)


@dataclass(frozen=True, slots=True)
class ExecutorRow:
    """Who carries it out; the first is responsible. A body or a group has no person."""

    assignment_id: UUID
    position: int
    person_id: UUID | None
    name: str
    post: str
    organisation: str
    organisation_id: UUID | None = None

    @property
    def is_typed(self) -> bool:
        """Neither a person nor an organisation of the records: words alone."""
        return self.person_id is None and self.organisation_id is None

    @property
    def key(self) -> UUID | str:
        """Who it is, for whoever collects what each of them has to do."""
        return self.person_id or self.organisation_id or self.organisation

    @property
    def shown(self) -> str:
        """«Рябинина Е.П., министр», or the body."""
        return ", ".join(part for part in (self.name, self.post) if part) or self.organisation


OWN_COLUMNS = tuple(
    getattr(Assignment, name)
    for name in AssignmentRow.__dataclass_fields__
    if hasattr(Assignment, name)
)


def get_assignment(assignment_id: UUID) -> AssignmentRow:
    """One statement; raises `NotFound`."""
    a, m, i = Assignment, Meeting, AgendaItem
    query = (
        select(
            *OWN_COLUMNS,
            *(i.title, i.printed_number, m.year, m.number, m.starts_at, m.zone),
            *(m.ballots_until, next_meeting_at(), Body.zone, Body.slug, Body.kind),
        )
        .join(m, m.id == a.meeting_id)
        .join(i, i.id == a.item_id)
        .join(Body, Body.id == a.body_id)
    )
    row = db.session.execute(query.where(a.id == assignment_id)).one_or_none()
    if row is None:
        raise NotFound("no such assignment")
    return AssignmentRow(*tuple(row))


def lock_assignment(assignment_id: UUID) -> Assignment:
    """The whole row; nobody else changes it until the command ends."""
    query = select(Assignment).where(Assignment.id == assignment_id).with_for_update()
    found = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound("no such assignment")
    return found


def list_executors(assignment_ids: Collection[UUID]) -> tuple[ExecutorRow, ...]:
    """Executors of many assignments in one statement, each list in its order."""
    e, p, o = AssignmentExecutor, Person, Organisation
    own = aliased(Organisation)
    query = (
        select(
            *(e.assignment_id, e.position, e.person_id, e.organisation_id, e.name),
            *(o.short_name, o.name, own.short_name, own.name),
            *(p.surname, p.given_name, p.patronymic, p.position),
        )
        .outerjoin(p, p.id == e.person_id)
        .outerjoin(own, own.id == p.organisation_id)
        .outerjoin(o, o.id == e.organisation_id)
        .where(e.assignment_id.in_(assignment_ids))
        .order_by(e.assignment_id, e.position)
    )
    return tuple(executor(*row) for row in db.session.execute(query))


def executor(
    assignment_id: UUID,
    position: int,
    person_id: UUID | None,
    organisation_id: UUID | None,
    typed: str,
    *names: str | None,
) -> ExecutorRow:
    short, full, own_short, own_full, surname, given, patronymic, post = names
    if surname and given:
        name = PersonName(surname, given, patronymic).initials_after
        organisation = own_short or own_full or ""
        return ExecutorRow(assignment_id, position, person_id, name, post or "", organisation)
    organisation = short or full or typed
    return ExecutorRow(assignment_id, position, None, "", "", organisation, organisation_id)


def is_executor(assignment_id: UUID, person_id: UUID | None) -> bool:
    """Whether the very person is named. For a body or a group the secretary reports."""
    if person_id is None:
        return False
    e = AssignmentExecutor
    query = select(e.id).where(e.assignment_id == assignment_id, e.person_id == person_id)
    return db.session.execute(query).first() is not None
