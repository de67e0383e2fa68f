"""The lines of a plan from its table: every fault named by its cell. Pure.

A line whose number stands in the draft already says only what it changes.
Source: DOMAIN.md § 2.5.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from core.kernel.errors import N_, Refusal
from core.kernel.search import fold
from events.plan.rules.lines import LineFacts, Money, faults_of
from events.plan.rules.sheet.cells import (
    MOST_NUMBERS,
    NOTHING,
    TOO_LONG,
    Cells,
    RowReader,
    SheetFault,
    SheetRow,
    refusal,
)
from events.plan.rules.sheet.head import NO_HEAD, faults_of_head, find_head
from events.plan.rules.sheet.words import FLAGS, FORMATS, MONTHS, TYPE_WORDS
from events.programme.rules import EventFormat, EventType

LONGEST_SOURCE = 200
SHARE = re.compile(r"(.+?) – ([\d\s]+(?:,\d+)?)")


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line as read; the caller finds the organisation by its name.

    `changed` names what differs from the line that stands under this number; None for a new one.
    """

    row: int
    number: str
    facts: LineFacts
    city: str
    sectors: tuple[str, ...]
    co_executors: str
    asks_trade_mission: bool
    asks_rec_office: bool
    expected_result: str
    changed: frozenset[str] | None = None


FACTS = frozenset(LineFacts.__dataclass_fields__) - {"year"}
PARTS = FACTS | {
    *("city", "sectors", "co_executors", "asks_trade_mission", "asks_rec_office"),
    "expected_result",
}
NO_NUMBERS = Refusal(
    "no_numbers",
    N_("The table has no column “№ п/п”: its lines cannot be told from those of the draft."),
)
NUMBER_TWICE = Refusal(
    "number_twice",
    N_("This number stands in the table twice. Number the lines from first to last."),
)
Known = Mapping[str, Cells]
NONE_KNOWN: Known = {}


def read_lines(
    rows: Sequence[SheetRow],
    year: int,
    countries: Mapping[str, str],
    known: Known = NONE_KNOWN,
) -> tuple[tuple[SheetLine, ...], tuple[SheetFault, ...]]:
    """The lines under the heading, or every fault of the table.

    `countries` are codes by folded names, `known` the cells of the lines that stand already, by
    their numbers: what a table has no column for stays as it is there.
    """
    head = find_head(rows)
    if head is None:
        return (), (SheetFault(0, -1, NO_HEAD),)
    faults = list(faults_of_head(head, rows))
    if known and "number" not in head.columns:
        faults.append(SheetFault(head.row.number, -1, NO_NUMBERS))
    lines: list[SheetLine] = []
    taken: set[str] = set()
    for row in rows[head.index + 1 :]:
        reader = RowReader(row, head.columns, faults)
        if reader.is_total():
            continue
        number = reader.text("number")
        if number and number in taken:
            reader.fault("number", NUMBER_TWICE)
        taken.add(number)
        lines.append(read_known_line(reader, year, countries, known.get(number, NOTHING)))
    return tuple(lines), tuple(faults)


def read_known_line(
    reader: RowReader, year: int, countries: Mapping[str, str], known: Cells
) -> SheetLine:
    """The line with what it changes against the one that stands under its number."""
    if not known:
        return read_line(reader, year, countries)
    reader.known = known
    standing = RowReader(SheetRow(reader.row.number, ()), {}, [])
    standing.known = known
    before = read_line(standing, year, countries)
    line = read_line(reader, year, countries)
    changed = frozenset(part for part in PARTS if part_of(line, part) != part_of(before, part))
    return replace(line, changed=changed)


def part_of(line: SheetLine, part: str) -> object:
    return getattr(line.facts if part in FACTS else line, part)


def read_line(reader: RowReader, year: int, countries: Mapping[str, str]) -> SheetLine:
    starts_on, ends_on = read_days(reader, year)
    facts = LineFacts(
        year=year,
        name=reader.text("name"),
        type=read_type(reader),
        country=read_country(reader, countries),
        starts_on=starts_on,
        ends_on=ends_on,
        month=read_month(reader),
        format=reader.word("format", FORMATS, EventFormat.IN_PERSON),
        remote_reason=reader.lines("remote_reason"),
        responsible=reader.text("responsible"),
        participants=reader.whole("participants"),
        money=read_money(reader),
    )
    if any(len(each.source) > LONGEST_SOURCE for each in facts.money):
        reader.fault("source", refusal("too_long_text", TOO_LONG, limit=LONGEST_SOURCE))
    named = {fault.column for fault in reader.faults if fault.row == reader.row.number}
    for name, problem in faults_of(facts).items():
        if reader.columns.get(name, -1) not in named:
            reader.fault(name, problem)
    return SheetLine(
        row=reader.row.number,
        number=reader.text("number"),
        facts=facts,
        city=reader.text("city"),
        sectors=tuple(
            each.strip() for each in re.split("[,;]", reader.text("sectors")) if each.strip()
        ),
        co_executors=reader.text("co_executors"),
        asks_trade_mission=reader.word("trade_mission", FLAGS, otherwise=False),
        asks_rec_office=reader.word("rec_office", FLAGS, otherwise=False),
        expected_result=reader.lines("expected_result"),
    )


def read_days(reader: RowReader, year: int) -> tuple[date | None, date | None]:
    """First and last day; one day is both. No old last day stays behind another first one."""
    starts_on = reader.day("starts_on", year)
    is_moved = starts_on != reader.known.get("starts_on")
    ends_on = None if is_moved and "ends_on" not in reader.columns else reader.day("ends_on", year)
    return starts_on, ends_on or starts_on


def read_type(reader: RowReader) -> EventType | None:
    """The type by its number, alone or before its words («1. бизнес-миссия»)."""
    text = reader.text("type")
    return TYPE_WORDS.get(text[:1]) if text and not text[1:2].isdigit() else None


def read_country(reader: RowReader, countries: Mapping[str, str]) -> str:
    text = reader.text("country")
    code = countries.get(fold(text), "")
    if text and not code:
        message = N_("There is no country “%(text)s”. Write its name as in the list of countries.")
        reader.fault("country", refusal("unknown_country", message, text=text))
    return code


def read_month(reader: RowReader) -> int | None:
    text = fold(reader.text("month"))
    if not text:
        return None
    return int(reader.word("month", {name: n for n, name in enumerate(MONTHS, 1)}, 0)) or None


def read_money(reader: RowReader) -> tuple[Money, ...]:
    """The sum in thousands of rubles; «источник – сумма; …» divides it between sources."""
    total, source = read_thousands(reader), reader.text("source")
    parts = [SHARE.fullmatch(part.strip()) for part in source.split(";")]
    if len(parts) > 1 and all(parts):
        money = tuple(Money(p[1], rubles_of(p[2]) or 0) for p in parts if p)
        if sum(each.rubles for each in money) != total:
            message = N_("The sums by source do not add up to the whole sum.")
            reader.fault("source", refusal("sums_differ", message))
        return money
    return (Money(source or "–", total),) if total or source else ()


def read_thousands(reader: RowReader) -> int:
    value = reader.value("money")
    text = reader.text("money") if not isinstance(value, float) else repr(value)
    if not text:
        return 0
    found = rubles_of(text)
    if found is None:
        message = N_("Enter the sum in thousands of rubles, for example 1450,0.")
        reader.fault("money", refusal("not_a_sum", message))
    return found or 0


def rubles_of(text: str) -> int | None:
    """Whole rubles of a text in thousands; None for what is no such sum."""
    plain = "".join(text.split()).replace(",", ".")
    if len(plain) > MOST_NUMBERS:
        return None
    try:
        rubles = Decimal(plain) * 1000
    except InvalidOperation:
        return None
    is_whole = rubles.is_finite() and rubles == rubles.to_integral_value()
    return int(rubles) if is_whole else None
