"""The people of one meeting, whose names are shown or masked."""

from typing import Any

from core.adapters.database import db
from council.minutes.queries.names import everybody
from portal.meetings.queries.head import MeetingHead


def list_everybody(head: MeetingHead) -> list[Any]:
    """Members, guests and typed names of a meeting, as the minutes know them; one statement."""
    return list(db.session.execute(everybody(head.id, head.body_id)).all())
