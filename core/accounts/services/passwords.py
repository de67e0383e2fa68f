"""Changing the password by whoever knows the present one."""

from datetime import datetime

from core.accounts.models import Account
from core.accounts.queries.accounts import get_account
from core.accounts.rules.passwords import normal
from core.accounts.rules.sessions import Source
from core.accounts.services.endings import end_ways_in
from core.accounts.services.factors.changing import CHANGING
from core.accounts.services.factors.proving import Proof, prove
from core.accounts.services.guarding import note_change
from core.accounts.services.sessions import open_session
from core.accounts.services.strength import demand_good
from core.adapters.database import command
from core.adapters.passwords import hash_password
from core.kernel.errors import NotFound
from core.kernel.viewers import Viewer


def change_password(proof: Proof, new: str, *, actor: Viewer, source: Source, now: datetime) -> str:
    """Set a new password, end every session and start one anew; returns its token.

    Raises `Refused`: wrong_password, too_many_attempts, password_short, ..._long, ..._guessable,
    and where the account has a second factor: no_code, wrong_code, code_used, wrong_key.
    """
    if actor.account_id is None:
        raise NotFound("A visitor has no account.")
    demand_good(new, about=(actor.name, actor.email))
    prove(actor.account_id, proof, CHANGING, now=now)
    return replace_password(hash_password(normal(new)), actor=actor, source=source, now=now)


@command
def replace_password(password_hash: str, *, actor: Viewer, source: Source, now: datetime) -> str:
    account = get_account(actor.account_id, lock=True)
    store_password(account, password_hash, now=now)
    note_change(account, "password_changed", actor=actor, now=now)
    return open_session(account.id, source=source, now=now)


def store_password(account: Account, password_hash: str, *, now: datetime) -> None:
    """A new password ends every session and open way in: whoever stole the old one is out."""
    account.password_hash, account.password_changed_at = password_hash, now
    end_ways_in(account.id, now=now)
