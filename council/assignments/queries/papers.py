"""Assignments as their printed lists need them: three or four statements a list.

The date of a list is that of the last change of what stands on it, so that it renders the same
until something changes; the marks of execution hold on the day that the list names.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.names import PersonName
from council.assignments.models import Assignment
from council.assignments.queries.lists import (
    AssignmentLine,
    Filter,
    list_assignments,
    natural,
)
from council.assignments.queries.naming import PublicNaming, load_naming
from council.assignments.queries.one import ExecutorRow, list_executors
from council.assignments.rules.papers import AssignmentsRecord, ListedAssignment
from council.meetings.queries.meetings import MeetingRow
from council.meetings.rules.naming import named_day_of
from council.membership.models import Person
from council.membership.queries import BodyRow, find_officer
from council.membership.rules import Office
from council.membership.rules.papers import NOUNS

UNNAMED = "имя не публикуется"


@dataclass(frozen=True, slots=True)
class PrintedList:
    """Which assignments are printed: of one meeting, or those of a body that are on control."""

    body: BodyRow
    today: date
    meeting: MeetingRow | None = None
    is_public: bool = False


def get_assignments_record(wanted: PrintedList) -> AssignmentsRecord:
    lines = lines_of(wanted)
    executors = by_assignment([line.id for line in lines])
    naming = load_naming(wanted.today) if wanted.is_public else None
    body, meeting = wanted.body, wanted.meeting
    return AssignmentsRecord(
        name=name_of(wanted),
        body=body.name,
        body_genitive=body.name_genitive,
        noun=NOUNS[body.kind],
        today=wanted.today,
        made_at=datetime.combine(wanted.today, time(0), UTC),
        lines=tuple(listed(line, executors, naming, wanted.today) for line in lines),
        meeting_on=named_day_of(meeting) if meeting else None,
        meeting_number=meeting.number if meeting else None,
        secretary=secretary_of(meeting, body, wanted.today),
        is_public=wanted.is_public,
    )


def lines_of(wanted: PrintedList) -> tuple[AssignmentLine, ...]:
    """In the order of the minutes for a meeting, by the due day for what is on control."""
    meeting = wanted.meeting
    only_open = meeting is None and not wanted.is_public
    asked = Filter(wanted.body.id, wanted.today, only_open=only_open)
    if wanted.is_public:
        asked = Filter(wanted.body.id, wanted.today, only_published=True)
    found = list_assignments(asked)
    if meeting is None:
        return found
    of_meeting = ids_of(meeting.id)
    kept = [line for line in found if line.id in of_meeting]
    return tuple(sorted(kept, key=lambda line: natural(line.number)))


def ids_of(meeting_id: UUID) -> frozenset[UUID]:
    query = select(Assignment.id).where(Assignment.meeting_id == meeting_id)
    return frozenset(db.session.scalars(query))


def by_assignment(ids: Sequence[UUID]) -> Mapping[UUID, list[ExecutorRow]]:
    found: dict[UUID, list[ExecutorRow]] = defaultdict(list)
    for row in list_executors(ids):
        found[row.assignment_id].append(row)
    return found


def listed(
    line: AssignmentLine,
    executors: Mapping[UUID, list[ExecutorRow]],
    naming: PublicNaming | None,
    today: date,
) -> ListedAssignment:
    rows = executors.get(line.id, ())
    return ListedAssignment(
        code=line.code,
        text=naming.shown(line.text) if naming else line.text,
        executors=tuple(who(row, naming) for row in rows),
        due=line.due,
        standing=line.timeliness(today),
        days_late=line.days_late(today),
        done_on=line.done_on,
    )


def who(row: ExecutorRow, naming: PublicNaming | None) -> str:
    """Name and post; in public only where there is a ground to name the person."""
    if naming is None:
        return row.shown
    if row.person_id is None:
        return naming.shown(row.organisation)
    person = naming.people.get(row.person_id)
    if person is None:
        return UNNAMED
    return ", ".join(part for part in (person.name.initials_after, person.post) if part)


def name_of(wanted: PrintedList) -> str:
    if wanted.meeting:
        return f"assignments-{wanted.meeting.year}-{wanted.meeting.number}"
    return "assignments" if wanted.is_public else "assignments-on-control"


def secretary_of(meeting: MeetingRow | None, body: BodyRow, today: date) -> str:
    """The secretary of the meeting, else the one in office."""
    if meeting and meeting.secretary_id:
        p = Person
        query = select(p.surname, p.given_name, p.patronymic).where(p.id == meeting.secretary_id)
        surname, given_name, patronymic = db.session.execute(query).one()
        return PersonName(surname, given_name, patronymic).initials_before
    officer = find_officer(body.id, Office.SECRETARY, today)
    return officer.name.initials_before if officer else ""
