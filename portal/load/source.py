"""The records of a region that are copied: every row that hangs on its council, table by table.

Read once and kept as plain values; some thousand rows for the sample.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Table, select

from core.adapters.database import Base, db
from council.membership.models import Body
from council.membership.rules import BodyKind

Row = dict[str, Any]
# What belongs to one council. People, organisations, companies, countries and files are shared;
# seats and offices are not copied: nobody serves in a hundred councils.
COPIED = frozenset(
    {
        *("bodies", "regulations", "regulation_settings"),
        *("meetings", "meeting_plans", "reschedulings", "agenda_editions", "notice_answers"),
        *("attendances", "guests", "agenda_items", "agenda_speakers", "item_absences"),
        *("reports", "report_versions", "report_decisions", "report_approvals"),
        *("resolutions", "resolution_executors", "speeches", "votes", "ballots", "dissents"),
        *("minutes_editions", "minutes_parts", "minutes_remarks", "minutes_signatures"),
        *("assignments", "assignment_executors", "assignment_extensions", "execution_reports"),
        *("plans", "plan_editions", "plan_lines", "plan_removals", "plan_money"),
        *("events", "event_steps", "event_results", "event_contracts", "event_costs"),
        *("event_sessions", "event_organisers", "event_tasks", "company_supports", "search_texts"),
    }
)


@dataclass(frozen=True, slots=True)
class Copied:
    """A table with the rows that are copied and where its columns point inside what is copied."""

    table: Table
    rows: tuple[Row, ...]
    links: tuple[tuple[str, str], ...]


def tables() -> tuple[Table, ...]:
    """Those that are copied, each after the ones that it points at."""
    return tuple(each for each in Base.metadata.sorted_tables if each.name in COPIED)


def links_of(table: Table) -> tuple[tuple[str, str], ...]:
    """(column, table) of every reference to the identity of a copied table."""
    return tuple(
        (element.parent.name, element.column.table.name)
        for constraint in table.constraints
        if isinstance(constraint, ForeignKeyConstraint)
        for element in constraint.elements
        if element.column.name == "id" and element.column.table.name in COPIED
    )


def read_source() -> tuple[Copied, ...]:
    """One statement for each table; other bodies are left out with all that hangs on them."""
    council = {each for (each,) in db.session.execute(select(Body.id).where(is_council()))}
    known: dict[str, set[Any]] = {}
    found = []
    for table in tables():
        rows = tuple(
            dict(row)
            for row in db.session.execute(select(table)).mappings()
            if belongs(table, row, known, council)
        )
        known[table.name] = {row["id"] for row in rows if "id" in row}
        found.append(Copied(table, rows, links_of(table)))
    return tuple(found)


def is_council() -> Any:
    return Body.kind == BodyKind.COUNCIL


def belongs(table: Table, row: Any, known: dict[str, set[Any]], council: set[Any]) -> bool:
    """Whether everything that the row points at is copied; a body has to be the council."""
    if table.name == "bodies":
        return row["id"] in council
    return all(row[column] is None or row[column] in known[to] for column, to in links_of(table))
