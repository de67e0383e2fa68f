"""How many accounts there are, for their administrator."""

from dataclasses import dataclass

from sqlalchemy import case, func, select

from core.accounts.models import Account
from core.adapters.database import db


@dataclass(frozen=True, slots=True)
class AccountCounts:
    """`invited` have no password yet: their owners never signed in."""

    active: int
    invited: int
    disabled: int


def count_accounts() -> AccountCounts:
    """One statement."""
    a = Account
    is_disabled = a.disabled_at.is_not(None)
    kind = case((is_disabled, "disabled"), (a.password_hash.is_(None), "invited"), else_="active")
    rows = db.session.execute(select(kind, func.count()).group_by(kind))
    found = {row[0]: row[1] for row in rows}
    return AccountCounts(*(found.get(name, 0) for name in ("active", "invited", "disabled")))
