"""The plan on the working pages: the years, an edition with what it changes, a line."""

from dataclasses import dataclass
from datetime import date

from core.kernel.errors import Refusal
from events.plan.pages.edition import EditionLine
from events.plan.pages.figures import PlanLineShown, YearFigures
from events.plan.pages.happened import Happened
from events.plan.queries import EditionRow
from events.plan.queries.closing import ClosedYear
from events.plan.queries.lines import RemovedRow
from events.plan.rules.completion import Completion, LineStanding
from events.plan.rules.editions import PlanEditionAction, PlanEditionState

ENDANGERED = (
    LineStanding.OVERDUE,
    LineStanding.LACKS_REPORT,
    LineStanding.NO_DATES,
    LineStanding.OTHER_YEAR,
)
FALLEN_OUT = (LineStanding.CANCELLED, LineStanding.REMOTE)


@dataclass(frozen=True, slots=True)
class PlansPage:
    """The years that have a plan; the figures are those of the year looked at."""

    year: int
    years: tuple[int, ...]
    figures: YearFigures | None
    editions: tuple[EditionRow, ...]
    today: date
    may_keep: bool
    closed: ClosedYear | None = None

    @property
    def done(self) -> Completion | None:
        """The figure that counts: of a closed year the one that was kept."""
        return self.figures.final(self.closed) if self.figures else None

    @property
    def definition(self) -> tuple[str, ...]:
        """How the figure is counted, in words."""
        return self.figures.how_counted(self.closed) if self.figures else ()

    @property
    def may_close(self) -> bool:
        """Offered to its keepers from the first day of the next year on."""
        return self.may_keep and self.figures is not None and self.today.year > self.year

    @property
    def in_work(self) -> EditionRow | None:
        return next((e for e in self.editions if e.state is not PlanEditionState.APPROVED), None)

    @property
    def decided(self) -> tuple[EditionRow, ...]:
        return tuple(e for e in self.editions if e.state is PlanEditionState.APPROVED)

    @property
    def endangered(self) -> tuple[PlanLineShown, ...]:
        return self.figures.of(*ENDANGERED) if self.figures else ()

    @property
    def fallen_out(self) -> tuple[PlanLineShown, ...]:
        """What nothing brings back into the year's figure but a decision of the council."""
        return self.figures.of(*FALLEN_OUT) if self.figures else ()

    @property
    def coming(self) -> tuple[PlanLineShown, ...]:
        """Events ahead, the next first."""
        found = self.figures.of(LineStanding.AHEAD) if self.figures else ()
        return tuple(sorted(found, key=lambda line: line.row.starts_on or date.max))


@dataclass(frozen=True, slots=True)
class EditionPage:
    """One edition: its lines, its changes, and what may be done with it."""

    year: int
    title: str
    edition: EditionRow
    lines: tuple[EditionLine, ...]
    removed: tuple[RemovedRow, ...]
    actions: tuple[PlanEditionAction, ...]
    refusals: tuple[Refusal, ...]
    history: tuple[Happened, ...]
    may_keep: bool
    zone: str

    @property
    def is_draft(self) -> bool:
        return self.edition.state is PlanEditionState.DRAFT and self.may_keep

    @property
    def rubles(self) -> int:
        return sum(line.row.rubles for line in self.lines)


@dataclass(frozen=True, slots=True)
class ClosingPage:
    """The figure that becomes final, or why the year cannot be closed."""

    year: int
    figures: Completion
    refusals: tuple[Refusal, ...]
    definition: tuple[str, ...] = ()
