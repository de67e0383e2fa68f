"""The record of a plan that its paper is made of."""

from datetime import UTC, datetime, time
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from council.membership.queries import BodyRow
from events.plan.models import PlanEdition
from events.plan.queries.editions import EditionRow
from events.plan.queries.sheet import TableRow, list_table
from events.plan.rules.printed import PlanRecord, PlanRow
from events.programme.rules import EventType

NUMBERED = dict(enumerate(EventType, 1))


def get_plan_record(
    body: BodyRow, year: int, title: str, edition: EditionRow, address: str = ""
) -> PlanRecord:
    """The edition as decided, or as it stands in the draft."""
    return PlanRecord(
        body=body.name,
        body_genitive=body.name_genitive,
        title=title,
        year=year,
        edition=edition.number,
        approved_on=edition.approved_on,
        minutes_number=edition.meeting_number if edition.approved_on else None,
        rows=tuple(printed_row(row) for row in list_table(edition.id)),
        made_at=made_at(edition.id, edition),
        address=address,
    )


def made_at(edition_id: UUID, edition: EditionRow) -> datetime:
    """A moment that only a new decision changes: the same edition gives the same bytes."""
    if edition.approved_on:
        return datetime.combine(edition.approved_on, time(12), UTC)
    return db.session.scalars(
        select(PlanEdition.created_at).where(PlanEdition.id == edition_id)
    ).one()


def printed_row(row: TableRow) -> PlanRow:
    return PlanRow(
        number=row.number,
        name=row.name,
        type=NUMBERED[row.type],
        place=", ".join(filter(None, (row.country, row.city))),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        month=row.month,
        format=row.format,
        sectors=row.sectors,
        participants=row.participants,
        responsible=row.responsible,
        rubles=int(row.thousands * 1000),
        source=row.source,
        state=row.state,
    )
