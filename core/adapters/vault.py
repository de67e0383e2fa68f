"""Sealing passports: AES-256-GCM bound to the row, by keys that are no part of the database.

A sealed text that was moved to another row, or changed, does not open. The keys are a setting of
their own (PASSPORT_KEY): the newest seals, all of them open, so that they can be changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from os import urandom

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app

KEY_BYTES = 32
NONCE_BYTES = 12
NAME_BYTES = 8
BLOCK = 512  # the length of what is sealed tells nothing of what it says


class CannotOpen(Exception):
    """The sealed bytes were changed or moved, or none of the keys is theirs."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the tables keep: `key_name` tells which key opens it and nothing of the key."""

    key_name: str
    content: bytes


class Vault:
    """Seals with the first key, opens with each; false without a key."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.ciphers = {name_of(key): AESGCM(derived(key, b"sealing", KEY_BYTES)) for key in keys}

    def __bool__(self) -> bool:
        return bool(self.ciphers)

    @property
    def newest(self) -> str:
        """The name of the key that seals."""
        return next(iter(self.ciphers))

    def seal(self, text: str, bound_to: str) -> Sealed:
        plain = text.encode()
        padded = plain + b"\0" * (-len(plain) % BLOCK)
        nonce = urandom(NONCE_BYTES)
        sealed = self.ciphers[self.newest].encrypt(nonce, padded, bound_to.encode())
        return Sealed(self.newest, nonce + sealed)

    def open(self, sealed: Sealed, bound_to: str) -> str:
        """Raises `CannotOpen`."""
        cipher = self.ciphers.get(sealed.key_name)
        if cipher is None:
            raise CannotOpen("the key is not among those of the setting")
        nonce, content = sealed.content[:NONCE_BYTES], sealed.content[NONCE_BYTES:]
        try:
            padded = cipher.decrypt(nonce, content, bound_to.encode())
        except (InvalidTag, ValueError) as error:
            raise CannotOpen("the sealed bytes are not those of this row") from error
        return padded.rstrip(b"\0").decode()


def derived(key: str, purpose: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=None, info=b"passports: " + purpose).derive(key.encode())


def name_of(key: str) -> str:
    return derived(key, b"name of the key", NAME_BYTES).hex()


def vault() -> Vault:
    """Of this installation."""
    return Vault(current_app.config["SETTINGS"].passport_keys)
