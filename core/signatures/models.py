"""How agreements, authorisations of one act and signatures are stored.

Signatures are append-only: the database itself refuses to change or remove one (migration 0018).
Each names the hash of the one before it, so that none can be taken out unseen.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base, Identified, Sha256, UTCDateTime, stored
from core.signatures.rules import Decision


class AgreementAcceptance(Identified, Base):
    """Somebody accepted one version of the agreement on the simple electronic signature, once."""

    __tablename__ = "agreement_acceptances"
    __table_args__ = (UniqueConstraint("account_id", "version"),)

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    person_id: Mapped[UUID | None]
    name: Mapped[str] = mapped_column(String(200))
    office: Mapped[str] = mapped_column(String(300))
    version: Mapped[str] = mapped_column(String(20))
    text_sha256: Mapped[str] = mapped_column(Sha256)
    auth_methods: Mapped[str] = mapped_column(String(40))
    accepted_at: Mapped[datetime] = mapped_column(UTCDateTime)
    address: Mapped[str] = mapped_column(String(64))


class StepUp(Identified, Base):
    """Fresh factors were shown for one act on one version of one record; spent by signing it."""

    __tablename__ = "step_ups"
    __table_args__ = (
        CheckConstraint("expires_at > made_at", name="ends_after_start"),
        Index("ix_step_ups_account_id_made_at", "account_id", "made_at"),
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    purpose: Mapped[str] = mapped_column(Sha256)
    auth_methods: Mapped[str] = mapped_column(String(40))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    spent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    session_hash: Mapped[str] = mapped_column(String(64), default="")
    address: Mapped[str] = mapped_column(String(64), default="")
    user_agent: Mapped[str] = mapped_column(String(200), default="")


class Signature(Identified, Base):
    """Who signed which bytes, as whom, by which agreement and factors, when.

    `canonical_sha256` is of the canonical form that the page showed, `doc_sha256` of the bytes kept
    under it in the store of files; `hash` is over all of this and the hash of the one before.
    """

    __tablename__ = "signatures"
    __table_args__ = (
        CheckConstraint("object_version > 0", name="version_counted"),
        CheckConstraint("doc_sha256 <> '' AND canonical_sha256 <> ''", name="names_its_bytes"),
        Index("ix_signatures_object_type_object_id", "object_type", "object_id"),
    )

    number: Mapped[int] = mapped_column(unique=True)
    act: Mapped[str] = mapped_column(String(60))
    object_type: Mapped[str] = mapped_column(String(60))
    object_id: Mapped[UUID]
    object_version: Mapped[int]
    object_title: Mapped[str] = mapped_column(Text)
    doc_sha256: Mapped[str] = mapped_column(Sha256, ForeignKey("stored_files.sha256"))
    canonical_sha256: Mapped[str] = mapped_column(Sha256)
    alg: Mapped[str] = mapped_column(String(40))
    decision: Mapped[Decision] = mapped_column(stored(Decision, "signaturedecision"))
    comment: Mapped[str] = mapped_column(Text, default="")
    signer_account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    signer_id: Mapped[UUID | None]
    signer_name: Mapped[str] = mapped_column(String(200))
    signer_office: Mapped[str] = mapped_column(String(300))
    basis: Mapped[str] = mapped_column(String(300), default="")
    acceptance_id: Mapped[UUID] = mapped_column(ForeignKey("agreement_acceptances.id"))
    agreement_version: Mapped[str] = mapped_column(String(20))
    auth_methods: Mapped[str] = mapped_column(String(40))
    auth_at: Mapped[datetime] = mapped_column(UTCDateTime)
    step_up_id: Mapped[UUID] = mapped_column(ForeignKey("step_ups.id"), unique=True)
    session_hash: Mapped[str] = mapped_column(String(64), default="")
    address: Mapped[str] = mapped_column(String(64), default="")
    user_agent: Mapped[str] = mapped_column(String(200), default="")
    signed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    stored_at: Mapped[datetime] = mapped_column(UTCDateTime, server_default=func.now())
    prev_hash: Mapped[str] = mapped_column(Sha256, unique=True)
    hash: Mapped[str] = mapped_column(Sha256, unique=True)
