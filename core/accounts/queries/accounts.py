"""SELECTs on accounts, for their administrators."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, func, select

from core.accounts.models import Account, Session
from core.accounts.rules.accounts import AccountState, account_state
from core.adapters.database import db
from core.kernel.errors import NotFound
from core.kernel.search import fold

Query = TypeVar("Query", bound=Select[*tuple[Any, ...]])


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One line of the list of accounts."""

    account_id: UUID
    name: str
    email: str
    is_administrator: bool
    has_password: bool
    disabled_at: datetime | None
    created_at: datetime
    seen_at: datetime | None

    @property
    def state(self) -> AccountState:
        return account_state(has_password=self.has_password, disabled_at=self.disabled_at)


def get_account(account_id: UUID | None, *, lock: bool = False) -> Account:
    query = select(Account).where(Account.id == account_id)
    found = db.session.scalars(query.with_for_update() if lock else query).one_or_none()
    if found is None:
        raise NotFound("There is no such account.")
    return found


def find_account_id(email: str) -> UUID | None:
    return db.session.scalar(select(Account.id).where(Account.email == email))


def select_rows() -> Select[*tuple[Any, ...]]:
    a = Account
    seen = (
        select(func.max(Session.seen_at))
        .where(Session.account_id == a.id)
        .correlate(a)
        .scalar_subquery()
    )
    has_password = a.password_hash.is_not(None)
    return select(
        a.id, a.name, a.email, a.is_administrator, has_password, a.disabled_at, a.created_at, seen
    )


def get_account_row(account_id: UUID) -> AccountRow:
    row = db.session.execute(select_rows().where(Account.id == account_id)).one_or_none()
    if row is None:
        raise NotFound("There is no such account.")
    return AccountRow(*row)


def list_accounts(search: str, *, offset: int, limit: int) -> list[AccountRow]:
    """Accounts whose name and e-mail hold every word of `search`, in the order of names."""
    query = matching(select_rows(), search).order_by(Account.search_text, Account.id)
    return [AccountRow(*row) for row in db.session.execute(query.offset(offset).limit(limit))]


def count_accounts(search: str) -> int:
    return db.session.scalar(matching(select(func.count(Account.id)), search)) or 0


def matching(query: Query, search: str) -> Query:
    for word in fold(search).split()[:10]:
        query = query.where(Account.search_text.contains(word, autoescape=True))
    return query


def count_administrators_beside(account_ids: Collection[UUID]) -> int:
    """Administrators whose accounts are open and none of these."""
    a = Account
    can = a.is_administrator & a.disabled_at.is_(None)
    query = select(func.count()).select_from(a).where(can, a.id.not_in(account_ids))
    return db.session.execute(query).scalar_one()
