"""How long whoever failed waits before the next try: letters, checks of files. Pure.

How often to try at all is each one's own rule.
"""

from datetime import timedelta

LONGEST_WAIT = timedelta(minutes=15)


def wait_after(tries: int) -> timedelta:
    """After so many tries that failed: 1, 2, 4, 8, then 15 minutes."""
    return min(timedelta(minutes=2 ** min(tries - 1, 10)), LONGEST_WAIT)
