"""How often one address may ask for something dear: a count in memory, for this process alone.

Enough against a hasty script; several processes multiply the limit by their number. What must hold
exactly (passwords) is counted in the database instead.
"""

import time
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

MOST_KEYS = 10_000


@dataclass
class Pace:
    """So many times within so many seconds for each key."""

    times: int
    seconds: float
    lock: Lock = field(default_factory=Lock)
    seen: OrderedDict[str, list[float]] = field(default_factory=OrderedDict)

    def wait(self, key: str) -> int:
        """0 and the try is counted, or after how many seconds the next one may come."""
        moment = time.monotonic()
        with self.lock:
            recent = [at for at in self.seen.pop(key, []) if moment - at < self.seconds]
            is_free = len(recent) < self.times
            if is_free:
                recent.append(moment)
            self.seen[key] = recent
            while len(self.seen) > MOST_KEYS:
                self.seen.popitem(last=False)
        return 0 if is_free else max(1, int(recent[0] + self.seconds - moment) + 1)
