"""By which day a meeting is named, in lists, papers and what follows from it. Pure.

Which seats and rules hold is decided by its first day (`ballots_from`), not by this one.
"""

from datetime import date, datetime
from typing import Protocol

from core.kernel.zones import local


class Held(Protocol):
    """A meeting as far as its day is known."""

    @property
    def starts_at(self) -> datetime: ...
    @property
    def zone(self) -> str: ...
    @property
    def ballots_until(self) -> date | None: ...


def named_day(starts_at: datetime, zone: str, ballots_until: date | None) -> date:
    """The day of the meeting; of an absentee vote its last one, on which it decides."""
    return ballots_until or local(starts_at, zone).date()


def named_day_of(meeting: Held) -> date:
    """As `named_day`, for a meeting that is read already."""
    return named_day(meeting.starts_at, meeting.zone, meeting.ballots_until)
