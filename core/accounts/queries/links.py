"""SELECTs on one-time links."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from core.accounts.models import Account, OneTimeLink
from core.accounts.rules.links import LinkPurpose
from core.adapters.database import db
from core.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A one-time link with whom it was made for."""

    purpose: LinkPurpose
    expires_at: datetime
    used_at: datetime | None
    account_id: UUID
    name: str
    email: str
    disabled_at: datetime | None


def find_link(token_hash: str) -> LinkRow | None:
    o = OneTimeLink
    query = (
        select(
            o.purpose,
            o.expires_at,
            o.used_at,
            Account.id,
            Account.name,
            Account.email,
            Account.disabled_at,
        )
        .join(Account, Account.id == o.account_id)
        .where(o.token_hash == token_hash)
    )
    row = db.session.execute(query).one_or_none()
    return LinkRow(*row) if row else None


def lock_link(token_hash: str) -> OneTimeLink:
    query = select(OneTimeLink).where(OneTimeLink.token_hash == token_hash).with_for_update()
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFound("There is no such link.")
    return found
