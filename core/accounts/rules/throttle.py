"""Slowing down of guesses: how long the next try has to wait after failed ones.

The first tries are free; then each failure doubles the wait. A try that was made to wait is not
counted, so waiting always ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.kernel.errors import N_, Refusal, Refused

TOO_MANY = N_("Too many failed attempts. Wait and try again in %(minutes)s min.")


@dataclass(frozen=True, slots=True)
class Limit:
    """So many failures are free; only those of the last `memory` count.

    `forgives`: a success wipes out the failures before it. It must not where several people or
    an attacker share the key, such as one network address.
    """

    free: int
    forgives: bool = False
    first_wait: timedelta = timedelta(minutes=1)
    longest_wait: timedelta = timedelta(minutes=15)
    memory: timedelta = timedelta(hours=1)

    def wait(self, failures: int) -> timedelta:
        """How long after the last of `failures` the next try may come."""
        if failures < self.free:
            return timedelta()
        doublings = min(failures - self.free, 20)  # far beyond the longest wait, no huge numbers
        return min(self.first_wait * 2**doublings, self.longest_wait)


# One e-mail from one address or one known browser: the ordinary guesser, or the forgetful owner.
ONE_SOURCE = Limit(free=5, forgives=True)
# One address, any e-mail: an office behind one address must still be able to work.
ONE_ADDRESS = Limit(free=30)
# One e-mail, any address: a guesser with many addresses. Known browsers are not held by it.
ONE_EMAIL = Limit(free=50)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One earlier try under a key."""

    at: datetime
    succeeded: bool


def free_at(limit: Limit, attempts: Sequence[Attempt], now: datetime) -> datetime:
    """The moment from which the next try is allowed; `now` or earlier means at once.

    Tries of a time still to come, left by a clock that went back, hold nobody until then.
    """
    counted = [a for a in attempts if -limit.longest_wait <= now - a.at < limit.memory]
    if limit.forgives:
        last_success = max((a.at for a in counted if a.succeeded), default=None)
        counted = [a for a in counted if last_success is None or a.at >= last_success]
    failures = [attempt.at for attempt in counted if not attempt.succeeded]
    wait = limit.wait(len(failures))
    # While tries are free, one that a faster clock of another machine noted holds nobody either.
    return max(failures) + wait if wait else now - limit.memory


class Throttled(Refused):
    """The try came too early; pages answer 429 and say when to come back."""

    def __init__(self, wait: timedelta) -> None:
        self.seconds = max(1, -(-wait // timedelta(seconds=1)))
        super().__init__(
            Refusal("too_many_attempts", TOO_MANY, {"minutes": -(-self.seconds // 60)})
        )


def demand_free(free_from: datetime, now: datetime) -> None:
    """Raise `Throttled` if the next try is not yet allowed."""
    if free_from > now:
        raise Throttled(free_from - now)
