"""How much fits at most: matching and flow, exact and small.

Dinic's algorithm over lists; nothing here knows what a meeting is.
"""

from collections import deque
from collections.abc import Hashable, Iterable, Mapping, Sequence

ENDLESS = 1 << 60


class Network:
    """Arcs with whole capacities; each arc is followed by its reverse (number ^ 1)."""

    def __init__(self) -> None:
        self.numbers: dict[Hashable, int] = {}
        self.leaving: list[list[int]] = []
        self.target: list[int] = []
        self.left: list[int] = []  # capacity that is left

    def node(self, name: Hashable) -> int:
        if name not in self.numbers:
            self.numbers[name] = len(self.numbers)
            self.leaving.append([])
        return self.numbers[name]

    def arc(self, one: Hashable, other: Hashable, capacity: int) -> int:
        """Add an arc and return its number."""
        start, end = self.node(one), self.node(other)
        for origin, target, room in ((start, end, capacity), (end, start, 0)):
            self.leaving[origin].append(len(self.target))
            self.target.append(target)
            self.left.append(room)
        return len(self.target) - 2

    def levels(self, source: int, sink: int) -> list[int]:
        found = [-1] * len(self.leaving)
        found[source] = 0
        queue = deque([source])
        while queue and found[sink] < 0:
            node = queue.popleft()
            for arc in self.leaving[node]:
                end = self.target[arc]
                if self.left[arc] and found[end] < 0:
                    found[end] = found[node] + 1
                    queue.append(end)
        return found

    def push(self, source: int, sink: int, level: Sequence[int], nxt: list[int]) -> int:
        """Send flow along one shortest way, if there is one more; no recursion."""
        path: list[int] = []
        node = source
        while node != sink:
            arcs = self.leaving[node]
            while nxt[node] < len(arcs):
                arc = arcs[nxt[node]]
                if self.left[arc] and level[self.target[arc]] == level[node] + 1:
                    break
                nxt[node] += 1
            else:
                if not path:
                    return 0
                node = self.target[path.pop() ^ 1]
                nxt[node] += 1
                continue
            path.append(arc)
            node = self.target[arc]
        amount = min(self.left[arc] for arc in path)
        for arc in path:
            self.left[arc] -= amount
            self.left[arc ^ 1] += amount
        return amount

    def greatest(self, source: Hashable, sink: Hashable) -> int:
        start, end, total = self.node(source), self.node(sink), 0
        while (level := self.levels(start, end))[end] >= 0:
            nxt = [0] * len(self.leaving)
            while amount := self.push(start, end, level, nxt):
                total += amount
        return total


def matching(wanted: Mapping[int, Iterable[int]]) -> dict[int, int]:
    """A greatest matching of the keys to one of their values each (augmenting ways)."""
    taken: dict[int, int] = {}

    def place(key: int, seen: set[int]) -> bool:
        for value in wanted[key]:
            if value not in seen:
                seen.add(value)
                if value not in taken or place(taken[value], seen):
                    taken[value] = key
                    return True
        return False

    for key in wanted:
        place(key, set())
    return {key: value for value, key in taken.items()}
