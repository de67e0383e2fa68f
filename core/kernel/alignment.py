"""What two sequences of words have in common, found within a bounded amount of work.

Small windows go to difflib, which is thorough and may be quadratic; in large ones the words that
occur exactly once on both sides are matched first and only the gaps between them are looked into.
Where neither helps, or the budget is spent, a window counts as changed as a whole.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise, takewhile

# In steps of difflib's inner loop as `thorough_cost` foresees them; real texts need a tenth.
SMALL_WINDOW = 500_000
WHOLE_BUDGET = 40_000_000
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Block:
    """`size` equal items that start at `old` in one sequence and at `new` in the other."""

    old: int
    new: int
    size: int


@dataclass(slots=True)
class Budget:
    """The work that is left for one comparison; shared by all its windows."""

    left: int = WHOLE_BUDGET

    def allows(self, cost: int) -> bool:
        if cost > min(self.left, SMALL_WINDOW):
            return False
        self.left -= cost
        return True


@dataclass(frozen=True, slots=True)
class Alignment:
    """Finds the common blocks of `old` and `new`, in order."""

    old: Sequence[str]
    new: Sequence[str]
    budget: Budget

    def blocks(self) -> Iterator[Block]:
        return self._within(range(len(self.old)), range(len(self.new)), DEEPEST)

    def _within(self, a: range, b: range, depth: int) -> Iterator[Block]:
        head = self._common(a, b)
        a, b = a[head:], b[head:]
        tail = self._common(a[::-1], b[::-1])
        if head:
            yield Block(a.start - head, b.start - head, head)
        a, b = a[: len(a) - tail], b[: len(b) - tail]
        if a and b:
            yield from self._inside(a, b, depth)
        if tail:
            yield Block(a.stop, b.stop, tail)

    def _common(self, a: range, b: range) -> int:
        """How many items agree from the start of both windows."""
        pairs = zip(a, b, strict=False)
        return sum(1 for _ in takewhile(lambda pair: self.old[pair[0]] == self.new[pair[1]], pairs))

    def _inside(self, a: range, b: range, depth: int) -> Iterator[Block]:
        old = self.old[a.start : a.stop]
        new = self.new[b.start : b.stop]
        if self.budget.allows(thorough_cost(old, new)):
            matcher = SequenceMatcher(None, old, new, autojunk=False)
            for match in matcher.get_matching_blocks()[:-1]:  # the last one is always empty
                yield Block(a.start + match.a, b.start + match.b, match.size)
            return
        anchors = unique_pairs(old, new) if depth else []
        if not anchors:
            return
        ends = [(-1, -1), *anchors, (len(old), len(new))]
        for (i, j), (next_i, next_j) in pairwise(ends):
            if i >= 0:
                yield Block(a.start + i, b.start + j, 1)
            yield from self._within(a[i + 1 : next_i], b[j + 1 : next_j], depth - 1)


def thorough_cost(old: Sequence[str], new: Sequence[str]) -> int:
    """The most steps that difflib can need: a scan of all equal pairs for each block it finds."""
    mine, theirs = (Counter(words) for words in (old, new))
    pairs = sum(times * theirs[word] for word, times in mine.items())
    blocks = min(len(old), len(new)) + 1
    return blocks * (len(old) + len(new) + pairs)


def unique_pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Positions of the words that each side has once, as many as keep their order."""
    mine, theirs = Counter(old), Counter(new)
    places = {word: at for at, word in enumerate(new) if theirs[word] == 1}
    shared = [
        (at, places[word]) for at, word in enumerate(old) if mine[word] == 1 and word in places
    ]
    return longest_rise(shared)


def longest_rise(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs, sorted by the first, whose second numbers rise too."""
    tops: list[int] = []  # the smallest end of a rise of each length
    ends: list[int] = []  # and which pair that is
    before: list[int] = []
    for at, (_, place) in enumerate(pairs):
        length = bisect_left(tops, place)
        before.append(ends[length - 1] if length else -1)
        tops[length : length + 1] = [place]
        ends[length : length + 1] = [at]
    rise = []
    at = ends[-1] if ends else -1
    while at >= 0:
        rise.append(pairs[at])
        at = before[at]
    return rise[::-1]
