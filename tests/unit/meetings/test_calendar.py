"""How long calendars show a meeting."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from council.meetings.rules.calendar import USUAL_LENGTH, CalendarMeeting, end_of
from council.meetings.rules.kinds import MeetingState

BEGINS = datetime(2026, 12, 17, 6, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("ends_at", "minutes", "end"),
    (
        (BEGINS + HOUR, 90, BEGINS + HOUR),
        (BEGINS, 90, BEGINS + 1.5 * HOUR),
        (BEGINS - HOUR, 0, BEGINS + USUAL_LENGTH),
        (None, 90, BEGINS + 1.5 * HOUR),
        (None, 0, BEGINS + USUAL_LENGTH),
    ),
)
def test_a_meeting_ends_when_it_did_else_with_its_agenda_else_as_usual(ends_at, minutes, end):
    meeting = CalendarMeeting(
        id=uuid4(),
        state=MeetingState.HELD,
        starts_at=BEGINS,
        ends_at=ends_at,
        zone="Asia/Yekaterinburg",
        ballots_from=None,
        ballots_until=None,
        minutes=minutes,
        sequence=0,
        changed_at=None,
    )
    assert end_of(meeting) == end
