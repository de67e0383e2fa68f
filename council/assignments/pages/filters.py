"""The filters of a list as links, each with the number of rows that it would show."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from flask import url_for
from flask_babel import gettext

from core.adapters.language import label
from core.kernel.errors import N_
from core.kernel.search import fold
from council.assignments.queries import AssignmentLine
from council.assignments.rules import FOR_VISITORS, Timeliness
from council.meetings.rules.kinds import DecisionKind

K = TypeVar("K", bound=Hashable)
Chip = tuple[str, str, bool]
WHOLE = {"standing": N_("all"), "year": N_("all years"), "kind": N_("all kinds")}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader asked for; None and empty mean all."""

    standing: Timeliness | None = None
    year: int | None = None
    kind: DecisionKind | None = None
    q: str = ""
    is_mine: bool = False
    body: str | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether something was chosen among the further filters."""
        return bool(self.year or self.kind or self.q)

    def params(self) -> dict[str, Any]:
        """The address of the same list."""
        return {
            "standing": self.standing and self.standing.value,
            "year": self.year,
            "kind": self.kind and self.kind.value,
            "q": self.q or None,
            "mine": 1 if self.is_mine else None,
            "body": self.body,
        }


@dataclass(frozen=True, slots=True)
class Choosing:
    """Finds the rows that fit, and how many fit each other choice."""

    wanted: Wanted
    today: date
    endpoint: str
    page: int = 1
    for_visitors: bool = False

    def standing(self, line: AssignmentLine) -> Timeliness:
        found = line.timeliness(self.today)
        return FOR_VISITORS[found] if self.for_visitors else found

    def fits(self, line: AssignmentLine, *, but: str = "") -> bool:
        """Whether the row fits all filters, one of them left out of account."""
        w = self.wanted
        return (
            (but == "standing" or w.standing in {None, self.standing(line)})
            and (but == "year" or w.year in {None, line.meeting_year})
            and (but == "kind" or w.kind in {None, line.kind})
        )

    def chosen(self, lines: Iterable[AssignmentLine]) -> tuple[AssignmentLine, ...]:
        return tuple(line for line in lines if self.fits(line))

    def standings(self, lines: Sequence[AssignmentLine]) -> tuple[Chip, ...]:
        order = [each for each in Timeliness if not self.for_visitors or FOR_VISITORS[each] is each]
        return self.chips("standing", lines, self.standing, order, label)

    def years(self, lines: Sequence[AssignmentLine]) -> tuple[Chip, ...]:
        order = sorted({line.meeting_year for line in lines}, reverse=True)
        return self.chips("year", lines, lambda line: line.meeting_year, order, str)

    def kinds(self, lines: Sequence[AssignmentLine]) -> tuple[Chip, ...]:
        return self.chips("kind", lines, lambda line: line.kind, list(DecisionKind), label)

    def chips(
        self,
        name: str,
        lines: Sequence[AssignmentLine],
        value_of: Callable[[AssignmentLine], K],
        order: Sequence[K],
        say: Callable[[Any], str],
    ) -> tuple[Chip, ...]:
        """«все (24)», «просрочено (2)»; a choice without rows is left out unless it is chosen."""
        fitting = [line for line in lines if self.fits(line, but=name)]
        counts = Counter(value_of(line) for line in fitting)
        present = getattr(self.wanted, name)
        found = [(f"{say(v)} ({counts[v]})", v) for v in order if counts[v] or v == present]
        whole = (f"{gettext(WHOLE[name])} ({len(fitting)})", None)
        return tuple(
            (text, url_for(self.endpoint, **{**self.wanted.params(), name: v}), v == present)
            for text, v in [whole, *found]
        )


def searched(
    lines: Iterable[AssignmentLine], q: str, text_of: Callable[[AssignmentLine], str]
) -> tuple[AssignmentLine, ...]:
    """Rows in which every word of `q` stands; case and ё do not matter."""
    words = fold(q).split()
    return tuple(line for line in lines if all(word in fold(text_of(line)) for word in words))
