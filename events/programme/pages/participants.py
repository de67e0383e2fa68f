"""Who took part in an event, with the counters: counted, and published instead."""

from dataclasses import dataclass

from events.programme.queries import EventHead
from events.programme.queries.participants import Counters, ParticipantRow
from events.programme.rules.counters import COUNTERS, Participant


@dataclass(frozen=True, slots=True)
class CounterShown:
    """One counter: what visitors read, and what is counted."""

    name: str
    published: int | None
    counted: int
    is_overridden: bool


@dataclass(frozen=True, slots=True)
class ParticipantsPage:
    """`known` are participants that other lists name and this one does not."""

    event: EventHead
    rows: tuple[ParticipantRow, ...]
    known: tuple[Participant, ...]
    counters: Counters
    may_keep: bool

    @property
    def lines(self) -> tuple[CounterShown, ...]:
        published, changed = self.counters.published, self.counters.overridden
        return tuple(
            CounterShown(name, published[name], self.counters.found[name], name in changed)
            for name in COUNTERS
        )
