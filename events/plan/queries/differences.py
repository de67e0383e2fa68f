"""What an edition changes against the one before it."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from core.adapters.database import db
from council.membership.models import Organisation
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
    return load_both(edition_id, None)[1]


def load_both(
    edition_id: UUID, before_id: UUID | None
) -> tuple[dict[UUID, Values], dict[UUID, Values]]:
    """The values of the edition before (none for the first) and of this one; two statements."""
    wanted = PlanLine.edition_id.in_([each for each in (edition_id, before_id) if each])
    money: dict[UUID, tuple[tuple[str, int], ...]] = {}
    query = (
        select(PlanMoney.line_id, PlanMoney.source, PlanMoney.rubles)
        .join(PlanLine, PlanLine.id == PlanMoney.line_id)
        .where(wanted)
        .order_by(PlanMoney.position)
    )
    for line_id, source, rubles in db.session.execute(query):
        money[line_id] = (*money.get(line_id, ()), (source, rubles))
    found: dict[UUID | None, dict[UUID, Values]] = {before_id: {}, edition_id: {}}
    columns = [getattr(PlanLine, name) for name in COMPARED]
    responsible = func.coalesce(Organisation.name, PlanLine.responsible_name)
    lines = (
        select(PlanLine.edition_id, PlanLine.event_id, PlanLine.id, *columns, responsible)
        .outerjoin(Organisation, Organisation.id == PlanLine.responsible_id)
        .where(wanted)
        .order_by(PlanLine.position)
    )
    for row in db.session.execute(lines):
        values = dict(zip((*COMPARED, "responsible"), row[3:], strict=True))
        found[row[0]][row[1]] = {**values, "money": money.get(row[2], ())}
    return found[before_id], found[edition_id]


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
    return changes_between(*load_both(edition_id, before_id))


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
