"""SELECTs on sign-ins that wait for a second factor, on recoveries and on changes of e-mail."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from core.accounts.models import Account, EmailChange, FactorRecovery, PendingSignIn
from core.accounts.rules.recoveries import OPEN, RecoveryState
from core.adapters.database import db
from core.adapters.journal import said
from core.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Pending:
    """A sign-in whose password was right."""

    id: UUID
    account_id: UUID
    email: str


@dataclass(frozen=True, slots=True)
class RecoveryRow:
    """A recovery in the list of those who keep accounts."""

    id: UUID
    account_id: UUID
    name: str
    email: str
    state: RecoveryState
    reason: str
    asked_by_id: UUID | None
    asked_by_name: str
    asked_at: datetime
    confirmed_by_name: str
    confirmed_at: datetime | None

    @property
    def asker(self) -> str:
        """Who asked, in words: a person, or the operator of the server."""
        return said(self.asked_by_name)


def find_pending(token_hash: str, now: datetime) -> Pending | None:
    """The live one behind a cookie, of an enabled account; one statement."""
    p = PendingSignIn
    query = (
        select(p.id, p.account_id, Account.email)
        .join(Account, Account.id == p.account_id)
        .where(p.token_hash == token_hash, p.ended_at.is_(None), p.expires_at > now)
        .where(Account.disabled_at.is_(None))
    )
    row = db.session.execute(query).one_or_none()
    return Pending(*row) if row else None


def select_recoveries() -> Select[*tuple[Any, ...]]:
    r = FactorRecovery
    return select(
        r.id,
        r.account_id,
        Account.name,
        Account.email,
        r.state,
        r.reason,
        r.asked_by_id,
        r.asked_by_name,
        r.asked_at,
        r.confirmed_by_name,
        r.confirmed_at,
    ).join(Account, Account.id == r.account_id)


def list_open_recoveries() -> tuple[RecoveryRow, ...]:
    """The oldest first; one statement."""
    query = select_recoveries().where(FactorRecovery.state.in_(OPEN))
    rows = db.session.execute(query.order_by(FactorRecovery.asked_at))
    return tuple(RecoveryRow(*row) for row in rows)


def find_open_recovery(account_id: UUID) -> RecoveryRow | None:
    query = select_recoveries().where(
        FactorRecovery.account_id == account_id, FactorRecovery.state.in_(OPEN)
    )
    row = db.session.execute(query.order_by(FactorRecovery.asked_at.desc()).limit(1)).one_or_none()
    return RecoveryRow(*row) if row else None


def find_recovery_by_token(token_hash: str) -> RecoveryRow | None:
    query = select_recoveries().where(FactorRecovery.token_hash == token_hash)
    row = db.session.execute(query).one_or_none()
    return RecoveryRow(*row) if row else None


def lock_recovery(recovery_id: UUID) -> FactorRecovery:
    query = select(FactorRecovery).where(FactorRecovery.id == recovery_id).with_for_update()
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFound("There is no such recovery.")
    return found


def find_email_change(token_hash: str) -> EmailChange | None:
    query = select(EmailChange).where(EmailChange.token_hash == token_hash).with_for_update()
    return db.session.scalars(query).one_or_none()
