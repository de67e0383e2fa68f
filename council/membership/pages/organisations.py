"""The list of organisations."""

from dataclasses import dataclass

from council.membership.queries.organisations import OrganisationRow


@dataclass(frozen=True, slots=True)
class OrganisationsPage:
    """One part of the list."""

    rows: tuple[OrganisationRow, ...]
    found: int
    number: int
    total: int
    search: str
    may_keep: bool
