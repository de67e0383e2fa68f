"""Reads the facts of a body: eleven statements, however much there is."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.zones import local
from core.region.queries import find_region
from council.assignments.models import Assignment, AssignmentExecutor
from council.assignments.queries import Filter, list_assignments
from council.assignments.rules import AssignmentState
from council.day.queries import UnfinishedMinutes, list_unfinished_minutes
from council.meetings.models import Meeting
from council.meetings.queries.meetings import COLUMNS, MeetingRow
from council.meetings.rules.yearly import CountedMeeting
from council.membership.queries import BodyRow, list_settings
from council.membership.rules import BodyKind
from council.minutes.models import Signature
from council.minutes.rules import EditionState
from council.reminders.rules.facts import (
    AssignmentFact,
    Facts,
    MeetingFact,
    MinutesFact,
    ReportFact,
)
from council.reports.models import Report, ReportVersion
from council.reports.queries import list_heard_days
from council.reports.rules import ReportKind, ReportState


def load_facts(body: BodyRow, today: date) -> Facts:
    """Everything of the body that something may be due of."""
    region = find_region()
    return Facts(
        body_id=body.id,
        is_council=body.kind is BodyKind.COUNCIL,
        first_year=region.standard_start_year if region else today.year,
        settings=tuple((row.key, row.value, row.valid_from) for row in list_settings(body.id)),
        meetings=list_meeting_facts(body.id, today),
        minutes=list_minutes_facts(body.id),
        reports=list_report_facts(body.id),
        assignments=list_assignment_facts(body.id, today),
        heard_on=tuple(day for _, day in list_heard_days(body.id, [ReportKind.COORDINATOR])),
    )


def list_meeting_facts(body_id: UUID, today: date) -> tuple[MeetingFact, ...]:
    """The meetings of the last year, of this one and of those to come."""
    query = select(*COLUMNS).where(Meeting.body_id == body_id, Meeting.year >= today.year - 1)
    rows = db.session.execute(query.order_by(Meeting.starts_at, Meeting.id))
    return tuple(meeting_fact(MeetingRow(*row)) for row in rows)


def meeting_fact(row: MeetingRow) -> MeetingFact:
    day = local(row.starts_at, row.zone).date()
    counted = CountedMeeting(
        kind=row.kind,
        form=row.form,
        state=row.state,
        held_on=row.ballots_until or day,
        archive_seats=row.archive_seats,
        archive_present=row.archive_present,
    )
    return MeetingFact(
        id=row.id,
        year=row.year,
        number=row.number,
        form=row.form,
        counted=counted,
        first_day=row.ballots_from or day,
        is_notified=row.notice_sent_at is not None,
        has_materials=row.materials_sent_at is not None,
    )


def list_minutes_facts(body_id: UUID) -> tuple[MinutesFact, ...]:
    rows = list_unfinished_minutes({body_id}, None)
    waiting = {row.edition_id for row in rows if row.state is EditionState.TO_SIGN}
    signed = signed_by({edition for edition in waiting if edition})
    return tuple(minutes_fact(row, signed) for row in rows)


def minutes_fact(row: UnfinishedMinutes, signed: Mapping[UUID | None, set[UUID]]) -> MinutesFact:
    both = (row.presiding_id, row.secretary_id)
    has_signed = signed.get(row.edition_id, set())
    return MinutesFact(
        meeting_id=row.meeting_id,
        year=row.held_on.year,
        number=row.number,
        held_on=row.held_on,
        edition=row.edition,
        state=row.state,
        signed_on=row.signed_on,
        unsigned=tuple(each for each in both if each and each not in has_signed),
    )


def signed_by(edition_ids: Collection[UUID]) -> Mapping[UUID | None, set[UUID]]:
    s = Signature
    query = select(s.edition_id, s.person_id).where(s.edition_id.in_(edition_ids))
    found: dict[UUID | None, set[UUID]] = defaultdict(set)
    for edition_id, person_id in db.session.execute(query):
        found[edition_id].add(person_id)
    return found


def list_report_facts(body_id: UUID) -> tuple[ReportFact, ...]:
    """Reports that wait for the deputy chair, with the moment of their present version."""
    r, v = Report, ReportVersion
    query = (
        select(r.id, r.title, v.number, v.submitted_at)
        .join(v, (v.report_id == r.id) & (v.number == r.current_version))
        .where(r.body_id == body_id, r.state == ReportState.SUBMITTED, r.is_gated)
        .order_by(r.id)
    )
    return tuple(ReportFact(*row) for row in db.session.execute(query))


def list_assignment_facts(body_id: UUID, today: date) -> tuple[AssignmentFact, ...]:
    """Open assignments that have a day and no report that waits for a ruling."""
    lines = list_assignments(Filter(body_id, today, only_open=True))
    waiting = [line for line in lines if line.state is AssignmentState.ON_CONTROL and line.due_on]
    ids = {line.id for line in waiting}
    e = AssignmentExecutor
    people, organisations = named(ids, e.person_id), named(ids, e.organisation_id)
    given = given_on(ids)
    return tuple(
        AssignmentFact(
            *(line.id, line.code, line.text, line.due_on, given[line.id]),
            *(people[line.id], organisations[line.id]),
        )
        for line in waiting
        if line.due_on
    )


def named(ids: Collection[UUID], column: Any) -> Mapping[UUID, tuple[UUID, ...]]:
    """The people or the organisations that carry them out, in their order; one statement.

    A body or a group that was only typed has nobody to write to.
    """
    e = AssignmentExecutor
    query = (
        select(e.assignment_id, column)
        .where(e.assignment_id.in_(ids), column.is_not(None))
        .order_by(e.assignment_id, e.position)
    )
    found: dict[UUID, tuple[UUID, ...]] = defaultdict(tuple)
    for assignment_id, executor_id in db.session.execute(query):
        found[assignment_id] += (executor_id,)
    return found


def given_on(ids: Collection[UUID]) -> Mapping[UUID, date]:
    a = Assignment
    rows = db.session.execute(select(a.id, a.given_on).where(a.id.in_(ids)))
    return {row[0]: row[1] for row in rows}
