"""What the scheduler does about invitations: those who left are told, replies by mail are read."""

from datetime import datetime, timedelta

from core.adapters.jobs import Job
from council.meetings.queries.invitations import list_ahead
from council.meetings.services.telling import dismiss_left as dismiss_from


def dismiss_left(moment: datetime) -> int:
    """Tell those who are invited but no members on the day any more; returns how many."""
    return sum(dismiss_from(meeting_id, now=moment) for meeting_id in list_ahead(moment))


DISMISSING = Job("dismiss-left", timedelta(hours=1), dismiss_left)
