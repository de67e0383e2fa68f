"""The page «Мои календари»: the feeds that work, and a new address shown once."""

from dataclasses import dataclass

from council.calendars.queries.feeds import FeedRow
from council.calendars.rules import MOST_FEEDS


@dataclass(frozen=True, slots=True)
class MadeFeed:
    """A fresh secret address in the two forms that programs want."""

    url: str

    @property
    def webcal(self) -> str:
        return "webcal:" + self.url.partition(":")[2]


@dataclass(frozen=True, slots=True)
class OwnCalendarsPage:
    feeds: tuple[FeedRow, ...]
    made: MadeFeed | None
    public: str

    @property
    def may_make(self) -> bool:
        return len(self.feeds) < MOST_FEEDS

    @property
    def public_webcal(self) -> str:
        return "webcal:" + self.public.partition(":")[2]
