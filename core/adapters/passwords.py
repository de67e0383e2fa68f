"""Passwords as argon2id hashes; at most two are computed at once, so that a storm stops nothing.

Knows nothing of accounts: what a password must be is core.accounts.rules.passwords.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1, type=Type.ID)
# The hash of a thrown-away password: trying it costs what trying a real one costs.
DUMMY = (
    "$argon2id$v=19$m=19456,t=2,p=1$y7gMvxu5J0/eoJRwW8sc/w$"
    "imDO/MRZiHk6OA9kT+62SH9Cti8Ek5dWhbXvwaXvJMU"
)
AT_ONCE = 2
WAITING = 4  # of the eight threads that serve, some stay free for those who only read
SECONDS = 5.0

_places = BoundedSemaphore(AT_ONCE + WAITING)
_turns = BoundedSemaphore(AT_ONCE)


class TooBusy(Exception):
    """More passwords are being checked than this machine can bear; pages answer 503."""


@contextmanager
def turn() -> Iterator[None]:
    """Wait for a turn among few; who comes beyond the queue is sent away at once."""
    if not _places.acquire(blocking=False):
        raise TooBusy
    try:
        if not _turns.acquire(timeout=SECONDS):
            raise TooBusy
        try:
            yield
        finally:
            _turns.release()
    finally:
        _places.release()


def hash_password(password: str) -> str:
    """The hash to store; the password comes in its normal form."""
    with turn():
        return HASHER.hash(password)


def is_right(password_hash: str | None, password: str) -> bool:
    """Whether the password belongs to the hash; as slow where there is none."""
    with turn():
        try:
            HASHER.verify(password_hash or DUMMY, password)
        except (VerificationError, InvalidHashError):
            return False
    return password_hash is not None
