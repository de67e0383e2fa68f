"""A job as a value, and when its turn has come. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

# A job that is due less often is asked for as often as this; its last run decides.
LONGEST_WAIT = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Job:
    """What is done by itself: `run` is handed the moment and may be called at any time.

    Two runs of it must be harmless, also at once: it looks for rows that wait, under their locks.
    """

    name: str
    every: timedelta
    run: Callable[[datetime], object]
    is_shared: bool = False  # what waits is taken under a lease: several processes may work at it

    @property
    def is_rare(self) -> bool:
        """Whether its last run is looked up, so that no restart brings it forward or back."""
        return self.every > LONGEST_WAIT

    @property
    def wait(self) -> timedelta:
        return min(self.every, LONGEST_WAIT)


def is_due(job: Job, succeeded_at: datetime | None, now: datetime) -> bool:
    """A rare job waits from its last success; a clock that was moved back does not stop it."""
    if not job.is_rare or succeeded_at is None:
        return True
    return abs(now - succeeded_at) >= job.every


@dataclass(frozen=True, slots=True)
class Reading:
    """Both clocks of the machine at one moment, in seconds."""

    wall: float
    monotonic: float


def clock_moved(before: Reading, after: Reading) -> float:
    """By how many seconds somebody set the clock on the wall between the two readings."""
    return (after.wall - before.wall) - (after.monotonic - before.monotonic)
