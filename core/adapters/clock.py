"""The clock, read only in views and jobs. A demonstration may run it at another date."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


class Clock:
    """Tells the moment; `offset` moves it, `stopped_at` freezes it (tests only)."""

    def __init__(self) -> None:
        self.offset = timedelta()
        self.stopped_at: datetime | None = None

    def now(self) -> datetime:
        if self.stopped_at is not None:
            return self.stopped_at
        return (datetime.now(UTC) + self.offset).replace(microsecond=0)

    def today(self, zone: str) -> date:
        return self.now().astimezone(ZoneInfo(zone)).date()


clock = Clock()
now = clock.now
today = clock.today
