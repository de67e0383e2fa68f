"""Companies: categories, products with codes of the customs nomenclature, support. Pure.

A category is the one of the register of small and medium enterprises (209-ФЗ, art. 4); nobody
computes it here.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.kernel.errors import N_, Refusal
from core.kernel.typography import clean_spaces
from core.kernel.unreadable import Unreadable

HS_CODE = re.compile(r"[0-9]{2}(?:[0-9]{2}){0,4}")
LINE = re.compile(r"(?P<code>[0-9]{2,10})(?:\s*[-–—:]\s*|\s+|$)(?P<name>.*)")
MOST_PRODUCTS = 30
LONGEST_PRODUCT = 300
MOST_METRES = 10_000


class SmeCategory(StrEnum):
    """By the register of small and medium enterprises."""

    UNKNOWN = "unknown"
    SELF_EMPLOYED = "self_employed"
    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Attendance(StrEnum):
    """Whether a company came to what it was chosen for."""

    EXPECTED = "expected"
    TOOK_PART = "took_part"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Product:
    """What a company sells; a service has no code."""

    code: str
    name: str

    def __str__(self) -> str:
        return " – ".join(filter(None, (self.code, self.name)))


@dataclass(frozen=True, slots=True)
class SupportFacts:
    """One support as it stands; days are those of the region."""

    attendance: Attendance
    rubles: int = 0
    metres: int = 0
    contracts: int = 0
    report_due: date | None = None
    report_on: date | None = None


@dataclass(frozen=True, slots=True)
class SupportTotals:
    """All support of a company together, and what it still owes."""

    missions: int
    rubles: int
    metres: int
    absences: int
    reports_owed: int
    contracts: int


def read_products(text: str) -> tuple[Product, ...]:
    """A product on each line: a code, a name, or both; raises `Unreadable`."""
    lines = [each for line in text.splitlines() for each in parts_of(clean_spaces(line).strip())]
    if len(lines) > MOST_PRODUCTS:
        message = N_("At most %(most)s products fit here. Keep those for export.")
        raise Unreadable("too_many_products", message, most=MOST_PRODUCTS)
    return tuple(read_product(line) for line in lines)


def parts_of(line: str) -> list[str]:
    """Codes alone may stand in one line with commas between."""
    parts = [each.strip() for each in line.split(",")]
    if all(part.isdigit() for part in parts):
        return parts
    return [line] if line else []


def read_product(line: str) -> Product:
    found = LINE.fullmatch(line)
    code, name = (found["code"], found["name"].strip()) if found else ("", line)
    if code and not HS_CODE.fullmatch(code):
        message = N_("“%(typed)s” is no code of the nomenclature: it has 2, 4, 6, 8 or 10 digits.")
        raise Unreadable("hs_code", message, typed=code)
    if len(name) > LONGEST_PRODUCT:
        message = N_("A product has at most %(most)s characters on its line.")
        raise Unreadable("long_product", message, most=LONGEST_PRODUCT)
    return Product(code, name)


def owes_report(facts: SupportFacts, today: date) -> bool:
    """Whether the day of the report has passed without one."""
    return facts.report_on is None and facts.report_due is not None and facts.report_due < today


def totals_of(supports: Iterable[SupportFacts], today: date) -> SupportTotals:
    found = list(supports)
    return SupportTotals(
        missions=sum(each.attendance is Attendance.TOOK_PART for each in found),
        rubles=sum(each.rubles for each in found),
        metres=sum(each.metres for each in found),
        absences=sum(each.attendance is Attendance.ABSENT for each in found),
        reports_owed=sum(owes_report(each, today) for each in found),
        contracts=sum(each.contracts for each in found),
    )


def support_refusal(facts: SupportFacts, amount: int) -> Refusal | None:
    """Why a support cannot be recorded so."""
    if amount and not facts.contracts:
        return Refusal(
            "sum_without_contract", N_("A sum needs a contract. Enter their number, or no sum.")
        )
    if facts.attendance is Attendance.ABSENT and facts.contracts:
        return Refusal(
            "absent_with_contract", N_("A company that was absent can have no contracts from it.")
        )
    return None
