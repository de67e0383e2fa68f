"""The life of a rendering: who may try, how often, until when; and how many may wait. Pure.

waiting -> working -> done; back to waiting after a failure, failed after the third. A lease that
has run out belongs to a renderer that was killed: the next one takes the work over.
"""

from datetime import timedelta
from enum import StrEnum

MOST_ATTEMPTS = 3
MOST_WAITING = 20
LEASE = timedelta(minutes=3)  # far longer than any rendering may take
FORGOTTEN = timedelta(minutes=10)  # a draft that nobody came back for makes room
REVIVED = timedelta(hours=1)  # what failed is tried afresh: a full disk may have been mended
KEPT_FOR = timedelta(days=30)  # files of drafts are made again when somebody asks later
RETRY_SECONDS = 3
UNKEPT_SECONDS = 10  # each time counts as a file asked for, of which ten a minute are handed out
FULL_SECONDS = 30


class Work(StrEnum):
    """What the renderer is asked for."""

    PDF = "pdf"
    DOCX = "docx"
    PACK = "pack"

    @property
    def seconds(self) -> int:
        return 60 if self is Work.PACK else 15


class RenderingState(StrEnum):
    """Where a rendering stands."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


class Fault(StrEnum):
    """Why a rendering failed, as far as a reader is told."""

    TOO_LONG = "too long"
    BROKEN = "broken"


def after_failure(attempts: int, *, is_lasting: bool) -> RenderingState:
    is_last = is_lasting or attempts >= MOST_ATTEMPTS
    return RenderingState.FAILED if is_last else RenderingState.WAITING
