"""A timetable in the making, as flat arrays that can be changed a million times a second.

A participant is known by its base (index x slots): `at[base + slot]` is the meeting there or -1.
What is scarce in a slot (tables of a hall, interpreters of a language) is a pool with a room.
The board keeps itself consistent; what is worth doing is decided elsewhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from events.missions.rules.timetable.problem import (
    Participant,
    Problem,
    Request,
    Slots,
    host_of,
    numbers_of,
    slots_of,
    stretches,
)

OFF = -1
STEEP = 4  # what a break or a change of hall beyond the fair spread costs
MEMORY = 400_000  # masks remembered before the memory is cleared


class Price(dict[Slots, int]):
    """What the busy slots of one participant cost: its breaks, dearer beyond the fair spread.

    A break is a group of idle slots between two meetings of the same session.
    """

    def __init__(self, sessions: tuple[int, ...], fair: int) -> None:
        super().__init__()
        self.stretches = stretches(sessions)
        self.fair = fair

    def __missing__(self, busy: Slots) -> int:
        if len(self) > MEMORY:
            self.clear()
        found = self.breaks(busy)
        self[busy] = found = self.dear(found)
        return found

    def dear(self, count: int) -> int:
        """One more for somebody who has many already is worse than the first of another."""
        return count + max(0, count - self.fair) * (STEEP - 1)

    def breaks(self, busy: Slots) -> int:
        total = 0
        for stretch in self.stretches:
            if part := busy & stretch:
                total += (part & ~(part << 1)).bit_count() - 1
        return total


class Pools:
    """The scarce things: `room` per pool and slot, and which pools a meeting draws on."""

    def __init__(self, problem: Problem, tables: Mapping[int, int]) -> None:
        """`tables` are those of each hall that belong to nobody."""
        self.slots = len(problem.sessions)
        self.pinned = {one.pair: one for one in problem.locked if one.interpreter is not None}
        self.interpreters = [
            replace(one, free=one.free & ~self.promised(one.key)) for one in problem.interpreters
        ]
        self.room: list[int] = []
        self.hall_pool = {key: self.add([count] * self.slots) for key, count in tables.items()}
        self.language_pools: dict[str, tuple[int, ...]] = {}
        for group in language_groups(problem):
            self.add_languages(group)

    def add(self, room: Sequence[int]) -> int:
        self.room += room
        return len(self.room) - self.slots

    def promised(self, interpreter: int) -> Slots:
        """Slots in which an interpreter helps a locked meeting and nobody else."""
        pinned = self.pinned.values()
        return slots_of(one.slot for one in pinned if one.interpreter == interpreter)

    def add_languages(self, group: Sequence[str]) -> None:
        """By Hall's theorem interpreters suffice when they do for every subset of languages."""
        pools: dict[str, list[int]] = {language: [] for language in group}
        for size in range(1, len(group) + 1):
            for subset in combinations(group, size):
                able = [one for one in self.interpreters if one.languages & set(subset)]
                room = [sum(one.free >> slot & 1 for one in able) for slot in range(self.slots)]
                pool = self.add(room)
                for language in subset:
                    pools[language].append(pool)
        self.language_pools |= {name: tuple(found) for name, found in pools.items()}

    def of(self, request: Request, host: Participant, hall: int | None) -> tuple[int, ...]:
        own = host.table is not None or request.apart or hall is None
        seats = () if own or hall is None else (self.hall_pool[hall],)
        if request.pair in self.pinned:
            return seats
        return seats + self.language_pools.get(request.language or "", ())


def language_groups(problem: Problem) -> list[tuple[str, ...]]:
    """Languages asked for, grouped where one interpreter speaks several of them."""
    groups: list[set[str]] = []
    asked = {one.language for one in problem.requests if one.language}
    for known in [{name} for name in sorted(asked)] + [
        set(i.languages & asked) for i in problem.interpreters
    ]:
        joined = known.union(*(group for group in groups if group & known))
        groups = [group for group in groups if not group & known] + ([joined] if joined else [])
    return [tuple(sorted(group)) for group in groups]


class Board:
    """All requests that may be placed, by number; `slot[number]` is where it is, or OFF."""

    def __init__(self, problem: Problem, halls: Mapping[int, int], *, fair: int = 0) -> None:
        self.problem, self.requests = problem, problem.requests
        self.slots = len(problem.sessions)
        self.price = Price(problem.sessions, fair + problem.spread)
        self.people = problem.participants
        self.base = {one.key: n * self.slots for n, one in enumerate(self.people)}
        self.at = [OFF] * (len(self.people) * self.slots)
        self.busy = [0] * len(self.at)
        self.most = [0] * len(self.at)
        self.least = [0] * len(self.at)
        for one in self.people:
            base = self.base[one.key]
            self.most[base] = self.slots if one.most is None else one.most
            self.least[base] = one.least
        self.slot = [OFF] * len(self.requests)
        self.left = [self.base[one.first] for one in self.requests]
        self.right = [self.base[one.second] for one in self.requests]
        self.both = [a + b for a, b in zip(self.left, self.right, strict=True)]
        self.weight = [one.weight for one in self.requests]
        self.fixed = [False] * len(self.requests)
        self.set_places(problem, halls)

    def set_places(self, problem: Problem, halls: Mapping[int, int]) -> None:
        known = {one.key: one for one in self.people}
        hosts = [host_of(known[one.first], known[one.second]) for one in self.requests]
        self.hall = [halls.get(host.key, OFF) for host in hosts]
        pools = Pools(problem, free_tables(problem, halls))
        self.pools = [
            pools.of(one, host, halls.get(host.key))
            for one, host in zip(self.requests, hosts, strict=True)
        ]
        self.room = pools.room
        self.load = [0] * len(self.room)
        closed = {hall.key: hall.open for hall in problem.halls if hall.open is not None}
        everything = problem.all_slots
        self.can = [
            known[one.first].free & known[one.second].free & everything
            & (everything if one.within is None else one.within)
            & (everything if one.apart else closed.get(hall, everything))
            for one, hall in zip(self.requests, self.hall, strict=True)
        ]  # fmt: skip
        self.plain = len(set(self.pools)) <= 1 and all(len(found) <= 1 for found in self.pools)

    def put(self, meeting: int, slot: int) -> None:
        left, right = self.left[meeting], self.right[meeting]
        self.at[left + slot] = self.at[right + slot] = meeting
        self.busy[left] |= 1 << slot
        self.busy[right] |= 1 << slot
        self.slot[meeting] = slot
        for pool in self.pools[meeting]:
            self.load[pool + slot] += 1

    def take(self, meeting: int) -> int:
        slot = self.slot[meeting]
        left, right = self.left[meeting], self.right[meeting]
        self.at[left + slot] = self.at[right + slot] = OFF
        self.busy[left] ^= 1 << slot
        self.busy[right] ^= 1 << slot
        self.slot[meeting] = OFF
        for pool in self.pools[meeting]:
            self.load[pool + slot] -= 1
        return slot

    def fix(self, meeting: int, slot: int) -> None:
        """A meeting that nobody may move from here."""
        self.fixed[meeting] = True
        self.can[meeting] = 1 << slot
        self.put(meeting, slot)

    def restore(self, slots: Sequence[int]) -> None:
        """Bring every meeting back to where it was when `slots` was copied."""
        moved = [m for m, slot in enumerate(slots) if slot != self.slot[m]]
        for meeting in moved:
            if self.slot[meeting] != OFF:
                self.take(meeting)
        for meeting in moved:
            if slots[meeting] != OFF:
                self.put(meeting, slots[meeting])

    def has_room(self, meeting: int, slot: int) -> bool:
        return all(self.load[k + slot] < self.room[k + slot] for k in self.pools[meeting])

    def free_slots(self, meeting: int) -> Slots:
        """Where this meeting could be put without touching another."""
        left, right = self.left[meeting], self.right[meeting]
        for base in (left, right):
            if self.busy[base].bit_count() >= self.most[base]:
                return 0
        free = self.can[meeting] & ~(self.busy[left] | self.busy[right])
        return sum(1 << slot for slot in numbers_of(free) if self.has_room(meeting, slot))

    def unplaced(self) -> list[int]:
        return [meeting for meeting, slot in enumerate(self.slot) if slot == OFF]

    def breaks(self) -> list[int]:
        """Breaks of each participant, in their order."""
        return [self.price.breaks(self.busy[base]) for base in self.base.values()]

    def cost(self) -> int:
        """What improvement makes less: the price of all breaks and the changes of hall."""
        bases = self.base.values()
        return sum(self.price[self.busy[base]] + self.walking(base) for base in bases)

    def walking(self, base: int) -> int:
        """What a participant's changes of hall cost."""
        return HALL_CHANGE * self.price.dear(self.hall_changes(base))

    def hall_changes(self, base: int) -> int:
        """How often a participant goes to another hall within a session."""
        changes = 0
        for stretch in self.price.stretches:
            before = OFF
            for slot in numbers_of(self.busy[base] & stretch):
                hall = self.hall[self.at[base + slot]]
                changes += before not in {OFF, hall}
                before = hall
        return changes


HALL_CHANGE = 1  # in breaks


def free_tables(problem: Problem, halls: Mapping[int, int]) -> dict[int, int]:
    """Tables of each hall that are not some host's own."""
    own = owned_tables(problem.participants, halls)
    return {
        hall.key: hall.tables - sum(key == hall.key for key, _ in own) for hall in problem.halls
    }


def owned_tables(people: Iterable[Participant], halls: Mapping[int, int]) -> set[tuple[int, int]]:
    return {
        (halls[one.key], one.table) for one in people if one.table is not None and one.key in halls
    }
