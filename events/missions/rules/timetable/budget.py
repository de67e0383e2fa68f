"""How long the search may take and whom it tells how far it is.

Counted moves give the same timetable on every machine; seconds are measured by a clock that the
caller gives, because rules look at none.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

GUESS = 200_000  # moves a second before any were measured
PLACING_MOVES = 20  # one attempt at placing takes as long as so many moves of improvement


class SearchPhase(StrEnum):
    PLACING = "placing"
    IMPROVING = "improving"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Progress:
    """What a progress bar shows; `percent` is of the budget, the rest of the timetable so far."""

    phase: SearchPhase = SearchPhase.PLACING
    percent: int = 0
    placed: int = 0
    possible: int = 0
    breaks: int = 0
    least_breaks: int = 0


Watch = Callable[[Progress], bool]


def nobody(_: Progress) -> bool:
    """Watch nothing and never cancel."""
    return True


class Budget:
    """A number of moves; `watch` is told the progress and cancels by answering False."""

    def __init__(self, moves: int, watch: Watch = nobody) -> None:
        self.moves, self.used, self.watch = moves, 0, watch
        self.progress = Progress()
        self.is_cancelled = False

    def moves_left(self) -> int:
        return max(0, self.moves - self.used) if not self.is_cancelled else 0

    def share(self) -> float:
        return self.used / self.moves if self.moves else 1.0

    def spend(self, moves: int, breaks: int) -> bool:
        """Note moves of improvement; False: stop now."""
        self.used += moves
        return self.tell(phase=SearchPhase.IMPROVING, breaks=breaks)

    def spend_on_placing(self, tries: int, placed: int) -> bool:
        self.used += tries * PLACING_MOVES
        return self.tell(phase=SearchPhase.PLACING, placed=placed)

    def tell(self, **news: object) -> bool:
        share = 1.0 if news.get("phase") is SearchPhase.READY else self.share()
        percent = min(100, int(share * 100))
        self.progress = replace(self.progress, percent=percent, **news)  # type: ignore[arg-type]
        self.is_cancelled = self.is_cancelled or not self.watch(self.progress)
        return not self.is_cancelled and share < 1


class Seconds(Budget):
    """Stops by the clock; how many moves that will be is learnt on the way."""

    def __init__(self, seconds: float, clock: Callable[[], float], watch: Watch = nobody) -> None:
        super().__init__(int(seconds * GUESS), watch)
        self.seconds, self.clock, self.begun = seconds, clock, clock()
        self.improving_since: float | None = None
        self.improved = 0

    def share(self) -> float:
        return (self.clock() - self.begun) / self.seconds if self.seconds else 1.0

    def spend(self, moves: int, breaks: int) -> bool:
        self.improved += moves
        return super().spend(moves, breaks)

    def moves_left(self) -> int:
        now = self.clock()
        if self.improving_since is None:
            self.improving_since = now
        took = now - self.improving_since
        speed = self.improved / took if took > 0 and self.improved else GUESS
        left = max(0.0, self.begun + self.seconds - now)
        return int(left * speed) if not self.is_cancelled else 0
