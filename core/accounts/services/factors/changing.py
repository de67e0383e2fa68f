"""Setting up and taking away factors. Each change is told by letter and stops signing for a while.

Whoever has a factor shows it first (`Proof`); the first one of an account needs the password.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from secrets import choice
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.sql.dml import ReturningDelete

from core.accounts.models import Account, CodeGenerator, Passkey, RecoveryCodeHash, Session
from core.accounts.queries import factors
from core.accounts.queries.accounts import get_account
from core.accounts.rules.factors import (
    LAST_FACTOR,
    LETTERS,
    LONGEST_NAME,
    MOST_PASSKEYS,
    RECOVERY_CODES,
    RecoveryCode,
)
from core.accounts.services.factors.codes import first_step, sealed_secret
from core.accounts.services.factors.offering import Offer
from core.accounts.services.factors.passkeys import new_passkey
from core.accounts.services.factors.proving import Proof, prove
from core.accounts.services.guarding import note_change
from core.accounts.services.sessions import close_sessions
from core.accounts.services.tokens import changes_one
from core.adapters.database import command, db
from core.adapters.passwords import hash_password
from core.kernel.errors import N_, NotFound, Refusal, Refused
from core.kernel.typography import clean_spaces
from core.kernel.viewers import Viewer

CHANGING = "change factors"
TOO_MANY_KEYS = Refusal(
    "too_many_keys",
    N_("You have %(most)s passkeys already. Remove one first."),
    {"most": MOST_PASSKEYS},
)
CODE_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Addition:
    """A factor to put, told by name, and the recovery codes that come with it, hashed."""

    put: Callable[[Account], str]
    hashes: tuple[tuple[int, str], ...]
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Removal:
    """A factor to take away. `must_keep`: the last one of an office of trust stays."""

    query: ReturningDelete[Any]
    what: str
    must_keep: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change gives its owner to keep: recovery codes, shown now and never again."""

    recovery_codes: tuple[str, ...] = ()


def own(actor: Viewer) -> UUID:
    if actor.account_id is None:
        raise NotFound("a visitor has no account")
    return actor.account_id


def set_up_codes(
    offer: Offer, typed: str, proof: Proof, *, actor: Viewer, now: datetime
) -> Changed:
    """Take the offered secret once its code was typed; raises `Refused`.

    The code is checked before the proof, so that a slip of the thumb costs no present code.
    """
    account_id, step = own(actor), first_step(offer.secret, typed, now)
    prove(account_id, proof, CHANGING, now=now)
    sealed = sealed_secret(account_id, offer.secret)

    def put(account: Account) -> str:
        db.session.execute(delete(CodeGenerator).where(CodeGenerator.account_id == account.id))
        db.session.add(
            CodeGenerator(account_id=account.id, sealed_secret=sealed, made_at=now, last_step=step)
        )
        return "codes_set_up"

    return change(put, proof, actor=actor, now=now)


def add_passkey(name: str, answer: str, proof: Proof, *, actor: Viewer, now: datetime) -> Changed:
    account_id = own(actor)
    prove(account_id, proof, CHANGING, now=now)
    called = clean_spaces(name).strip()[:LONGEST_NAME]

    def put(account: Account) -> str:
        if len(factors.list_passkeys(account.id)) >= MOST_PASSKEYS:
            raise Refused(TOO_MANY_KEYS)
        db.session.add(new_passkey(account.id, called, answer, now))
        return "passkey_added"

    return change(put, proof, actor=actor, now=now)


def change(put: Callable[[Account], str], proof: Proof, *, actor: Viewer, now: datetime) -> Changed:
    """Add a factor; the first one brings ten recovery codes with it."""
    is_first = not factors.has_factor(own(actor))
    db.session.rollback()
    fresh = fresh_codes() if is_first else ()
    save_change(Addition(put, hashed(fresh), is_first), proof, actor=actor, now=now)
    return Changed(tuple(code.spelt for code in fresh))


@command
def save_change(new: Addition, proof: Proof, *, actor: Viewer, now: datetime) -> None:
    account = get_account(actor.account_id, lock=True)
    what = new.put(account)
    if new.hashes:
        keep_codes(account.id, new.hashes, now)
    db.session.flush()
    # The first factor takes nothing away from its owner: it does not stop signing.
    note_change(account, what, actor=actor, now=now, stops_signing=not new.is_first)
    end_others(account, proof, now)


def end_others(account: Account, proof: Proof, now: datetime) -> None:
    """What was let in by the factors of before is out; the browser of this change stays."""
    others = Session.token_hash != proof.session_hash
    close_sessions(Session.account_id == account.id, others, now=now)


def fresh_codes() -> tuple[RecoveryCode, ...]:
    return tuple(
        RecoveryCode(number, "".join(choice(LETTERS) for _ in range(CODE_LENGTH)))
        for number in range(1, RECOVERY_CODES + 1)
    )


def hashed(codes: Iterable[RecoveryCode]) -> tuple[tuple[int, str], ...]:
    return tuple((code.number, hash_password(code.secret)) for code in codes)


def keep_codes(account_id: UUID, hashes: Iterable[tuple[int, str]], now: datetime) -> None:
    db.session.execute(delete(RecoveryCodeHash).where(RecoveryCodeHash.account_id == account_id))
    db.session.add_all(
        RecoveryCodeHash(account_id=account_id, number=number, code_hash=each, made_at=now)
        for number, each in hashes
    )


def renew_recovery_codes(proof: Proof, *, actor: Viewer, now: datetime) -> Changed:
    """Ten new ones; the old are worth nothing from now on."""
    prove(own(actor), proof, CHANGING, now=now)
    fresh = fresh_codes()

    def put(_account: Account) -> str:
        return "recovery_codes_renewed"

    save_change(Addition(put, hashed(fresh)), proof, actor=actor, now=now)
    return Changed(tuple(code.spelt for code in fresh))


def remove_codes(proof: Proof, *, must_keep: bool, actor: Viewer, now: datetime) -> None:
    """Stop taking one-time codes. `must_keep`: the last factor of an office of trust stays."""
    prove(own(actor), proof, CHANGING, now=now)
    g = CodeGenerator
    query = delete(g).where(g.account_id == own(actor)).returning(g.account_id)
    take_away(Removal(query, "codes_removed", must_keep), proof, actor=actor, now=now)


def remove_passkey(
    passkey_id: UUID, proof: Proof, *, must_keep: bool, actor: Viewer, now: datetime
) -> None:
    prove(own(actor), proof, CHANGING, now=now)
    p = Passkey
    query = delete(p).where(p.id == passkey_id, p.account_id == own(actor)).returning(p.id)
    take_away(Removal(query, "passkey_removed", must_keep), proof, actor=actor, now=now)


@command
def take_away(old: Removal, proof: Proof, *, actor: Viewer, now: datetime) -> None:
    account = get_account(actor.account_id, lock=True)
    if not changes_one(old.query):
        raise NotFound("there is no such factor")
    if not factors.has_factor(account.id):
        if old.must_keep:
            raise Refused(LAST_FACTOR)
        r = RecoveryCodeHash
        db.session.execute(delete(r).where(r.account_id == account.id))
    note_change(account, old.what, actor=actor, now=now)
    end_others(account, proof, now)
