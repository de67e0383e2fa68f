"""Old and new time of a meeting side by side, with what follows, before it is confirmed.

Values as they are: the template words them in the reader's language.
"""

from dataclasses import dataclass
from datetime import date, datetime

from council.meetings.queries.meetings import MeetingRow
from council.meetings.queries.moving import Concerned


@dataclass(frozen=True, slots=True)
class MovingPage:
    """What is confirmed. Without `starts_at` the new date is open and calendars drop the meeting.

    `way` is the last part of the address that is asked; `typed` is sent there again.
    """

    meeting: MeetingRow
    way: str
    reason: str
    starts_at: datetime | None
    place: str
    ballots_until: date | None
    concerned: Concerned
    typed: tuple[tuple[str, str], ...]

    @property
    def reopens_agenda(self) -> bool:
        return self.meeting.agenda_approved_at is not None
