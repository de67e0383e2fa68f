"""Proving who sits there: the password, and the second factor where the account has one.

Called before the service that it guards, never inside. A wrong code counts against this browser or
address, not against the account: its owner can still come in from a browser that is known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.accounts.queries.factors import has_factor
from core.accounts.rules.factors import (
    NO_CODE,
    WRONG_CODE,
    Method,
    read_recovery_code,
)
from core.accounts.rules.throttle import ONE_EMAIL, ONE_SOURCE, Limit
from core.accounts.services.factors.codes import spend_code, spend_recovery_code
from core.accounts.services.factors.passkeys import spend_answer
from core.accounts.services.signing_in import (
    begin_attempt,
    confirm_password,
    finish_attempt,
)
from core.accounts.services.tokens import digest
from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import Refused
from core.kernel.networks import network_of
from core.kernel.viewers import ANONYMOUS
from core.letters.framing import settings

PASSWORD = "pwd"  # noqa: S105 - the name of a method


@dataclass(frozen=True, slots=True)
class Proof:
    """What was typed or shown: the password, a code or a passkey's answer, and from where."""

    password: str
    address: str
    code: str = ""
    answer: str = ""
    known: str | None = None
    user_agent: str = ""
    session_hash: str = ""


def demands_factor(account_id: UUID) -> bool:
    """Whether the account's owner has to show a second factor."""
    return settings().second_factor and has_factor(account_id)


def prove(
    account_id: UUID, proof: Proof, purpose: str, *, now: datetime, is_act: bool = False
) -> str:
    """What was shown, as «pwd» or «pwd+totp»; raises `Refused`.

    `purpose` binds a passkey's answer. An official act (`is_act`) takes no recovery code.
    """
    confirm_password(account_id, proof.password, proof.address, now)
    if not demands_factor(account_id):
        return PASSWORD
    db.session.rollback()
    method = prove_factor(account_id, proof, purpose, now=now, takes_recovery=not is_act)
    return f"{PASSWORD}+{method}"


def prove_factor(
    account_id: UUID, proof: Proof, purpose: str, *, now: datetime, takes_recovery: bool = True
) -> Method:
    """Take the code or the passkey's answer; raises `Throttled` or `Refused`."""
    if not proof.code.strip() and not proof.answer.strip():
        raise Refused(NO_CODE)
    begun = begin_attempt(limits_of(account_id, proof), now=now)
    try:
        method = take(account_id, proof, purpose, now, takes_recovery=takes_recovery)
    except Refused:
        note_wrong(account_id, now=now)
        raise
    finish_attempt(begun)
    return method


@command
def note_wrong(account_id: UUID, *, now: datetime) -> None:
    what = "account.factor_failed"
    journal.record(what, subject_id=account_id, actor=ANONYMOUS, at=now)


def limits_of(account_id: UUID, proof: Proof) -> Mapping[str, Limit]:
    if proof.known:
        return {digest(f"factor\n{account_id}\nbrowser {proof.known}"): ONE_SOURCE}
    return {
        digest(f"factor\n{account_id}\n{network_of(proof.address)}"): ONE_SOURCE,
        digest(f"factor\n{account_id}"): ONE_EMAIL,
    }


def take(
    account_id: UUID, proof: Proof, purpose: str, now: datetime, *, takes_recovery: bool
) -> Method:
    if proof.answer.strip():
        spend_answer(account_id, purpose, proof.answer, now=now)
        return Method.PASSKEY
    code = read_recovery_code(proof.code)
    if code is None:
        spend_code(account_id, proof.code, now=now)
        return Method.CODE
    if not takes_recovery:
        raise Refused(WRONG_CODE)
    spend_recovery_code(account_id, code, now=now)
    return Method.RECOVERY_CODE
