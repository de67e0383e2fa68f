"""Numbers, shares, money and sizes in Russian: decimal comma, thousands by no-break spaces.

Exact numbers only; a float has no place here.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from core.kernel.figures import binary_size, floored_percent, thousands, written
from core.kernel.typography import NBSP, listed, tied

TEENS = range(11, 15)
FEW = range(2, 5)


def plural(n: int, one: str, few: str, many: str) -> str:
    """The form that agrees with the number: 1 заседание, 2 заседания, 5 заседаний."""
    last_two = abs(n) % 100
    if last_two in TEENS:
        return many
    last = last_two % 10
    if last == 1:
        return one
    return few if last in FEW else many


def counted(n: int, one: str, few: str, many: str) -> str:
    """The number with its word, kept on one line: «21 заседание»."""
    return tied(number(n), plural(n, one, few, many))


def number(value: int | Decimal, places: int | None = None) -> str:
    """«1 250 000,50»."""
    return written(value, places, by=NBSP, mark=",")


def percent_floor(share: Fraction, places: int = 0) -> str:
    """«79 %»: cut off, never rounded up over a threshold."""
    return tied(number(floored_percent(share, places), places), "%")


def money_thousand(roubles: int | Decimal) -> str:
    """«13 810,0 тыс. рублей»."""
    return tied(number(thousands(roubles), 1), "тыс.", "рублей")


def number_sign(*numbers: int | str) -> str:
    """«№ 4», «№ 4, 5»."""
    return tied("№", ", ".join(map(str, numbers)))


def file_size(size: int) -> str:
    """«220 КБ», «1,4 МБ»."""
    amount, is_large = binary_size(size)
    return tied(number(amount), "МБ" if is_large else "КБ")


def listing(words: Sequence[str]) -> str:
    """«Китай, Индия и ОАЭ»."""
    return listed(words, "и")
