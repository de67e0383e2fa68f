"""How accounts, their sessions and one-time links are stored. Secrets only as hashes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column

from core.accounts.rules.links import LinkPurpose
from core.accounts.rules.recoveries import RecoveryState
from core.adapters.database import Base, Identified, Sha256, UTCDateTime, stored
from core.kernel.search import fold


def searched(context: DefaultExecutionContext) -> str:
    """What the list of accounts is searched by; SQLite folds no Cyrillic by itself."""
    values = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return fold(f"{values['name']} {values['email']}")


class Account(Identified, Base):
    """`email` is the sign-in name, kept casefolded; no password means not yet accepted."""

    __tablename__ = "accounts"

    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    search_text: Mapped[str] = mapped_column(String(500), default=searched)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    is_administrator: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    password_changed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Session(Identified, Base):
    """A signed-in browser. The cookie holds the token, the table its SHA-256."""

    __tablename__ = "sessions"
    __table_args__ = (CheckConstraint("expires_at > started_at", name="ends_after_start"),)

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    token_hash: Mapped[str] = mapped_column(Sha256, unique=True)
    started_at: Mapped[datetime] = mapped_column(UTCDateTime)
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    address: Mapped[str] = mapped_column(String(64), default="")
    browser: Mapped[str] = mapped_column(String(200), default="")


class OneTimeLink(Identified, Base):
    """A link that works once and for a while; the token is shown when issued and never again."""

    __tablename__ = "one_time_links"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    purpose: Mapped[LinkPurpose] = mapped_column(stored(LinkPurpose))
    token_hash: Mapped[str] = mapped_column(Sha256, unique=True)
    issued_by_id: Mapped[UUID | None]
    issued_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class SignInAttempt(Identified, Base):
    """One try to sign in, kept to slow down guessing; `key` is a hash of e-mail or address."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (
        Index("ix_sign_in_attempts_key_at", "key", "at"),
        Index("ix_sign_in_attempts_at", "at"),
    )

    key: Mapped[str] = mapped_column(Sha256)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    succeeded: Mapped[bool]


class PendingSignIn(Identified, Base):
    """The password was right, the second factor is still to come. Signs nobody in."""

    __tablename__ = "pending_sign_ins"
    __table_args__ = (
        CheckConstraint("expires_at > started_at", name="ends_after_start"),
        CheckConstraint("tries BETWEEN 0 AND 5", name="tries_bounded"),
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    token_hash: Mapped[str] = mapped_column(Sha256, unique=True)
    started_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class CodeGenerator(Base):
    """The secret of one-time codes, sealed; `last_step` is the last one taken: no code twice."""

    __tablename__ = "code_generators"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    sealed_secret: Mapped[str] = mapped_column(String(300))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    last_step: Mapped[int] = mapped_column(BigInteger)


class Passkey(Identified, Base):
    """A public key whose private half never leaves its owner's device."""

    __tablename__ = "passkeys"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True)
    public_key: Mapped[str] = mapped_column(Text)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class PasskeyChallenge(Identified, Base):
    """What a passkey has to answer, once and within minutes; `purpose` is a hash of the one act."""

    __tablename__ = "passkey_challenges"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    purpose: Mapped[str] = mapped_column(Sha256)
    challenge: Mapped[str] = mapped_column(String(100), unique=True)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class RecoveryCodeHash(Identified, Base):
    """One of the ten codes for when the device is lost; shown once, kept as an argon2 hash."""

    __tablename__ = "recovery_codes"
    __table_args__ = (UniqueConstraint("account_id", "number"),)

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    number: Mapped[int]
    code_hash: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class FactorRecovery(Identified, Base):
    """All factors are lost: who asked to drop them, who confirmed it, and what became of it."""

    __tablename__ = "factor_recoveries"
    __table_args__ = (
        CheckConstraint(
            "state NOT IN ('confirmed', 'done') OR confirmed_at IS NOT NULL",
            name="confirmed_has_moment",
        ),
        CheckConstraint(
            "confirmed_by_id IS NULL OR asked_by_id IS NULL OR confirmed_by_id <> asked_by_id",
            name="two_people",
        ),
        CheckConstraint(
            "confirmed_by_id IS NULL OR confirmed_by_id <> account_id", name="not_for_oneself"
        ),
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    state: Mapped[RecoveryState] = mapped_column(stored(RecoveryState))
    reason: Mapped[str] = mapped_column(String(500))
    asked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    asked_by_name: Mapped[str] = mapped_column(String(200))
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    confirmed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    confirmed_by_name: Mapped[str] = mapped_column(String(200), default="")
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    token_hash: Mapped[str] = mapped_column(Sha256, unique=True)


class GuardedChange(Identified, Base):
    """A change of password, e-mail or factor: for some hours after it nothing can be signed."""

    __tablename__ = "guarded_changes"
    __table_args__ = (Index("ix_guarded_changes_account_id_at", "account_id", "at"),)

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    what: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class EmailChange(Identified, Base):
    """A new sign-in address that waits to be confirmed by a letter to it."""

    __tablename__ = "email_changes"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    token_hash: Mapped[str] = mapped_column(Sha256, unique=True)
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class ResetRequest(Identified, Base):
    """Somebody typed an e-mail on the page for a new password; whose it is is looked up later.

    The row is gone once it was looked at: the page costs the same for known and unknown e-mails.
    """

    __tablename__ = "reset_requests"

    email: Mapped[str] = mapped_column(String(254))
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
