"""Items of a public meeting with their votes, and their decisions with what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, select

from core.adapters.database import db
from council.assignments.models import Assignment
from council.assignments.queries.due import next_meeting_at
from council.assignments.rules import AssignmentState
from council.meetings.models import AgendaItem, Meeting, Resolution, Vote
from council.meetings.rules.kinds import (
    Choice,
    DecisionKind,
    DueKind,
    ItemKind,
    ItemState,
    Outcome,
    VoteMode,
)
from council.reports.models import ReportApproval, ReportDecision, ReportVersion


@dataclass(frozen=True, slots=True)
class VoteRow:
    """The figures of a vote."""

    mode: VoteMode
    present: int
    in_favour: int
    against: int
    abstained: int
    presiding_choice: Choice | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item of the agenda; `approved_*` tell of the approval that its report stood on."""

    id: UUID
    printed_number: int | None
    title: str
    kind: ItemKind
    state: ItemState
    decline_reason: str
    is_agreed: bool
    report_is_gated: bool | None
    is_heard: bool
    minutes: int
    approved_at: datetime | None
    approved_version: int | None
    vote: VoteRow | None


@dataclass(frozen=True, slots=True)
class ResolutionRow:
    """A decision; the second half is of the assignment that arose from it, if one did."""

    id: UUID
    item_id: UUID
    position: int
    text: str
    kind: DecisionKind
    assignment_id: UUID | None
    number: str | None
    assigned: str | None
    due_kind: DueKind | None
    due_on: date | None
    state: AssignmentState | None
    done_on: date | None
    next_meeting_at: datetime | None
    vote: VoteRow | None


VOTE = tuple(getattr(Vote, name) for name in VoteRow.__dataclass_fields__)
WITHOUT_VOTE = -len(VOTE)


def vote_of(values: Any) -> VoteRow | None:
    return VoteRow(*values) if values[0] is not None else None


def split(query: Select[*tuple[Any, ...]], meeting_id: UUID) -> list[Sequence[Any]]:
    """Each row's own columns, then its vote as one value."""
    rows = db.session.execute(query, {"meeting_id": meeting_id}).all()
    return [[*row[:WITHOUT_VOTE], vote_of(row[WITHOUT_VOTE:])] for row in rows]


@cache
def items_query() -> Select[*tuple[Any, ...]]:
    """Built once, like the one below: putting it together costs more than sending it."""
    i, d, v = AgendaItem, ReportDecision, ReportVersion
    return (
        select(
            *(i.id, i.printed_number, i.title, i.kind, i.state, i.decline_reason, i.is_agreed),
            *(i.report_is_gated, i.is_heard, i.minutes, d.decided_at, v.number),
            *VOTE,
        )
        .outerjoin(Vote, and_(Vote.item_id == i.id, Vote.resolution_id.is_(None)))
        .outerjoin(ReportApproval, ReportApproval.id == i.approval_id)
        .outerjoin(d, d.id == ReportApproval.decision_id)
        .outerjoin(v, v.id == d.version_id)
        .where(i.meeting_id == bindparam("meeting_id"))
        .order_by(i.printed_number, i.position, i.id)
    )


@cache
def resolutions_query() -> Select[*tuple[Any, ...]]:
    r, a = Resolution, Assignment
    return (
        select(
            *(r.id, r.item_id, r.position, r.text, r.kind),
            *(a.id, a.number, a.text, a.due_kind, a.due_on, a.state, a.done_on),
            next_meeting_at(),
            *VOTE,
        )
        .join(AgendaItem, AgendaItem.id == r.item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .outerjoin(a, a.resolution_id == r.id)
        .outerjoin(Vote, and_(Vote.item_id == r.item_id, Vote.resolution_id == r.id))
        .where(AgendaItem.meeting_id == bindparam("meeting_id"))
        .order_by(AgendaItem.printed_number, r.position)
    )


def list_items(meeting_id: UUID) -> tuple[ItemRow, ...]:
    """Every item of the meeting in the order of the agenda, visible or not; one statement."""
    return tuple(ItemRow(*own) for own in split(items_query(), meeting_id))


def list_resolutions(meeting_id: UUID) -> tuple[ResolutionRow, ...]:
    """The decisions of a meeting with published minutes; one statement."""
    return tuple(ResolutionRow(*own) for own in split(resolutions_query(), meeting_id))
