"""SELECTs on what a password is checked against, and on earlier tries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, text

from core.accounts.models import Account, SignInAttempt
from core.accounts.rules.throttle import Attempt
from core.adapters.database import db


@dataclass(frozen=True, slots=True)
class Credentials:
    """What is needed to check a password."""

    account_id: UUID
    name: str
    email: str
    password_hash: str | None


def find_credentials(email: str) -> Credentials | None:
    """The enabled account with this sign-in name."""
    return one_credentials(select_credentials().where(Account.email == email))


def find_credentials_of(account_id: UUID) -> Credentials | None:
    return one_credentials(select_credentials().where(Account.id == account_id))


def select_credentials() -> Select[*tuple[Any, ...]]:
    return select(Account.id, Account.name, Account.email, Account.password_hash).where(
        Account.disabled_at.is_(None)
    )


def one_credentials(query: Select[*tuple[Any, ...]]) -> Credentials | None:
    row = db.session.execute(query).one_or_none()
    return Credentials(*row) if row else None


def list_attempts(keys: Sequence[str], *, after: datetime) -> dict[str, list[Attempt]]:
    """The tries under each key since a moment."""
    t = SignInAttempt
    query = select(t.key, t.at, t.succeeded).where(t.key.in_(keys), t.at > after)
    found: dict[str, list[Attempt]] = {key: [] for key in keys}
    for key, at, succeeded in db.session.execute(query):
        found[key].append(Attempt(at, succeeded))
    return found


def lock_keys(keys: Sequence[str]) -> None:
    """Let one try at a time be counted under a key; SQLite writes one at a time anyway."""
    if db.session.get_bind().dialect.name != "postgresql":
        return
    for key in sorted(keys):
        number = int(key[:15], 16)
        db.session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})
