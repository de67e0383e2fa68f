"""How long one part of a pack may take, in seconds of the processor.

For the main thread of the renderer alone: signals reach no other.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

AGAIN = 1  # seconds after which it is stopped once more, if somebody caught the first stop


class Slow(BaseException):
    """The part took too long. No `Exception`: a library that forgives all faults passes it on."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raises `Slow` inside when the time is up."""
    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN)
    try:
        yield
    finally:
        signal.signal(signal.SIGPROF, signal.SIG_IGN)  # first: a stop here would strike outside
        signal.setitimer(signal.ITIMER_PROF, 0)


def stop(*_: Any) -> None:
    raise Slow
