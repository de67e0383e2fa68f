"""The address in every letter that leads to the reader's choice without signing in. Pure.

It holds the letter's id and a mark that only this installation can make: nobody finds another
reader's page by guessing, and no e-mail stands in an address.
"""

from collections.abc import Iterable
from hashlib import sha256
from hmac import compare_digest
from hmac import new as keyed
from uuid import UUID

MARK_LENGTH = 32
ID_LENGTH = 32


def key_of(letter_id: UUID, secret: str) -> str:
    """The last part of the address."""
    return letter_id.hex + mark_of(letter_id, secret)


def mark_of(letter_id: UUID, secret: str) -> str:
    text = f"letter-choice:{letter_id.hex}"
    return keyed(secret.encode(), text.encode(), sha256).hexdigest()[:MARK_LENGTH]


def letter_of(key: str, secrets: Iterable[str]) -> UUID | None:
    """The letter that an address came with; None if this installation did not make it."""
    head, mark = key[:ID_LENGTH], key[ID_LENGTH:]
    try:
        letter_id = UUID(hex=head)
    except ValueError:
        return None
    marks = [mark_of(letter_id, secret).encode() for secret in secrets]
    return letter_id if any(compare_digest(mark.encode(), each) for each in marks) else None
