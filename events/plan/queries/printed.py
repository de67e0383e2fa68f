"""The record of a plan that its paper is made of."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from council.membership.queries import BodyRow
from events.plan.models import PlanEdition
from events.plan.queries.editions import EditionRow, list_editions
from events.plan.queries.lines import RemovedRow, list_removed
from events.plan.queries.sheet import FLAG_WORDS, TableRow, list_table
from events.plan.rules.printed import PlanRecord, PlanRow, TakenOut
from events.programme.rules import EventType

NUMBERED = dict(enumerate(EventType, 1))


def get_plan_record(body: BodyRow, year: int, title: str, edition: EditionRow) -> PlanRecord:
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
        item_number=edition.item_number if edition.approved_on else None,
        taken_out=taken_out(edition),
    )


def taken_out(edition: EditionRow) -> tuple[TakenOut, ...]:
    """By this edition and those before it; a later one is not known to its paper."""
    earlier = [each for each in list_editions(edition.plan_id) if each.number <= edition.number]
    return taken_out_by(earlier, list_removed(edition.plan_id))


def taken_out_by(
    editions: Iterable[EditionRow], removed: Iterable[RemovedRow]
) -> tuple[TakenOut, ...]:
    """What these editions took out."""
    numbers = {each.id: each.number for each in editions}
    return tuple(
        TakenOut(numbers[row.edition_id], row.name, row.reason, row.is_late)
        for row in removed
        if row.edition_id in numbers
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
        co_executors=row.co_executors,
        support=support(row),
        expected_result=row.expected_result,
        outcome=row.outcome,
    )


def support(row: TableRow) -> str:
    """Who abroad is asked to help."""
    asked = ((row.trade_mission, "торгпредство"), (row.rec_office, "РЭЦ"))
    return ", ".join(name for answer, name in asked if answer == FLAG_WORDS[True])
