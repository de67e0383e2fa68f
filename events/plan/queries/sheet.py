"""A plan's lines as the rows of its official table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select

from core.adapters.database import db
from core.kernel.search import fold
from council.membership.models import Organisation
from events.plan.models import PlanLine
from events.plan.queries.differences import load_values
from events.plan.rules.editions import Values
from events.plan.rules.outcomes import Outcome, mark_of, outcome_of
from events.plan.rules.sheet.cells import plain
from events.plan.rules.sheet.words import HEADINGS, MONTHS
from events.programme.models import Country, Event, EventResult
from events.programme.rules import TYPE_NUMBERS, EventFormat, EventState
from events.words import country_in

FORMAT_WORDS = {
    EventFormat.IN_PERSON: "очный",
    EventFormat.REMOTE: "дистанционный",
    EventFormat.MIXED: "смешанный",
}
FLAG_WORDS = {True: "да", False: "нет"}
# The columns that a table may change, by the fields of its rows.
READ = {
    **{name: name for name in HEADINGS if name != "money"},
    "money": "thousands",
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
    outcome: str


def list_table(edition_id: UUID) -> tuple[TableRow, ...]:
    """The rows of an edition in its order; three statements."""
    values = load_values(edition_id)
    r = EventResult
    columns: tuple[Any, ...] = (
        PlanLine.event_id,
        PlanLine.number,
        PlanLine.country,
        func.coalesce(Country.name, ""),
        func.coalesce(Organisation.name, PlanLine.responsible_name),
        Event.state,
        Event.state_reason,
        *(r.companies, r.meetings, r.intents, r.contracts, r.amount, r.currency),
    )
    query = (
        select(*columns)
        .join(Event, Event.id == PlanLine.event_id)
        .outerjoin(Country, Country.code == PlanLine.country)
        .outerjoin(Organisation, Organisation.id == PlanLine.responsible_id)
        .outerjoin(r, and_(r.event_id == Event.id, r.published_at.is_not(None)))
        .where(PlanLine.edition_id == edition_id)
        .order_by(PlanLine.position)
    )
    return tuple(
        table_row(LineFound(*row), values[row[0]]) for row in db.session.execute(query).all()
    )


@dataclass(frozen=True, slots=True)
class LineFound:
    """What a row of the table says beside the decided values: names, and what became of it."""

    event_id: UUID
    number: str
    country: str
    country_name: str
    responsible: str
    state: EventState
    reason: str
    companies: int | None
    meetings: int | None
    intents: int | None
    contracts: int | None
    amount: int | None
    currency: str | None

    @property
    def outcome(self) -> Outcome | None:
        """None until the results are published."""
        if self.currency is None:
            return None
        return Outcome(
            companies=self.companies or 0,
            meetings=self.meetings or 0,
            intents=self.intents or 0,
            contracts=self.contracts or 0,
            amount=self.amount or 0,
            currency=self.currency,
        )


def table_row(row: LineFound, line: Values) -> TableRow:
    money = line["money"]
    return TableRow(
        number=row.number,
        name=line["name"],
        type=TYPE_NUMBERS[line["type"]],
        country=country_in("ru", row.country, row.country_name),
        city=line["city"],
        starts_on=line["starts_on"],
        ends_on=line["ends_on"],
        month=MONTHS[line["month"] - 1] if line["month"] else "",
        format=FORMAT_WORDS[line["format"]],
        remote_reason=line["remote_reason"],
        sectors=", ".join(line["sectors"]),
        participants=line["participants"],
        responsible=row.responsible,
        co_executors=line["co_executors"],
        trade_mission=FLAG_WORDS[line["asks_trade_mission"]],
        rec_office=FLAG_WORDS[line["asks_rec_office"]],
        thousands=Decimal(sum(rubles for _source, rubles in money)) / 1000,
        source=said(money),
        expected_result=line["expected_result"],
        state=mark_of(row.state, row.reason),
        outcome=outcome_of(row.outcome),
    )


def known_cells(rows: Sequence[TableRow]) -> dict[str, dict[str, Any]]:
    """The cells of each line by the names of their columns, by the line's number."""
    return {
        plain(row.number): {name: getattr(row, field) for name, field in READ.items()}
        for row in rows
        if row.number
    }


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
