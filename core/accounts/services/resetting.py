"""A new password by oneself: the page writes down what was typed, a job looks whose it is.

So the page answers the same, and takes the same time, for a known e-mail and an unknown one. The
link is the usual one-time link; it never gets past a second factor.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from core.accounts.models import Account, OneTimeLink, ResetRequest
from core.accounts.rules.accounts import LONGEST_EMAIL
from core.accounts.rules.links import LinkPurpose
from core.accounts.services.links import add_link
from core.adapters.database import command, db
from core.kernel.viewers import Viewer

MOST_WAITING = 200  # so many are looked at in one go
MOST_LINKS = 3  # an hour and account
MEMORY = timedelta(hours=1)
ON_THE_PAGE = Viewer(name="password-page")


@command
def ask_reset(email: str, *, now: datetime) -> None:
    """Write the request down, whoever it may be for."""
    db.session.add(ResetRequest(email=email.strip().casefold()[:LONGEST_EMAIL], asked_at=now))


def answer_resets(now: datetime) -> int:
    """Send a link for each request of a known account; returns how many were looked at."""
    query = select(ResetRequest.id).order_by(ResetRequest.asked_at).limit(MOST_WAITING)
    waiting = list(db.session.scalars(query))
    db.session.rollback()
    for request_id in waiting:
        answer_reset(request_id, now=now)
    return len(waiting)


@command
def answer_reset(request_id: object, *, now: datetime) -> None:
    """Take the request away and, if an active account has the e-mail, write to it."""
    gone = delete(ResetRequest).where(ResetRequest.id == request_id).returning(ResetRequest.email)
    email = db.session.execute(gone).scalar_one_or_none()
    account = (
        email
        and db.session.scalars(
            select(Account).where(Account.email == email).with_for_update()
        ).one_or_none()
    )
    if not account or account.password_hash is None or account.disabled_at is not None:
        return
    if count_links(account, now) < MOST_LINKS:
        add_link(account, LinkPurpose.PASSWORD_RESET, actor=ON_THE_PAGE, now=now)


def count_links(account: Account, now: datetime) -> int:
    """The links that the account's owner asked for lately: others may not flood a mailbox."""
    o = OneTimeLink
    query = select(func.count(o.id)).where(
        o.account_id == account.id, o.issued_by_id.is_(None), o.issued_at > now - MEMORY
    )
    return db.session.scalar(query) or 0
