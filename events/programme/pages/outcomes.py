"""Outcomes that are followed, with the questions asked about each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from events.programme.queries import EventHead
from events.programme.queries.outcomes import AskRow, PromiseRow
from events.programme.rules import WITH_RESULTS, OutcomeStage
from events.programme.rules.outcomes import WAVES, months_after


@dataclass(frozen=True, slots=True)
class PromiseShown:
    """An outcome and what was asked about it, the oldest question first."""

    row: PromiseRow
    asks: tuple[AskRow, ...]

    @property
    def tone(self) -> str:
        if self.row.closed_on is not None:
            return "plain"
        return "warn" if self.row.is_open else "ok"


@dataclass(frozen=True, slots=True)
class OutcomesPage:
    """The outcomes of an event; `waves` are the days on which companies are asked."""

    event: EventHead
    promises: tuple[PromiseShown, ...]
    waves: tuple[tuple[int, date], ...]
    may_keep: bool

    @property
    def takes_results(self) -> bool:
        return self.may_keep and self.event.state in WITH_RESULTS

    @property
    def open_ones(self) -> int:
        return sum(each.row.is_open for each in self.promises)

    @property
    def by_stage(self) -> tuple[tuple[OutcomeStage, int], ...]:
        return tuple(
            (stage, count)
            for stage in OutcomeStage
            if (count := sum(each.row.stage is stage for each in self.promises))
        )


def outcomes_page(
    event: EventHead, promises: Sequence[PromiseRow], asks: Sequence[AskRow], *, may_keep: bool
) -> OutcomesPage:
    shown = tuple(
        PromiseShown(row, tuple(ask for ask in asks if ask.promise_id == row.id))
        for row in promises
    )
    end = event.ends_on
    waves = tuple((months, months_after(end, months)) for months in WAVES) if end else ()
    return OutcomesPage(event, shown, waves, may_keep)
