"""Accounts of a demonstration from a small file: one password for all, one account per role.

The region's file never holds accounts; a real installation invites people by one-time links.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from core.accounts.models import Account
from core.adapters.database import command, db
from core.adapters.passwords import hash_password

Link = Callable[[str, UUID], None]


@command
def import_accounts(content: Any, link: Link, *, now: datetime) -> int:
    """Add the accounts that are missing and tie each to its person; returns how many were added.

    `content` is {"password": …, "accounts": [{"email", "name", "person"?, "role"}]}; `link`
    ties a person, known by the id of the region's file, to an account.
    """
    password_hash = hash_password(content["password"])
    added = 0
    for row in content["accounts"]:
        if db.session.scalar(select(Account.id).where(Account.email == row["email"])) is None:
            add(row, password_hash, link, now)
            added += 1
    return added


def add(row: dict[str, str], password_hash: str, link: Link, now: datetime) -> None:
    account = Account(
        id=uuid4(),
        email=row["email"].casefold(),
        name=row["name"],
        password_hash=password_hash,
        password_changed_at=now,
        is_administrator=row["role"] == "administrator",
        created_at=now,
    )
    db.session.add(account)
    db.session.flush()
    if "person" in row:
        link(row["person"], account.id)
