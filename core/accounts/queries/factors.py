"""SELECTs on second factors: what is set up, what was used, what was changed lately."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from core.accounts.models import (
    Account,
    CodeGenerator,
    GuardedChange,
    Passkey,
    PasskeyChallenge,
    RecoveryCodeHash,
)
from core.adapters.database import db


@dataclass(frozen=True, slots=True)
class PasskeyRow:
    """One passkey in the list of its owner."""

    passkey_id: UUID
    credential_id: str
    name: str
    made_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Factors:
    """What an account has set up."""

    code_since: datetime | None
    passkeys: tuple[PasskeyRow, ...]
    recovery_codes_left: int

    @property
    def is_set_up(self) -> bool:
        return self.code_since is not None or bool(self.passkeys)

    @property
    def count(self) -> int:
        return len(self.passkeys) + (self.code_since is not None)


def is_protected() -> ColumnElement[bool]:
    """Whether the account of the row has any second factor; part of other statements."""
    codes = select(CodeGenerator.account_id).where(CodeGenerator.account_id == Account.id)
    keys = select(Passkey.id).where(Passkey.account_id == Account.id)
    return or_(codes.correlate(Account).exists(), keys.correlate(Account).exists())


def has_factor(account_id: UUID) -> bool:
    return bool(db.session.scalar(select(is_protected()).where(Account.id == account_id)))


def get_factors(account_id: UUID) -> Factors:
    """All that the page of one's factors shows; three statements."""
    g, r = CodeGenerator, RecoveryCodeHash
    unused = select(func.count(r.id)).where(r.account_id == account_id, r.used_at.is_(None))
    return Factors(
        db.session.scalar(select(g.made_at).where(g.account_id == account_id)),
        list_passkeys(account_id),
        db.session.scalar(unused) or 0,
    )


def list_passkeys(account_id: UUID) -> tuple[PasskeyRow, ...]:
    p = Passkey
    query = select(p.id, p.credential_id, p.name, p.made_at, p.used_at).where(
        p.account_id == account_id
    )
    return tuple(PasskeyRow(*row) for row in db.session.execute(query.order_by(p.made_at, p.id)))


def find_generator(account_id: UUID) -> CodeGenerator | None:
    return db.session.get(CodeGenerator, account_id, populate_existing=True)


def find_passkey(account_id: UUID, credential_id: str) -> Passkey | None:
    query = select(Passkey).where(
        Passkey.account_id == account_id, Passkey.credential_id == credential_id
    )
    return db.session.scalars(query.with_for_update()).one_or_none()


def find_challenge(account_id: UUID, purpose: str, challenge: str) -> PasskeyChallenge | None:
    """The challenge made for this very purpose, locked."""
    c = PasskeyChallenge
    query = select(c).where(
        c.account_id == account_id, c.purpose == purpose, c.challenge == challenge
    )
    return db.session.scalars(query.with_for_update()).one_or_none()


def find_recovery_code(account_id: UUID, number: int) -> RecoveryCodeHash | None:
    r = RecoveryCodeHash
    query = select(r).where(r.account_id == account_id, r.number == number)
    return db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def last_guarded_change(account_id: UUID) -> datetime | None:
    """When password, e-mail or factor were changed last."""
    g = GuardedChange
    moment: datetime | None = db.session.scalar(
        select(g.at).where(g.account_id == account_id).order_by(g.at.desc()).limit(1)
    )
    return moment
