"""What the pages of the register show."""

from dataclasses import dataclass
from datetime import date

from core.kernel.pagination import Pages
from events.companies.meetings import Negotiated
from events.companies.queries import (
    PAGE,
    CameOfIt,
    CompanyHead,
    CompanyRow,
    ContactRow,
    SupportRow,
)
from events.companies.rules import Product, SupportTotals, owes_report, totals_of


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """A page of the register."""

    rows: tuple[CompanyRow, ...]
    total: int
    number: int
    query: str

    @property
    def last(self) -> int:
        return Pages(self.total, PAGE).total


@dataclass(frozen=True, slots=True)
class CompanyPage:
    """A company with all support that it received and what came of it."""

    company: CompanyHead
    products: tuple[Product, ...]
    contacts: tuple[ContactRow, ...]
    supports: tuple[SupportRow, ...]
    totals: SupportTotals
    owed: tuple[SupportRow, ...]
    negotiated: tuple[Negotiated, ...]
    came_of_it: CameOfIt

    @classmethod
    def of(
        cls,
        company: CompanyHead,
        products: tuple[Product, ...],
        contacts: tuple[ContactRow, ...],
        received: tuple[tuple[SupportRow, ...], tuple[Negotiated, ...], CameOfIt],
        today: date,
    ) -> "CompanyPage":
        """`received` is the support, the negotiations that it led to, and what came of it."""
        supports, negotiated, came_of_it = received
        totals = totals_of((each.facts for each in supports), today)
        owed = tuple(each for each in supports if owes_report(each.facts, today))
        return cls(company, products, contacts, supports, totals, owed, negotiated, came_of_it)
