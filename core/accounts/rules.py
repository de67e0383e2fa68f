"""Rules of signing in: passwords, slowing down of guesses, life of sessions and links.

Pure: hashes, rows and the clock are elsewhere; moments are arguments.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class SessionLife:
    """How long a session lasts untouched, and at most."""

    idle: timedelta = timedelta(minutes=30)
    absolute: timedelta = timedelta(hours=12)

    def expires_at(self, started_at: datetime) -> datetime:
        return started_at + self.absolute

    def is_live(self, *, seen_at: datetime, expires_at: datetime, now: datetime) -> bool:
        return now < expires_at and now < seen_at + self.idle


def is_touch_due(seen_at: datetime, now: datetime) -> bool:
    """Whether the moment of last use is to be written again: once a minute is enough."""
    return now - seen_at >= SEEN_EVERY
