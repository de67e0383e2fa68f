"""How accounts, their sessions and one-time links are stored. Secrets only as hashes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column

from core.accounts.rules.links import LinkPurpose
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
