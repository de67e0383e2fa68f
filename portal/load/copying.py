"""One copy of a region's records: new identities, other years, numbers that nobody has yet.

Pure but for the random identities. A copy of the first region's own years goes to the same body.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from secrets import token_hex
from typing import Any
from uuid import UUID, uuid4

from council.membership.rules import BodyKind
from portal.load.source import Copied, Row

YEAR_NAMES = frozenset({"year", "period_year"})
SPAN = 4  # years that the sample tells, and so the distance between copies of one body
LEAP = timedelta(days=1461)
UNTIED = frozenset({"code"})  # the name in the imported file: the copies have none
HASHED = frozenset({"token_hash", "hash"})


@dataclass(frozen=True, slots=True)
class Plan:
    """Which region a copy is, and how many spans of years before the sample it lies."""

    region: int
    spans: int = 0


@dataclass(slots=True)
class Copyist:
    """Makes copies one after the other; knows which bodies it made and the next free numbers."""

    source: tuple[Copied, ...]
    bodies: dict[tuple[int, UUID], UUID] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(100_000))

    def copy(self, plan: Plan) -> list[tuple[Copied, list[Row]]]:
        """The new rows of each table, in an order in which they can be inserted."""
        identities: dict[str, dict[Any, Any]] = {}
        made = []
        for copied in self.source:
            name = copied.table.name
            identities[name] = {}
            if plan.spans and name in LASTING:
                self.reuse(copied, plan, identities)
                continue
            rows = [self.row(copied, row, plan, identities) for row in copied.rows]
            made.append((copied, rows))
        return made

    def reuse(self, copied: Copied, plan: Plan, identities: dict[str, dict[Any, Any]]) -> None:
        """Earlier years of a region belong to the bodies that its first copy made."""
        if copied.table.name == "bodies":
            made = {row["id"]: self.body(plan.region, row["id"]) for row in copied.rows}
            identities["bodies"] = made

    def body(self, region: int, old: UUID) -> UUID:
        return self.bodies.get((region, old), old)

    def row(
        self,
        copied: Copied,
        old: Row,
        plan: Plan,
        identities: dict[str, dict[Any, Any]],
    ) -> Row:
        new = {name: changed(name, value, plan.spans) for name, value in old.items()}
        if isinstance(old.get("id"), UUID):
            new["id"] = uuid4()
            identities[copied.table.name][old["id"]] = new["id"]
        else:
            new.pop("id", None)  # a number that the database gives
        for column, table in copied.links:
            new[column] = identities[table].get(old[column], old[column])
        self.set_apart(copied.table.name, old, new, plan)
        return new

    def set_apart(self, table: str, old: Row, new: Row, plan: Plan) -> None:
        """What has to be unique by its own value."""
        if table == "bodies":
            self.bodies[plan.region, old["id"]] = new["id"]
            new["slug"] = f"{old['slug']}-{plan.region}"
            new["kind"] = BodyKind.COMMISSION
        if table == "events":
            new["number"] = next(self.numbers)
        if table == "event_contracts":
            new["identity"] = token_hex(16)


LASTING = frozenset({"bodies", "regulations", "regulation_settings"})


def changed(name: str, value: Any, spans: int) -> Any:
    """A value in the copy: days earlier, years smaller, no import code, a hash of nothing."""
    if name in UNTIED:
        return None
    if name in HASHED and value is not None:
        return token_hex(32)
    if isinstance(value, datetime | date):
        return value - LEAP * spans
    if name in YEAR_NAMES and isinstance(value, int):
        return value - SPAN * spans
    return value


def plans(regions: int, years: int) -> list[Plan]:
    """Every copy that is needed; the sample itself is the first region's first span."""
    spans = range(-(-years // SPAN))
    return [Plan(region, span) for region in range(1, regions + 1) for span in spans][1:]
