"""A plan's lines as the rows of its official table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select

from core.adapters.database import db
from core.kernel.search import fold
from council.membership.models import Organisation
from events.plan.models import PlanLine
from events.plan.queries.differences import load_values
from events.plan.rules.editions import Values
from events.plan.rules.sheet.words import MONTHS
from events.programme.models import Country, Event
from events.programme.rules import TYPE_NUMBERS, EventFormat, EventState
from events.words import country_in

FORMAT_WORDS = {
    EventFormat.IN_PERSON: "очный",
    EventFormat.REMOTE: "дистанционный",
    EventFormat.MIXED: "смешанный",
}
STATE_WORDS = {
    EventState.HELD: "проведено",
    EventState.REPORTED: "проведено",
    EventState.CANCELLED: "отменено",
    EventState.MOVED: "перенесено",
}


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row in the words of the official table; `thousands` of rubles, exact."""

    number: str
    name: str
    type: int
    country: str
    city: str
    starts_on: date | None
    ends_on: date | None
    month: str
    format: str
    remote_reason: str
    sectors: str
    participants: int
    responsible: str
    co_executors: str
    trade_mission: str
    rec_office: str
    thousands: Decimal
    source: str
    expected_result: str
    state: str


def list_table(edition_id: UUID) -> tuple[TableRow, ...]:
    """The rows of an edition in its order; three statements."""
    values = load_values(edition_id)
    query = (
        select(
            PlanLine.event_id,
            PlanLine.number,
            PlanLine.country,
            func.coalesce(Organisation.name, PlanLine.responsible_name),
            Event.state,
            func.coalesce(Country.name, ""),
        )
        .join(Event, Event.id == PlanLine.event_id)
        .outerjoin(Country, Country.code == PlanLine.country)
        .outerjoin(Organisation, Organisation.id == PlanLine.responsible_id)
        .where(PlanLine.edition_id == edition_id)
        .order_by(PlanLine.position)
    )
    return tuple(table_row(row, values[row[0]], row[4]) for row in db.session.execute(query))


def table_row(row: Sequence[object], line: Values, state: EventState) -> TableRow:
    money = line["money"]
    return TableRow(
        number=str(row[1]),
        name=line["name"],
        type=TYPE_NUMBERS[line["type"]],
        country=country_in("ru", str(row[2]), str(row[5])),
        city=line["city"],
        starts_on=line["starts_on"],
        ends_on=line["ends_on"],
        month=MONTHS[line["month"] - 1] if line["month"] else "",
        format=FORMAT_WORDS[line["format"]],
        remote_reason=line["remote_reason"],
        sectors=", ".join(line["sectors"]),
        participants=line["participants"],
        responsible=str(row[3]),
        co_executors=line["co_executors"],
        trade_mission="да" if line["asks_trade_mission"] else "нет",
        rec_office="да" if line["asks_rec_office"] else "нет",
        thousands=Decimal(sum(rubles for _source, rubles in money)) / 1000,
        source=said(money),
        expected_result=line["expected_result"],
        state=STATE_WORDS.get(state, "запланировано"),
    )


def said(money: Sequence[tuple[str, int]]) -> str:
    """One source by its name, several with the sum of each, in thousands."""
    if len(money) == 1:
        return money[0][0]
    return "; ".join(
        f"{source} – {Decimal(rubles) / 1000}".replace(".", ",") for source, rubles in money
    )


def organisations_by_name() -> dict[str, UUID]:
    """Identifiers by folded full and short names."""
    query = select(Organisation.id, Organisation.name, Organisation.short_name)
    rows = db.session.execute(query).all()
    return {fold(name): row[0] for row in rows for name in (row[2], row[1]) if name}
