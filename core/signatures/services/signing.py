"""Giving a signature inside the transaction of the act that it signs: both are there or neither is.

Everything is checked once more at this very moment: whose factors, for which bytes, how long ago.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from core.adapters import journal
from core.adapters.database import db
from core.adapters.files import Upload, store
from core.kernel.errors import Refused
from core.kernel.viewers import Viewer
from core.signatures import queries
from core.signatures.models import Signature, StepUp
from core.signatures.rules import (
    ALGORITHM,
    NOT_ACCEPTED,
    NOT_AUTHORISED,
    Act,
    Signed,
    chained,
)
from core.signatures.rules.agreement import PRESENT

PLAIN = "text/plain"
OUTSIDE = frozenset({"prev_hash", "hash"})  # of what the hash is computed over


def add_signature(
    act: Act, signed: Signed, step_up_id: UUID, *, actor: Viewer, now: datetime
) -> UUID:
    """Sign the bytes; raises `Refused` if the factors were not shown for this act just now."""
    step_up = spend(act, step_up_id, actor, now)
    acceptance = queries.find_acceptance(step_up.account_id, PRESENT)
    if acceptance is None:
        raise Refused(NOT_ACCEPTED)
    upload = Upload(f"{act.object_type}.txt", signed.content, PLAIN)
    number, prev_hash = queries.lock_chain()
    values: dict[str, Any] = {
        "id": signed.id or uuid4(),
        "number": number + 1,
        **of_act(act, signed),
        "doc_sha256": store(upload, now=now),
        "acceptance_id": acceptance.id,
        "agreement_version": acceptance.version,
        **of_step_up(step_up),
        "signed_at": now,
    }
    signature = Signature(**values, prev_hash=prev_hash, hash=chained(plain(values), prev_hash))
    db.session.add(signature)
    db.session.flush()
    details = {"signature": signature.id, "act": act.name, "sha256": act.sha256}
    journal.record(
        "signature.given",
        subject_id=signature.id,
        actor=actor,
        at=now,
        details=details,
        is_official=True,
    )
    return signature.id


def spend(act: Act, step_up_id: UUID, actor: Viewer, now: datetime) -> StepUp:
    """Take what was shown for this very act; a second use, another act or person is refused."""
    found = queries.lock_step_up(step_up_id)
    if (
        found is None
        or found.spent_at is not None
        or found.account_id != actor.account_id
        or found.purpose != act.purpose
        or not found.made_at <= now < found.expires_at
    ):
        raise Refused(NOT_AUTHORISED)
    found.spent_at = now
    return found


def of_act(act: Act, signed: Signed) -> dict[str, Any]:
    return {
        "act": act.name,
        "object_type": act.object_type,
        "object_id": act.object_id,
        "object_version": act.version,
        "object_title": signed.title,
        "canonical_sha256": act.sha256,
        "alg": ALGORITHM,
        "decision": signed.decision,
        "comment": signed.comment,
        "signer_id": signed.person_id,
        "signer_name": signed.name,
        "signer_office": signed.office,
        "basis": signed.basis,
    }


def of_step_up(step_up: StepUp) -> dict[str, Any]:
    return {
        "signer_account_id": step_up.account_id,
        "auth_methods": step_up.auth_methods,
        "auth_at": step_up.made_at,
        "step_up_id": step_up.id,
        "session_hash": step_up.session_hash,
        "address": step_up.address,
        "user_agent": step_up.user_agent,
    }


def plain(values: dict[str, Any]) -> dict[str, object]:
    """The values as they are hashed: moments in ISO form, identifiers as text."""
    return {
        name: value if isinstance(value, int | None) else told(value)
        for name, value in values.items()
        if name not in OUTSIDE
    }


def told(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
