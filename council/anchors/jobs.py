"""Once a day the head of the journal leaves the house by letter."""

from datetime import datetime, timedelta

from core.adapters.jobs import Job
from core.kernel.errors import NotFound
from council.anchors.services import post_head


def post_anchor(moment: datetime) -> int:
    """Nothing before there is a council."""
    try:
        return post_head(now=moment)
    except NotFound:
        return 0


ANCHORING = Job("journal.post_head", timedelta(hours=24), post_anchor)
