"""Writing down the head of the chain, where nothing else is done: for backups and the letter."""

from datetime import datetime

from core.adapters.anchors import anchor_head
from core.adapters.database import command
from core.kernel.chain import Head


@command
def anchor_now(kept_in: str, *, now: datetime) -> Head:
    """The head as it stands; `kept_in` names what carries it, «backup 2026-11-21» say."""
    return anchor_head(kept_in, now=now)
