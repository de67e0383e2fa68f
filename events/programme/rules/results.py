"""What events brought: contracts, costs and figures, in whole numbers. Pure.

Money is whole hundredths of a currency, rates are ten-thousandths of a ruble for one unit. Sums
in rubles are exact fractions of a kopeck until a page rounds them.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from core.kernel.errors import N_, Refusal
from core.kernel.search import fold
from events.programme.rules.kinds import ContractShown

HUNDREDTHS = 100
RATE_PARTS = 10_000
MOST_MINOR = 10**15
FIGURES = ("companies", "meetings", "intents", "contracts", "amount")
COUNTED = ("contracts", "amount")
RUBLE = "RUB"
SUM = re.compile(r"([0-9]+)(?:[.,]([0-9]{1,2}))?")
RATE = re.compile(r"([0-9]+)(?:[.,]([0-9]{1,4}))?")
MOST_DIGITS = 13

NO_SIDES = Refusal("no_sides", N_("Name the company and its foreign partner."))
NO_AMOUNT = Refusal("no_amount", N_("Enter the sum of the contract: it is more than nought."))
NO_CURRENCY = Refusal("no_currency", N_("Give the currency by its three letters, such as USD."))
NOT_YET = Refusal("not_yet", N_("The day of the contract has not come yet."))
BAD_RATE = Refusal("bad_rate", N_("Enter the rate as rubles for one unit, such as 81,25."))
NO_ITEM = Refusal("no_item", N_("Name the item and the source of the money."))
NO_SUM = Refusal("no_sum", N_("Enter a sum that is more than nought."))
COUNTED_ALREADY = Refusal(
    "counted_already",
    N_("This contract is counted already, in the event “%(name)s”. A contract counts once."),
)
NO_GRADE = Refusal("no_grade", N_("Choose a grade from 1 to 5."))
NOT_HELD = Refusal("not_held", N_("Results are entered once the event is under way or held."))
NEGATIVE = Refusal("negative", N_("Enter whole numbers from nought up."))
SUM_WITHOUT_CONTRACT = Refusal(
    "sum_without_contract", N_("There is a sum, but no contract. Enter how many there are.")
)


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract as it counts. `amount` in hundredths, `rate` as the module says."""

    number: str
    company: str
    partner: str
    signed_on: date | None
    amount: int
    currency: str
    rate: int | None = None
    subject: str = ""
    shown: ContractShown = ContractShown.TOTAL

    @property
    def identity(self) -> str:
        """The same contract has the same identity, however it was typed."""
        day = self.signed_on.isoformat() if self.signed_on else ""
        sides = (bare(self.number), bare(self.company), bare(self.partner), day)
        return hashlib.sha256("\n".join(sides).encode()).hexdigest()

    @property
    def kopecks(self) -> Fraction | None:
        """In kopecks at the rate of its day; None while the rate is unknown."""
        if self.currency == RUBLE:
            return Fraction(self.amount)
        return None if self.rate is None else Fraction(self.amount * self.rate, RATE_PARTS)


def bare(text: str) -> str:
    """Letters and digits alone: quotes, spaces and cases do not make another contract."""
    return "".join(letter for letter in fold(text) if letter.isalnum())


def contract_faults(contract: Contract, today: date) -> tuple[Refusal, ...]:
    found = []
    if not bare(contract.company) or not bare(contract.partner):
        found.append(NO_SIDES)
    if not 0 < contract.amount <= MOST_MINOR:
        found.append(NO_AMOUNT)
    code = contract.currency
    if not (len(code) == len(RUBLE) and code.isascii() and code.isalpha() and code.isupper()):
        found.append(NO_CURRENCY)
    if contract.signed_on is None or contract.signed_on > today:
        found.append(NOT_YET)
    if contract.rate is not None and contract.rate <= 0:
        found.append(BAD_RATE)
    return tuple(found)


def sums_by_currency(contracts: Iterable[Contract]) -> Mapping[str, int]:
    """Hundredths by currency, the largest first; each contract counts once."""
    once = {each.identity: each for each in contracts}
    sums: Counter[str] = Counter()
    for each in once.values():
        sums[each.currency] += each.amount
    return dict(sorted(sums.items(), key=lambda pair: (-pair[1], pair[0])))


@dataclass(frozen=True, slots=True)
class Yield:
    """What was earned for what was spent. `unpriced` contracts have no rate and do not count."""

    kopecks: Fraction
    spent: int
    unpriced: int

    @property
    def per_ruble(self) -> Fraction | None:
        """Rubles of contracts for one ruble spent; None when nothing was."""
        return self.kopecks / self.spent if self.spent else None


def yield_of(contracts: Iterable[Contract], spent: int) -> Yield:
    """`spent` in kopecks. A contract that is named twice counts once."""
    once = {each.identity: each for each in contracts}.values()
    priced = [kopecks for each in once if (kopecks := each.kopecks) is not None]
    return Yield(sum(priced, Fraction()), spent, len(once) - len(priced))


def counted(contracts: Sequence[Contract], currency: str) -> dict[str, int]:
    """The figures that follow from the list: how many contracts, whole units of one currency."""
    sums = sums_by_currency(contracts)
    return {
        "contracts": len({each.identity for each in contracts}),
        "amount": sums.get(currency, 0) // HUNDREDTHS,
    }


def published(own: Mapping[str, int | None], found: Mapping[str, int]) -> dict[str, int]:
    """What visitors read: the figure somebody typed, else the counted one, else nought."""
    return {
        name: found.get(name, 0) if own.get(name) is None else int(own[name] or 0)
        for name in FIGURES
    }


def figure_faults(figures: Mapping[str, int]) -> tuple[Refusal, ...]:
    found = []
    if any(value < 0 for value in figures.values()):
        found.append(NEGATIVE)
    if figures["amount"] > 0 and figures["contracts"] == 0:
        found.append(SUM_WITHOUT_CONTRACT)
    return tuple(found)


def read_hundredths(text: str) -> int | None:
    """«506 000,50» as 50600050; None if it is no sum with at most two decimals."""
    found = SUM.fullmatch("".join(text.split()))
    if not found or len(found[1]) > MOST_DIGITS:
        return None
    return int(found[1]) * HUNDREDTHS + int((found[2] or "").ljust(2, "0"))


def read_rate(text: str) -> int | None:
    """«81,25» as 812500; None if it is no rate with at most four decimals."""
    found = RATE.fullmatch("".join(text.split()))
    if not found or len(found[1]) > MOST_DIGITS:
        return None
    return int(found[1]) * RATE_PARTS + int((found[2] or "").ljust(4, "0"))
