"""All that the templates of exchanges may know: the register, one agreement, one visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from flask_babel import gettext

from core.adapters.journal import HistoryLine
from core.kernel.errors import N_
from events.exchanges.queries.agreements import AgreementRow, MeasureRow, PlanRow
from events.exchanges.queries.visits import FollowUpRow, PointRow, VisitRow
from events.exchanges.rules import (
    AgreementTerm,
    MarkState,
    is_overdue,
    plan_ends_soon,
    term_of,
)
from events.words import name_in

TONES = {
    AgreementTerm.IN_FORCE: "ok",
    AgreementTerm.ENDS_SOON: "warn",
    AgreementTerm.EXPIRED: "bad",
    AgreementTerm.ENDED: "plain",
}
MARK_TONES = {MarkState.DONE: "ok", MarkState.DROPPED: "plain"}
WORDS = {
    "exchange.imported": N_("Imported from the region's file"),
    "exchange.added": N_("The agreement was entered"),
    "exchange.changed": N_("The agreement was edited"),
    "exchange.ended": N_("The agreement was ended: %(name)s"),
    "exchange.opened": N_("The agreement was opened to visitors"),
    "exchange.hidden": N_("The agreement was closed to visitors"),
    "exchange.text_added": N_("File added: %(name)s"),
    "exchange.text_removed": N_("The file with the text was removed"),
    "exchange.plan_saved": N_("Plan of measures: %(name)s"),
    "exchange.measure_saved": N_("Measure: %(name)s"),
    "exchange.measure_done": N_("Done: %(name)s"),
    "exchange.measure_dropped": N_("No longer to be done: %(name)s"),
    "exchange.measure_open": N_("To be done after all: %(name)s"),
    "exchange.measure_removed": N_("Measure removed: %(name)s"),
    "exchange.visit_saved": N_("Visit of %(name)s"),
    "exchange.visit_removed": N_("Visit of %(name)s removed"),
    "exchange.point_saved": N_("Into the programme: %(name)s"),
    "exchange.point_removed": N_("Out of the programme: %(name)s"),
    "exchange.follow_up_saved": N_("Agreed on a visit: %(name)s"),
    "exchange.follow_up_done": N_("Done: %(name)s"),
    "exchange.follow_up_dropped": N_("No longer to be done: %(name)s"),
    "exchange.follow_up_open": N_("To be done after all: %(name)s"),
    "exchange.follow_up_removed": N_("Removed: %(name)s"),
}


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the history as templates/membership/history.html shows it."""

    text: str
    at: datetime
    actor: str
    changes: tuple[()] = ()


def in_words(lines: Sequence[HistoryLine]) -> tuple[Happened, ...]:
    return tuple(
        Happened(
            gettext(WORDS[line.what]) % {"name": "–", **line.details}, line.at, line.actor_name
        )
        for line in lines
        if line.what in WORDS
    )


@dataclass(frozen=True, slots=True)
class Marked:
    """A measure or a follow-up with what its mark says today."""

    row: Any
    is_overdue: bool

    @property
    def tone(self) -> str:
        return "bad" if self.is_overdue else MARK_TONES.get(self.row.state, "new")


def marked(rows: Sequence[MeasureRow | FollowUpRow], today: date) -> tuple[Marked, ...]:
    return tuple(Marked(row, is_overdue(row.state, row.due_on, today)) for row in rows)


@dataclass(frozen=True, slots=True)
class Listed:
    """An agreement in the register with what needs doing."""

    row: AgreementRow
    term: AgreementTerm
    overdue: int
    plan_until: int | None
    visits: int

    @property
    def tone(self) -> str:
        return TONES[self.term]


@dataclass(frozen=True, slots=True)
class Register:
    """All that the register is made of."""

    agreements: tuple[AgreementRow, ...]
    plans: tuple[PlanRow, ...]
    visits: tuple[VisitRow, ...]
    follow_ups: tuple[FollowUpRow, ...]


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """The register. `published` was typed; visitors read it instead of the number counted."""

    lines: tuple[Listed, ...]
    published: int | None
    reason: str
    may_keep: bool

    @property
    def counted(self) -> int:
        return sum(each.term is not AgreementTerm.ENDED for each in self.lines)

    @property
    def total(self) -> int:
        return self.counted if self.published is None else self.published


def listed(found: Register, today: date) -> tuple[Listed, ...]:
    lines = []
    for row in found.agreements:
        plans = [each for each in found.plans if each.agreement_id == row.id]
        measures = [measure for plan in plans for measure in plan.measures]
        follow_ups = [each for each in found.follow_ups if each.agreement_id == row.id]
        overdue = sum(each.is_overdue for each in marked([*measures, *follow_ups], today))
        term = term_of(row.ends_on, row.ended_on, today)
        years = [(each.first_year, each.last_year) for each in plans]
        until = (
            None
            if term in {AgreementTerm.ENDED, AgreementTerm.EXPIRED}
            else plan_ends_soon(years, today)
        )
        visits = sum(each.agreement_id == row.id for each in found.visits)
        lines.append(Listed(row, term, overdue, until, visits))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class PlanShown:
    """A plan with its measures as they stand today."""

    row: PlanRow
    measures: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class VisitShown:
    """A visit with its programme by days and what follows; its event in the reader's words."""

    row: VisitRow
    days: tuple[tuple[date, tuple[PointRow, ...]], ...]
    follow_ups: tuple[Marked, ...]
    event_name: str


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """One agreement with its plans and visits."""

    agreement: AgreementRow
    term: AgreementTerm
    plans: tuple[PlanShown, ...]
    visits: tuple[VisitShown, ...]
    today: date
    history: tuple[Happened, ...] = ()
    may_keep: bool = False

    @property
    def tone(self) -> str:
        return TONES[self.term]

    @property
    def plan_until(self) -> int | None:
        """The last year with a plan, when that is nearly over; only while in force."""
        if self.term in {AgreementTerm.ENDED, AgreementTerm.EXPIRED}:
            return None
        return plan_ends_soon([(p.row.first_year, p.row.last_year) for p in self.plans], self.today)


@dataclass(frozen=True, slots=True)
class Parts:
    """What belongs to an agreement, as the queries found it."""

    plans: tuple[PlanRow, ...]
    visits: tuple[VisitRow, ...]
    points: tuple[PointRow, ...]
    follow_ups: tuple[FollowUpRow, ...]


def plans_shown(rows: Sequence[PlanRow], today: date) -> tuple[PlanShown, ...]:
    return tuple(PlanShown(each, marked(each.measures, today)) for each in rows)


def visits_shown(parts: Parts, today: date, language: str) -> tuple[VisitShown, ...]:
    return tuple(visit_shown(row, parts, today, language) for row in parts.visits)


def visit_shown(row: VisitRow, parts: Parts, today: date, language: str) -> VisitShown:
    points = [each for each in parts.points if each.visit_id == row.id]
    days = groupby(points, lambda each: each.day)
    follow_ups = [each for each in parts.follow_ups if each.visit_id == row.id]
    return VisitShown(
        row,
        tuple((day, tuple(group)) for day, group in days),
        marked(follow_ups, today),
        name_in(language, row.event_name or "", row.event_name_english or ""),
    )


@dataclass(frozen=True, slots=True)
class VisitPage:
    """One visit on the working pages."""

    agreement: AgreementRow
    visit: VisitShown
    may_keep: bool
