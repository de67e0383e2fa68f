"""Secrets that can be made again: the same words give the same token as long as the key lives.

For addresses that several letters to one person have to repeat; the tables keep hashes only. So the
oldest key that is still named makes them: a change of the key leaves what was sent as it was.
"""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256

from flask import current_app


def derived_token(purpose: str, *words: object) -> str:
    """256 bits that nobody guesses without the installation's key and the record's number."""
    text = "\n".join([purpose, *map(str, words)])
    oldest: str = current_app.config["SETTINGS"].secret_keys[0]
    digest = hmac.digest(oldest.encode(), text.encode(), sha256)
    return urlsafe_b64encode(digest).decode().rstrip("=")


def token_hash(token: str) -> str:
    """What the tables keep of a token."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()
