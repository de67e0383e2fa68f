"""Checking one-time codes by time and recovery codes: each is taken once, whoever comes second.

A step of time is spent by one UPDATE that finds it unspent; so is a recovery code.
"""

from datetime import datetime
from hmac import compare_digest
from uuid import UUID

import pyotp
from sqlalchemy import update

from core.accounts.models import CodeGenerator, RecoveryCodeHash
from core.accounts.queries import factors
from core.accounts.rules.factors import (
    CODE_USED,
    WRONG_CODE,
    RecoveryCode,
    is_code,
    plain_code,
    steps_around,
)
from core.accounts.services.tokens import changes_one
from core.adapters.database import command, db
from core.adapters.passwords import is_right
from core.adapters.sealing import NotSealedHere, seal, unseal
from core.kernel.errors import Refused
from core.letters.framing import settings

KEPT_SECRET = "codes"  # noqa: S105 - the name of a use


def sealed_secret(account_id: UUID, secret: str) -> str:
    key = settings().secret_key
    return seal(secret, secret_key=key, use=KEPT_SECRET, owner=str(account_id))


def opened_secret(account_id: UUID, sealed: str) -> str | None:
    """None where it was sealed with a key that this installation no longer names."""
    keys = settings().secret_keys
    try:
        return unseal(sealed, secret_keys=keys, use=KEPT_SECRET, owner=str(account_id))
    except NotSealedHere:
        return None


def step_shown(secret: str, typed: str, now: datetime) -> int | None:
    """The step of time whose code was typed; None for a wrong one."""
    if not is_code(typed):
        return None
    code, generator = plain_code(typed), pyotp.TOTP(secret)
    fitting = [
        step for step in steps_around(now) if compare_digest(generator.generate_otp(step), code)
    ]
    return max(fitting, default=None)


@command
def spend_code(account_id: UUID, typed: str, *, now: datetime) -> None:
    """Take the code; raises `Refused`: `wrong_code`, or `code_used` for a replay.

    The secret is sealed anew on the way, so that an earlier key of the installation can go one day.
    """
    generator = factors.find_generator(account_id)
    if generator is None:
        raise Refused(WRONG_CODE)
    secret = opened_secret(account_id, generator.sealed_secret)
    step = step_shown(secret, typed, now) if secret else None
    if secret is None or step is None:
        raise Refused(WRONG_CODE)
    g = CodeGenerator
    fresh = update(g).where(g.account_id == account_id, g.last_step < step)
    values = {"last_step": step, "sealed_secret": sealed_secret(account_id, secret)}
    if not changes_one(fresh.values(values).returning(g.account_id)):
        raise Refused(CODE_USED)


def spend_recovery_code(account_id: UUID, code: RecoveryCode, *, now: datetime) -> None:
    """Take one of the ten; raises `Refused`. The slow hash is computed outside any transaction."""
    row = factors.find_recovery_code(account_id, code.number)
    code_hash, row_id = (row.code_hash, row.id) if row else (None, None)
    db.session.rollback()
    if not is_right(code_hash, code.secret) or row_id is None:
        raise Refused(WRONG_CODE)
    mark_recovery_code(row_id, now=now)


@command
def mark_recovery_code(row_id: UUID, *, now: datetime) -> None:
    r = RecoveryCodeHash
    unused = update(r).where(r.id == row_id, r.used_at.is_(None)).values(used_at=now)
    if not changes_one(unused.returning(r.id)):
        raise Refused(CODE_USED)


def first_step(secret: str, typed: str, now: datetime) -> int:
    """The step of the code that proves a new secret; raises `Refused("wrong_code")`."""
    step = step_shown(secret, typed, now)
    if step is None:
        raise Refused(WRONG_CODE)
    return step
