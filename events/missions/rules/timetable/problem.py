"""What a timetable of negotiations is made from and what it is: values alone.

Sets of slots are integers: bit n stands for slot n. Nothing here decides or checks anything.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce

from core.kernel.errors import Refusal

Slots = int
Pair = tuple[int, int]


class Side(StrEnum):
    """On which side of the table somebody sits; partners are of one kind and may all meet."""

    EXPORTER = "exporter"
    BUYER = "buyer"
    PARTNER = "partner"


def slots_of(numbers: Iterable[int]) -> Slots:
    return reduce(lambda slots, number: slots | 1 << number, numbers, 0)


def numbers_of(slots: Slots) -> Iterator[int]:
    while slots:
        lowest = slots & -slots
        yield lowest.bit_length() - 1
        slots ^= lowest


@dataclass(frozen=True, slots=True)
class Participant:
    """`free` are the slots of presence; `hall` and `table` are given when a host has its own."""

    key: int
    side: Side
    free: Slots
    most: int | None = None
    least: int = 0
    hall: int | None = None
    table: int | None = None
    languages: frozenset[str] = frozenset()
    name: str = ""

    def __str__(self) -> str:
        return self.name or str(self.key)


@dataclass(frozen=True, slots=True)
class Hall:
    """Tables are numbered from 1; `open` are the slots in which the hall is ours, None for all."""

    key: int
    tables: int
    open: Slots | None = None


@dataclass(frozen=True, slots=True)
class Interpreter:
    key: int
    languages: frozenset[str]
    free: Slots


@dataclass(frozen=True, slots=True)
class Request:
    """An accepted pair that wants to meet once.

    `within` narrows the slots (a half day); `language` needs an interpreter; a meeting `apart` has
    a room of its own and takes no table. `weight` tells which pairs go first when not all fit.
    """

    first: int
    second: int
    weight: int = 1
    within: Slots | None = None
    language: str | None = None
    apart: bool = False

    @property
    def pair(self) -> Pair:
        return self.first, self.second


@dataclass(frozen=True, slots=True)
class Meeting:
    first: int
    second: int
    slot: int
    hall: int | None = None
    table: int | None = None
    interpreter: int | None = None

    @property
    def pair(self) -> Pair:
        return self.first, self.second


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A pair that has no meeting, and why."""

    first: int
    second: int
    reason: Refusal

    @property
    def pair(self) -> Pair:
        return self.first, self.second


@dataclass(frozen=True, slots=True)
class Problem:
    """All that is asked of a timetable.

    `sessions` names for each slot the session it belongs to: an idle time that spans the pause
    between two sessions is no break. `locked` meetings stay as they are. `spread` is how far the
    breaks of two participants should differ at most.
    """

    sessions: tuple[int, ...]
    participants: tuple[Participant, ...]
    halls: tuple[Hall, ...]
    requests: tuple[Request, ...]
    interpreters: tuple[Interpreter, ...] = ()
    locked: tuple[Meeting, ...] = ()
    spread: int = 2

    @property
    def all_slots(self) -> Slots:
        return (1 << len(self.sessions)) - 1


@dataclass(frozen=True, slots=True)
class Timetable:
    """`halls` says in which hall each host sits, so that a later repair leaves it there."""

    meetings: tuple[Meeting, ...]
    unplaced: tuple[Unplaced, ...] = ()
    halls: tuple[tuple[int, int], ...] = ()


def host_of(first: Participant, second: Participant) -> Participant:
    """Who of the two sits at the table while the other comes: the buyer, else the first."""
    return second if second.side is Side.BUYER and first.side is not Side.BUYER else first


def stretches(sessions: tuple[int, ...]) -> tuple[Slots, ...]:
    """The slots of each session."""
    return tuple(
        slots_of(n for n, session in enumerate(sessions) if session == name)
        for name in dict.fromkeys(sessions)
    )
