"""What changed between two texts, word by word, for people who must decide about the newer one.

Paragraphs are matched first, then the words inside those that resemble each other. Nothing is
lost: `same` and `removed` runs make the old text, `same` and `added` runs the new one, exactly.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, takewhile
from operator import attrgetter

from core.kernel.alignment import Alignment, Block, Budget

PARAGRAPH = re.compile(r"[^\r\n]+[\r\n]*|[\r\n]+")
WORD = re.compile(r"\S+")
# Paragraphs that share fewer of their words than this are two texts, not two versions of one.
LEAST_RESEMBLANCE_PERCENT = 35
MOST_PAIRS = 900


class RunKind(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text that both versions have, or only one of them."""

    kind: RunKind
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The runs of one paragraph, its line ends included."""

    runs: tuple[Run, ...]

    @property
    def is_same(self) -> bool:
        return all(run.kind is RunKind.SAME for run in self.runs)


def difference(old: str, new: str) -> tuple[Paragraph, ...]:
    """The paragraphs of both texts in reading order, with what was removed and added."""
    budget = Budget()
    old_parts, new_parts = PARAGRAPH.findall(old), PARAGRAPH.findall(new)
    paragraphs: list[Paragraph] = []
    for before, after, block in stretches(old_parts, new_parts, budget):
        paragraphs += changed_paragraphs(before, after, budget)
        paragraphs += (only(RunKind.SAME, text) for text in block)
    return tuple(paragraphs)


def stretches(
    old: Sequence[str], new: Sequence[str], budget: Budget
) -> Iterator[tuple[Sequence[str], Sequence[str], Sequence[str]]]:
    """Both sequences as stretches: what only the old has, what only the new has, what both have."""
    i = j = 0
    end = Block(len(old), len(new), 0)
    for block in (*Alignment(old, new, budget).blocks(), end):
        yield old[i : block.old], new[j : block.new], old[block.old : block.old + block.size]
        i, j = block.old + block.size, block.new + block.size


def changed_paragraphs(
    old: Sequence[str], new: Sequence[str], budget: Budget
) -> Iterator[Paragraph]:
    i = j = 0
    for next_i, next_j in (*similar_pairs(old, new), (len(old), len(new))):
        yield from (only(RunKind.REMOVED, text) for text in old[i:next_i])
        yield from (only(RunKind.ADDED, text) for text in new[j:next_j])
        if next_i < len(old):
            yield Paragraph(tuple(word_runs(old[next_i], new[next_j], budget)))
        i, j = next_i + 1, next_j + 1


def only(kind: RunKind, text: str) -> Paragraph:
    return Paragraph((Run(kind, text),))


def similar_pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Which paragraphs are versions of each other; the choice with the most in common."""
    if len(old) * len(new) > MOST_PAIRS:
        return [(at, at) for at in range(min(len(old), len(new))) if resembles(old[at], new[at])]
    mine, theirs = ([Counter(text.split()) for text in texts] for texts in (old, new))
    # best[i][j] is the greatest resemblance that the paragraphs from i and from j on can have.
    best = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [[resemblance(a, b) for b in theirs] for a in mine]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = alike[i][j] + best[i + 1][j + 1] if alike[i][j] else 0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    return list(chosen_pairs(best))


def chosen_pairs(best: list[list[int]]) -> Iterator[tuple[int, int]]:
    i = j = 0
    while best[i][j]:
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            yield i, j
            i, j = i + 1, j + 1


def resembles(old: str, new: str) -> bool:
    return resemblance(Counter(old.split()), Counter(new.split())) > 0


def resemblance(old: Counter[str], new: Counter[str]) -> int:
    """How many per cent of their words two paragraphs share; nought if too few."""
    total = old.total() + new.total()
    percent = 200 * (old & new).total() // total if total else 0
    return percent if percent >= LEAST_RESEMBLANCE_PERCENT else 0


def word_runs(old: str, new: str, budget: Budget) -> Iterator[Run]:
    """The runs of two versions of one paragraph, neighbours of one kind joined."""
    for kind, runs in groupby(unjoined_runs(old, new, budget), key=attrgetter("kind")):
        yield Run(kind, "".join(run.text for run in runs))


def unjoined_runs(old: str, new: str, budget: Budget) -> Iterator[Run]:
    before, after = list(WORD.finditer(old)), list(WORD.finditer(new))
    alignment = Alignment([m[0] for m in before], [m[0] for m in after], budget)
    old_end = new_end = 0
    for block in alignment.blocks():
        for at in range(block.size):
            mine, theirs = before[block.old + at], after[block.new + at]
            yield from gap_runs(old[old_end : mine.start()], new[new_end : theirs.start()])
            yield Run(RunKind.SAME, mine[0])
            old_end, new_end = mine.end(), theirs.end()
    yield from gap_runs(old[old_end:], new[new_end:])


def gap_runs(old: str, new: str) -> Iterator[Run]:
    """What stands between two words that stayed; spaces around a change stay too."""
    lead = common_spaces(old, new)
    removed, added = old[lead:], new[lead:]
    trail = common_spaces(removed[::-1], added[::-1])
    runs = (
        Run(RunKind.SAME, old[:lead]),
        Run(RunKind.REMOVED, removed[: len(removed) - trail]),
        Run(RunKind.ADDED, added[: len(added) - trail]),
        Run(RunKind.SAME, removed[len(removed) - trail :]),
    )
    return (run for run in runs if run.text)


def common_spaces(one: str, other: str) -> int:
    """How many white spaces two texts have in common at their start."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1] and pair[0].isspace(), pairs))
