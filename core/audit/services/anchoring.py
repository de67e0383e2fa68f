"""Writing down the head of the chain with the place outside where it is kept.

`anchor_head` is a step of other commands, `anchor_now` a command of its own (backups, the letter).
"""

from datetime import datetime

from core.adapters.chain import head
from core.adapters.database import command, db
from core.audit.models import JournalAnchor
from core.kernel.chain import Head

LONGEST_PLACE = 120


def anchor_head(kept_in: str, *, now: datetime) -> Head:
    """The head as it stands, remembered with the place that keeps it; nothing for an empty one."""
    found = head()
    if found.seq:
        place = kept_in[:LONGEST_PLACE]
        db.session.add(JournalAnchor(seq=found.seq, hash=found.hash, at=now, kept_in=place))
    return found


@command
def anchor_now(kept_in: str, *, now: datetime) -> Head:
    return anchor_head(kept_in, now=now)
