"""The agenda of a meeting: the items with the state of their reports.

A list is one statement for the whole meeting; see `materials` for speakers and files, `editions`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from core.adapters.database import db
from core.kernel.errors import NotFound
from core.kernel.names import PersonName
from council.meetings.models import AgendaItem
from council.meetings.rules.agenda import AgendaLine
from council.meetings.rules.kinds import ItemKind, ItemState
from council.membership.models import Person
from council.reports.models import Report, ReportApproval, ReportDecision, ReportVersion
from council.reports.rules import ReportKind, ReportState


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with what the gate knows of its report; `report_*` are None without one."""

    id: UUID
    meeting_id: UUID
    position: int
    printed_number: int | None
    title: str
    kind: ItemKind
    state: ItemState
    proposed_by_id: UUID | None
    proposed_at: datetime | None
    reasoning: str
    decline_reason: str
    minutes: int
    is_agreed: bool
    proposed_decision: str
    revision: int
    report_id: UUID | None
    report_title: str | None
    report_kind: ReportKind | None
    report_state: ReportState | None
    report_is_gated: bool | None
    approval_id: UUID | None
    approved_version: int | None
    approved_at: datetime | None
    proposer: PersonName | None

    def line(self, number: int) -> AgendaLine:
        """The item as the gate sees it, under the number that the page shows."""
        return AgendaLine(
            number=number,
            kind=self.kind,
            is_agreed=self.is_agreed,
            is_gated=bool(self.report_is_gated),
            is_approved=self.approval_id is not None,
            report_state=self.report_state,
        )


ITEM_COLUMNS = (
    AgendaItem.id,
    AgendaItem.meeting_id,
    AgendaItem.position,
    AgendaItem.printed_number,
    AgendaItem.title,
    AgendaItem.kind,
    AgendaItem.state,
    AgendaItem.proposed_by_id,
    AgendaItem.proposed_at,
    AgendaItem.reasoning,
    AgendaItem.decline_reason,
    AgendaItem.minutes,
    AgendaItem.is_agreed,
    AgendaItem.proposed_decision,
    AgendaItem.revision,
    Report.id,
    Report.title,
    Report.kind,
    Report.state,
    Report.is_gated,
    ReportApproval.id,
    ReportVersion.number,
    ReportDecision.decided_at,
    Person.surname,
    Person.given_name,
    Person.patronymic,
)
NAME_PARTS = 3


def list_items(meeting_id: UUID) -> tuple[ItemRow, ...]:
    """Every item of the meeting in its order, proposed and declined ones too; one statement.

    `approval_id` is the live approval of the report's current version, not the one of the item.
    """
    query = (
        select(*ITEM_COLUMNS)
        .outerjoin(Report, Report.id == AgendaItem.report_id)
        .outerjoin(ReportApproval, ReportApproval.report_id == Report.id)
        .outerjoin(ReportDecision, ReportDecision.id == ReportApproval.decision_id)
        .outerjoin(ReportVersion, ReportVersion.id == ReportDecision.version_id)
        .outerjoin(Person, Person.id == AgendaItem.proposed_by_id)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    return tuple(item_row(row) for row in db.session.execute(query))


def item_row(row: Sequence[Any]) -> ItemRow:
    values, name = row[:-NAME_PARTS], row[-NAME_PARTS:]
    return ItemRow(*(*values, PersonName(*name) if name[0] else None))


def accepted(items: Sequence[ItemRow]) -> tuple[ItemRow, ...]:
    """The items that stand on the agenda, in its order; number them from 1."""
    return tuple(item for item in items if item.state is ItemState.ACCEPTED)


def lines_of(items: Sequence[ItemRow]) -> tuple[AgendaLine, ...]:
    """The accepted items as the gate sees them."""
    return tuple(item.line(number) for number, item in enumerate(accepted(items), 1))


def get_item(meeting_id: UUID, item_id: UUID, *, lock: bool = False) -> AgendaItem:
    """The whole row of an item of this very meeting."""
    query = select(AgendaItem).where(AgendaItem.id == item_id, AgendaItem.meeting_id == meeting_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    item = db.session.scalars(query).one_or_none()
    if item is None:
        raise NotFound("no such item on this agenda")
    return item


def find_item(meeting_id: UUID, item_id: UUID) -> AgendaItem | None:
    """The item if there is one under the identifier; raises `NotFound` for another meeting's."""
    item = db.session.get(AgendaItem, item_id)
    if item is not None and item.meeting_id != meeting_id:
        raise NotFound("the item belongs to another meeting")
    return item


def get_item_row(meeting_id: UUID, item_id: UUID) -> ItemRow:
    found = next((item for item in list_items(meeting_id) if item.id == item_id), None)
    if found is None:
        raise NotFound("no such item on this agenda")
    return found


def lock_items(meeting_id: UUID) -> tuple[AgendaItem, ...]:
    """The rows of all items in their order, locked."""
    query = (
        select(AgendaItem)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.position, AgendaItem.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return tuple(db.session.scalars(query))


def lock_reports(meeting_id: UUID) -> None:
    """Keep the reports on the agenda as they are: no version and no decision until the end.

    Services of reports lock a report's row before they change anything around it.
    """
    on_agenda = select(AgendaItem.report_id).where(
        AgendaItem.meeting_id == meeting_id, AgendaItem.report_id.is_not(None)
    )
    query = select(Report.id).where(Report.id.in_(on_agenda)).order_by(Report.id)
    db.session.execute(query.with_for_update()).all()


def last_position(meeting_id: UUID) -> int:
    query = select(func.max(AgendaItem.position)).where(AgendaItem.meeting_id == meeting_id)
    return db.session.scalar(query) or 0
