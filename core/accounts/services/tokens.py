"""Tokens of sessions and links: shown once, kept only as hashes; and what is spent exactly once."""

from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from core.adapters.database import db

BYTES = 32


def new_token() -> str:
    """256 random bits for an address or a cookie."""
    return token_urlsafe(BYTES)


def digest(text: str) -> str:
    """SHA-256 in hexadecimal: what the tables hold instead of the text."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()


def changes_one(statement: Any) -> bool:
    """Run a conditional change that returns what it met: False for whoever came second."""
    options = {"synchronize_session": False}
    return db.session.execute(statement, execution_options=options).one_or_none() is not None
