"""Every SELECT on agreements and signatures."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, text

from core.adapters.database import db
from core.kernel.errors import NotFound
from core.signatures.models import AgreementAcceptance, Signature, StepUp
from core.signatures.rules import FIRST, Decision

CHAIN_LOCK = 7_063_018  # the number under which signatures wait for each other on PostgreSQL


@dataclass(frozen=True, slots=True)
class AcceptanceRow:
    """One accepted version of the agreement."""

    id: UUID
    account_id: UUID
    name: str
    office: str
    version: str
    text_sha256: str
    auth_methods: str
    accepted_at: datetime


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """A signature with all that it binds."""

    id: UUID
    number: int
    act: str
    object_type: str
    object_id: UUID
    object_version: int
    object_title: str
    doc_sha256: str
    canonical_sha256: str
    alg: str
    decision: Decision
    comment: str
    signer_account_id: UUID
    signer_id: UUID | None
    signer_name: str
    signer_office: str
    basis: str
    acceptance_id: UUID
    agreement_version: str
    auth_methods: str
    auth_at: datetime
    step_up_id: UUID
    session_hash: str
    address: str
    user_agent: str
    signed_at: datetime
    prev_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One signature in a list."""

    id: UUID
    object_title: str
    object_version: int
    decision: Decision
    signer_name: str
    signed_at: datetime


ACCEPTANCE = tuple(getattr(AgreementAcceptance, n) for n in AcceptanceRow.__dataclass_fields__)
SIGNATURE = tuple(getattr(Signature, n) for n in SignatureRow.__dataclass_fields__)
LINE = tuple(getattr(Signature, n) for n in SignatureLine.__dataclass_fields__)


def find_acceptance(account_id: UUID, version: str) -> AcceptanceRow | None:
    a = AgreementAcceptance
    query = select(*ACCEPTANCE).where(a.account_id == account_id, a.version == version)
    row = db.session.execute(query).one_or_none()
    return AcceptanceRow(*row) if row else None


def get_acceptance(acceptance_id: UUID) -> AcceptanceRow:
    query = select(*ACCEPTANCE).where(AgreementAcceptance.id == acceptance_id)
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFound("there is no such acceptance")
    return AcceptanceRow(*row)


def list_acceptances(account_id: UUID) -> tuple[AcceptanceRow, ...]:
    a = AgreementAcceptance
    query = select(*ACCEPTANCE).where(a.account_id == account_id).order_by(a.accepted_at.desc())
    return tuple(AcceptanceRow(*row) for row in db.session.execute(query))


def lock_step_up(step_up_id: UUID) -> StepUp | None:
    query = select(StepUp).where(StepUp.id == step_up_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def lock_chain() -> tuple[int, str]:
    """Number and hash of the last signature; others wait until this one is given."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": CHAIN_LOCK})
    query = select(Signature.number, Signature.hash).order_by(Signature.number.desc()).limit(1)
    row = db.session.execute(query).one_or_none()
    return (row[0], row[1]) if row else (0, FIRST)


def select_signatures() -> Select[*tuple[Any, ...]]:
    return select(*SIGNATURE)


def get_signature(signature_id: UUID) -> SignatureRow:
    row = db.session.execute(select_signatures().where(Signature.id == signature_id)).one_or_none()
    if row is None:
        raise NotFound("there is no such signature")
    return SignatureRow(*row)


def list_own(account_id: UUID, *, limit: int = 100) -> tuple[SignatureLine, ...]:
    """The signatures of an account, the newest first."""
    s = Signature
    query = select(*LINE).where(s.signer_account_id == account_id)
    rows = db.session.execute(query.order_by(s.number.desc()).limit(limit))
    return tuple(SignatureLine(*row) for row in rows)


def all_in_order() -> list[SignatureRow]:
    """The whole chain, for verifying it."""
    rows = db.session.execute(select_signatures().order_by(Signature.number))
    return [SignatureRow(*row) for row in rows]
