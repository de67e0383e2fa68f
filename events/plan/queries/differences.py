"""What an edition changes against the one before it."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from events.plan.models import Plan, PlanEdition, PlanLine, PlanMoney
from events.plan.rules.dates import last_day
from events.plan.rules.editions import Change, Values, changes_between

COMPARED = (
    *("name", "type", "country", "city", "starts_on", "ends_on", "month", "format"),
    *("remote_reason", "sectors", "participants", "responsible_id", "responsible_name"),
    *("co_executors", "asks_trade_mission", "asks_rec_office", "expected_result"),
)


def load_values(edition_id: UUID) -> dict[UUID, Values]:
    """The decided values of each line by its event, money included; two statements."""
    money: dict[UUID, tuple[tuple[str, int], ...]] = {}
    query = (
        select(PlanMoney.line_id, PlanMoney.source, PlanMoney.rubles)
        .join(PlanLine, PlanLine.id == PlanMoney.line_id)
        .where(PlanLine.edition_id == edition_id)
        .order_by(PlanMoney.position)
    )
    for line_id, source, rubles in db.session.execute(query):
        money[line_id] = (*money.get(line_id, ()), (source, rubles))
    columns = [getattr(PlanLine, name) for name in COMPARED]
    rows = db.session.execute(
        select(PlanLine.event_id, PlanLine.id, *columns)
        .where(PlanLine.edition_id == edition_id)
        .order_by(PlanLine.position)
    )
    return {
        row[0]: {**dict(zip(COMPARED, row[2:], strict=True)), "money": money.get(row[1], ())}
        for row in rows
    }


def find_before(plan_id: UUID, number: int) -> UUID | None:
    """The edition before this one; None for the first."""
    query = select(PlanEdition.id).where(
        PlanEdition.plan_id == plan_id, PlanEdition.number == number - 1
    )
    return db.session.scalar(query)


def list_changes(edition_id: UUID, before_id: UUID | None) -> tuple[Change, ...]:
    """What differs from the edition before; nothing for the first, which is new as a whole."""
    if before_id is None:
        return ()
    return changes_between(load_values(before_id), load_values(edition_id))


def ends_of(edition_id: UUID | None) -> dict[UUID, date | None]:
    """The planned last day of each event of the edition; a month counts by its own last day."""
    if edition_id is None:
        return {}
    query = (
        select(PlanLine.event_id, Plan.year, PlanLine.ends_on, PlanLine.month)
        .join(PlanEdition, PlanEdition.id == PlanLine.edition_id)
        .join(Plan, Plan.id == PlanEdition.plan_id)
        .where(PlanLine.edition_id == edition_id)
    )
    return {row[0]: last_day(*row[1:]) for row in db.session.execute(query)}
