"""One-time links: issuing them, and setting a password by one."""

from datetime import datetime
from uuid import UUID, uuid4

from core.accounts.letters import Sent, link_letter
from core.accounts.models import Account, OneTimeLink
from core.accounts.queries import accounts, links
from core.accounts.rules.accounts import ISSUING, LIFE_CYCLE, Change, account_state
from core.accounts.rules.links import LIFETIME, LinkPurpose, LinkState, link_state
from core.accounts.rules.passwords import normal
from core.accounts.rules.sessions import Source
from core.accounts.services.endings import void_links
from core.accounts.services.guarding import note_change
from core.accounts.services.passwords import store_password
from core.accounts.services.pending import Entry, enter, session_of
from core.accounts.services.strength import demand_good
from core.accounts.services.tokens import digest, new_token
from core.adapters import journal
from core.adapters.database import command, db
from core.adapters.passwords import hash_password
from core.kernel.errors import N_, NotFound, Refusal, Refused
from core.kernel.viewers import Viewer
from core.letters.framing import settings
from core.letters.rules import Addressee
from core.letters.services import post_to
from core.letters.services.posting import zone_of_region

GONE = Refusal(
    "link_gone", N_("This link no longer works. Ask the council's secretary for a new one.")
)


@command
def issue_link(account_id: UUID, purpose: LinkPurpose, *, actor: Viewer, now: datetime) -> str:
    """Make a one-time link and void the earlier ones; returns the token, to be shown once."""
    account = accounts.get_account(account_id, lock=True)
    state = account_state(
        has_password=account.password_hash is not None, disabled_at=account.disabled_at
    )
    LIFE_CYCLE.advance(
        ISSUING[purpose],
        state,
        Change(is_administrator=account.is_administrator, by_administrator=actor.is_administrator),
    )
    return add_link(account, purpose, actor=actor, now=now)


def add_link(account: Account, purpose: LinkPurpose, *, actor: Viewer, now: datetime) -> str:
    """A step of other services: the new link, its journal entry and the end of older links."""
    token = new_token()
    void_links(account.id, now=now)
    link = OneTimeLink(
        id=uuid4(),
        account_id=account.id,
        purpose=purpose,
        token_hash=digest(token),
        issued_by_id=actor.account_id,
        issued_at=now,
        expires_at=now + LIFETIME[purpose],
    )
    db.session.add(link)
    send_link(account, link, token, now=now)
    details = {"purpose": purpose, "until": now + LIFETIME[purpose]}
    journal.record(
        "account.link_issued", subject_id=account.id, actor=actor, at=now, details=details
    )
    return token


def send_link(account: Account, link: OneTimeLink, token: str, *, now: datetime) -> None:
    """The link goes to the owner's own address; nobody else needs to see it.

    Where nothing is sent no letter is written: its words would lie readable in the database.
    """
    if settings().mail_server is None and not settings().demo:
        return
    sent = Sent(link.id, link.purpose, f"/link/{token}", link.expires_at, zone_of_region())
    reader = Addressee(account.name, account.email, account_id=account.id)
    post_to([reader], lambda known: link_letter(account, sent, known), now=now)


def use_link(token: str, password: str, *, source: Source, now: datetime) -> str:
    """Set the password by a link, once, and sign in; returns the session's token.

    Raises `NotFound` for a link that never was, `Refused("link_gone")` for a used, expired or
    voided one, `Refused` for a password that cannot be taken, `FactorNeeded` when all went well
    and the second factor has to be shown: a link never gets past it.
    """
    link = links.find_link(digest(token))
    if link is None:
        raise NotFound("There is no such link.")
    demand_open(link, now)
    demand_good(password, about=(link.name, link.email))
    password_hash = hash_password(normal(password))
    return session_of(spend_link(digest(token), password_hash, source=source, now=now))


def demand_open(link: links.LinkRow | OneTimeLink, now: datetime) -> None:
    state = link_state(used_at=link.used_at, expires_at=link.expires_at, now=now)
    if state is not LinkState.OPEN:
        raise Refused(GONE)


@command
def spend_link(token_hash: str, password_hash: str, *, source: Source, now: datetime) -> Entry:
    """The one moment at which a link is used; of two at once the second is refused."""
    link = links.lock_link(token_hash)
    account = accounts.get_account(link.account_id, lock=True)
    demand_open(link, now)
    if account.disabled_at is not None:
        raise Refused(GONE)
    link.used_at = now
    store_password(account, password_hash, now=now)
    who = Viewer(account_id=account.id, name=account.name)
    details = {"purpose": link.purpose}
    journal.record("account.link_used", subject_id=account.id, actor=who, at=now, details=details)
    if link.purpose is LinkPurpose.PASSWORD_RESET:
        note_change(account, "password_changed", actor=who, now=now)
    return enter(account, "", source=source, now=now)
