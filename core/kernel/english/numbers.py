"""Numbers, shares, money and sizes in English: decimal point, thousands by commas.

The functions are those of `core.kernel.russian.numbers`.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from core.kernel.figures import binary_size, floored_percent, thousands, written
from core.kernel.typography import listed, tied


def plural(n: int, one: str, few: str, many: str) -> str:  # noqa: ARG001 - English has no few
    """The form that agrees with the number; `few` is for languages that have it."""
    return one if abs(n) == 1 else many


def counted(n: int, one: str, few: str, many: str) -> str:
    """The number with its word, kept on one line: 21 meetings."""
    return tied(number(n), plural(n, one, few, many))


def number(value: int | Decimal, places: int | None = None) -> str:
    """1,250,000.50."""
    return written(value, places, by=",", mark=".")


def percent_floor(share: Fraction, places: int = 0) -> str:
    """79%: cut off, never rounded up over a threshold."""
    return number(floored_percent(share, places), places) + "%"


def money_thousand(roubles: int | Decimal) -> str:
    """13,810.0 thousand roubles."""
    return tied(number(thousands(roubles), 1), "thousand", "roubles")


def number_sign(*numbers: int | str) -> str:
    """No. 4; Nos. 4, 5."""
    return tied("Nos." if len(numbers) > 1 else "No.", ", ".join(map(str, numbers)))


def file_size(size: int) -> str:
    """220 KB, 1.4 MB."""
    amount, is_large = binary_size(size)
    return tied(number(amount), "MB" if is_large else "KB")


def listing(words: Sequence[str]) -> str:
    """China, India and the UAE."""
    return listed(words, "and")
