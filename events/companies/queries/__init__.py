"""Every SELECT on companies: the register, one company, its support and what came of it."""

from events.companies.queries.outcomes import CameOfIt, ContractLine, PromiseLine, find_outcomes
from events.companies.queries.register import (
    PAGE,
    CompanyHead,
    CompanyRow,
    ContactRow,
    SupportRow,
    find_by_inn,
    get_company,
    get_head,
    get_support,
    list_companies,
    list_contacts,
    list_products,
    list_supports,
    list_that_took_part,
)

__all__ = [
    "PAGE",
    "CameOfIt",
    "CompanyHead",
    "CompanyRow",
    "ContactRow",
    "ContractLine",
    "PromiseLine",
    "SupportRow",
    "find_by_inn",
    "find_outcomes",
    "get_company",
    "get_head",
    "get_support",
    "list_companies",
    "list_contacts",
    "list_products",
    "list_supports",
    "list_that_took_part",
]
