"""Tokens of sessions and links: shown once, kept only as hashes."""

from hashlib import sha256
from secrets import token_urlsafe

BYTES = 32


def new_token() -> str:
    """256 random bits for an address or a cookie."""
    return token_urlsafe(BYTES)


def digest(text: str) -> str:
    """SHA-256 in hexadecimal: what the tables hold instead of the text."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()
