"""What the events of a year brought for what they cost, as visitors read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from events.programme.pages.results import amount_text, ratio_text
from events.programme.rules.results import Contract, sums_by_currency, yield_of
from portal.events.queries.totals import YearSums

SIGN = "₽"


@dataclass(frozen=True, slots=True)
class YearTotals:
    """`sums` of contracts by currency; `per_ruble` is "" while spending or rates are unknown.

    `listed` contracts were entered one by one; published figures may count more.
    """

    year: int
    found: YearSums
    sums: tuple[str, ...]
    spent: str
    per_ruble: str
    unpriced: int
    listed: int


def year_totals(year: int, found: YearSums, contracts: Sequence[Contract]) -> YearTotals | None:
    """None for a year without published results."""
    if not found.events:
        return None
    earned = yield_of(contracts, found.spent)
    sums = sums_by_currency(contracts)
    is_known = found.spent > 0 and earned.kopecks > 0
    return YearTotals(
        year,
        found,
        tuple(amount_text(amount, currency) for currency, amount in sums.items()),
        amount_text(found.spent, SIGN) if found.spent else "",
        ratio_text(earned.per_ruble) if is_known else "",
        earned.unpriced,
        len({each.identity for each in contracts}),
    )
