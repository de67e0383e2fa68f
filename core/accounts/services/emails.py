"""Changing the e-mail for signing in: confirmed at the new address, told to the old one."""

from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy.exc import IntegrityError

from core.accounts.models import EmailChange
from core.accounts.notices import new_address_letter
from core.accounts.queries import pending as queries
from core.accounts.queries.accounts import find_account_id, get_account
from core.accounts.rules.accounts import sign_in_name
from core.accounts.services.accounts import TAKEN
from core.accounts.services.endings import end_changes, end_ways_in
from core.accounts.services.factors.changing import CHANGING
from core.accounts.services.factors.proving import Proof, prove
from core.accounts.services.guarding import note_change
from core.accounts.services.links import GONE
from core.accounts.services.tokens import digest, new_token
from core.adapters.database import command, db
from core.kernel.errors import NotFound, Refused
from core.kernel.search import fold
from core.kernel.viewers import Viewer
from core.letters.rules import Addressee
from core.letters.services import post_to
from core.letters.services.posting import zone_of_region

LIFETIME = timedelta(hours=24)


def ask_email(email: str, proof: Proof, *, actor: Viewer, now: datetime) -> str:
    """Prove who sits there, then send a link to the new address; returns that address."""
    if actor.account_id is None:
        raise NotFound("a visitor has no account")
    name = sign_in_name(email)
    prove(actor.account_id, proof, CHANGING, now=now)
    start_change(name, actor=actor, now=now)
    return name


@command
def start_change(email: str, *, actor: Viewer, now: datetime) -> None:
    account = get_account(actor.account_id, lock=True)
    if find_account_id(email) is not None:
        raise Refused(TAKEN)
    end_changes(account.id, now=now)
    token, until = new_token(), now + LIFETIME
    change = EmailChange(
        id=uuid4(),
        account_id=account.id,
        email=email,
        token_hash=digest(token),
        asked_at=now,
        expires_at=until,
    )
    db.session.add(change)
    db.session.flush()
    path, zone = f"/email/{token}", zone_of_region()
    post_to(
        [Addressee(account.name, email)],
        lambda known: new_address_letter(change.id, path, until, known, zone=zone),
        now=now,
    )
    note_change(account, "email_change_asked", actor=actor, now=now, stops_signing=False)


@command
def confirm_email(token: str, *, now: datetime) -> str:
    """Whoever reads the new mailbox confirms it; every session ends. Returns the new address."""
    change = queries.find_email_change(digest(token))
    if change is None:
        raise NotFound("There is no such link.")
    if change.ended_at is not None or now >= change.expires_at:
        raise Refused(GONE)
    account = get_account(change.account_id, lock=True)
    if account.disabled_at is not None or find_account_id(change.email) is not None:
        raise Refused(GONE)
    change.ended_at = now
    owner = Viewer(account_id=account.id, name=account.name)
    note_change(account, "email_changed", actor=owner, now=now)
    account.email, account.search_text = change.email, fold(f"{account.name} {change.email}")
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Refused(GONE) from error
    end_ways_in(account.id, now=now)
    return account.email
