"""Small secrets kept readable for this installation alone: AES-256-GCM, keys made of SECRET_KEY.

Each use has a key of its own (HKDF). What a secret belongs to is sealed in with it: moved to
another row it cannot be opened. Whoever has both database and environment can read everything.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from contextlib import suppress
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12


class NotSealedHere(ValueError):
    """The text was not sealed by this installation for this use and owner."""


def key_for(secret_key: str, use: str) -> bytes:
    derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"seal:{use}".encode())
    return derivation.derive(secret_key.encode())


def seal(text: str, *, secret_key: str, use: str, owner: str) -> str:
    nonce = token_bytes(NONCE)
    sealed = AESGCM(key_for(secret_key, use)).encrypt(nonce, text.encode(), owner.encode())
    return urlsafe_b64encode(nonce + sealed).decode()


def unseal(sealed: str, *, secret_keys: Sequence[str], use: str, owner: str) -> str:
    """The text again, whichever of the keys has sealed it; raises `NotSealedHere`."""
    for secret_key in reversed(secret_keys):
        with suppress(ValueError, InvalidTag):
            raw = urlsafe_b64decode(sealed)
            key = AESGCM(key_for(secret_key, use))
            return key.decrypt(raw[:NONCE], raw[NONCE:], owner.encode()).decode()
    raise NotSealedHere
