"""Whether a password may be chosen: what is known of its owner and of this site is tried first."""

from collections.abc import Iterable

from core.accounts.rules import passwords
from core.adapters.guessing import tries_of
from core.region.calendar import region


def demand_good(password: str, about: Iterable[str]) -> None:
    """Raise `Refused` for a password that is short, long or easy to guess."""
    passwords.demand_good(password, (*about, *names_of_the_place()), tries_of)


def names_of_the_place() -> tuple[str, ...]:
    row = region()
    return (row.name, row.capital, row.council_name) if row else ()
