"""Exact rounding of numbers before a language writes them down.

No float comes in: shares are fractions, money is whole or decimal roubles.
"""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from core.kernel.typography import MINUS, grouped

KILO = 1024
MEGA = KILO * KILO
ENOUGH_DIGITS = 60


def written(value: int | Decimal, places: int | None, *, by: str, mark: str) -> str:
    """The digits of a number: groups of three, a decimal mark, a true minus sign.

    With `places` the number is rounded half up to so many decimals, else written as it is.
    """
    exact = Decimal(value)
    if not exact.is_finite():
        raise ValueError(f"{value} is no number to write")
    with localcontext() as context:
        context.prec = ENOUGH_DIGITS
        if places is not None:
            exact = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        whole, _, decimals = f"{abs(exact):f}".partition(".")
    sign = MINUS if exact < 0 else ""
    return sign + grouped(whole, by=by) + (mark + decimals if decimals else "")


def floored_percent(share: Fraction, places: int) -> Decimal:
    """The share in per cent, cut off after `places` decimals: 79.99 % never becomes 80 %."""
    units = share * 100 * 10**places
    return Decimal(units.numerator // units.denominator).scaleb(-places)


def thousands(roubles: int | Decimal) -> Decimal:
    return Decimal(roubles).scaleb(-3)


def binary_size(size: int) -> tuple[Decimal, bool]:
    """A file's size rounded for people, and whether it is in megabytes (else kilobytes).

    A file of one byte has 1 KB, so that nothing that exists is shown as nought.
    """
    if size < 0:
        raise ValueError(f"{size} is no size of a file")
    kilobytes = -(-size // KILO)
    if kilobytes < KILO:
        return Decimal(kilobytes), False
    return (Decimal(size) / MEGA).quantize(Decimal("0.1"), ROUND_HALF_UP), True
