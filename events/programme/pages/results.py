"""The results of an event and the totals of a year, with sums written exactly."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from core.adapters.language import language
from core.kernel.language import formats_for
from core.kernel.typography import NBSP
from events.programme.queries import EventHead
from events.programme.queries.results import (
    ContractRow,
    CostRow,
    EventTotals,
    FeedbackRow,
    PhotoRow,
    ResultRow,
)
from events.programme.rules import WITH_RESULTS, EventType
from events.programme.rules.results import RUBLE, Yield, sums_by_currency, yield_of

Sums = tuple[str, ...]


def amount_text(hundredths: int, currency: str) -> str:
    """«506 000,00 USD» or «1 200 ₽», with the decimals that the sum has."""
    unit = "₽" if currency == RUBLE else currency
    places = 0 if hundredths % 100 == 0 else 2
    return formats_for(language()).number(Decimal(hundredths) / 100, places) + NBSP + unit


def sums_of(contracts: Iterable[ContractRow]) -> Sums:
    found = sums_by_currency(row.value for row in contracts)
    return tuple(amount_text(amount, currency) for currency, amount in found.items())


def ratio_text(share: Fraction | None) -> str:
    """Rubles of contracts for one ruble spent, cut off after two decimals."""
    if share is None:
        return "–"
    hundredths = share * 100
    cut = Decimal(hundredths.numerator // hundredths.denominator) / 100
    return formats_for(language()).number(cut, 2)


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """What one event brought. `report_until` is the last day for its report."""

    event: EventHead
    result: ResultRow
    contracts: tuple[ContractRow, ...]
    costs: tuple[CostRow, ...]
    feedback: tuple[FeedbackRow, ...]
    photos: tuple[PhotoRow, ...]
    report_until: date | None
    may_keep: bool
    feedback_link: str
    takes_feedback: bool

    @property
    def takes_results(self) -> bool:
        return self.may_keep and self.event.state in WITH_RESULTS

    @property
    def spent(self) -> int:
        return sum(row.kopecks for row in self.costs)

    @property
    def earned(self) -> Yield:
        return yield_of((row.value for row in self.contracts), self.spent)

    @property
    def sums(self) -> Sums:
        return sums_of(self.contracts)

    @property
    def costs_by_source(self) -> tuple[tuple[str, str], ...]:
        found: dict[str, int] = defaultdict(int)
        for row in self.costs:
            found[row.source] += row.kopecks
        return tuple((source, amount_text(found[source], RUBLE)) for source in sorted(found))

    @property
    def mean_grade(self) -> str:
        grades = [row.grade for row in self.feedback]
        if not grades:
            return "–"
        tenths = (sum(grades) * 20 + len(grades)) // (2 * len(grades))
        return formats_for(language()).number(Decimal(tenths) / 10, 1)


@dataclass(frozen=True, slots=True)
class TotalLine:
    """Events taken together, or one of them."""

    name: str
    number: int | None
    events: int
    companies: int
    meetings: int
    intents: int
    contracts: int
    sums: Sums
    spent: str
    per_ruble: str
    unpriced: int


@dataclass(frozen=True, slots=True)
class TotalsPage:
    """What the events of a year brought: each, by type, together."""

    year: int
    years: tuple[int, ...]
    lines: tuple[TotalLine, ...]
    by_type: tuple[tuple[EventType, TotalLine], ...]
    whole: TotalLine


def totals_page(
    year: int,
    years: tuple[int, ...],
    events: Sequence[EventTotals],
    contracts: Sequence[ContractRow],
) -> TotalsPage:
    by_event: dict[object, list[ContractRow]] = defaultdict(list)
    for row in contracts:
        by_event[row.event_id].append(row)
    kinds = [kind for kind in EventType if any(each.type is kind for each in events)]
    return TotalsPage(
        year,
        years,
        tuple(total_line([each], by_event, each.name, each.number) for each in events),
        tuple(
            (kind, total_line([each for each in events if each.type is kind], by_event))
            for kind in kinds
        ),
        total_line(events, by_event),
    )


def total_line(
    events: Sequence[EventTotals],
    by_event: Mapping[object, Sequence[ContractRow]],
    name: str = "",
    number: int | None = None,
) -> TotalLine:
    found = [row for each in events for row in by_event.get(each.id, ())]
    spent = sum(each.spent for each in events)
    earned = yield_of((row.value for row in found), spent)
    return TotalLine(
        name,
        number,
        len(events),
        sum(each.companies for each in events),
        sum(each.meetings for each in events),
        sum(each.intents for each in events),
        len({row.value.identity for row in found}),
        sums_of(found),
        amount_text(spent, RUBLE),
        ratio_text(earned.per_ruble),
        earned.unpriced,
    )
