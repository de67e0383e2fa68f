"""What the figure of a plan was on each day of its year. Pure.

Of the editions approved by a day the one with the highest number is in force on it, whatever the
order of their approvals; held are the events that had ended by then, and the settings of that very
day say which of them count. Source: DOMAIN.md § 1.6.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.plan.rules.completion import Completion, Counting
from events.plan.rules.counting import YearCounting


@dataclass(frozen=True, slots=True)
class EditionInForce:
    """An approved edition: since which day, and which events it names."""

    number: int
    approved_on: date
    events: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class HeldEvent:
    """An event that was held: its last day, the day of its report, whether it was held remotely."""

    ended_on: date
    reported_on: date | None = None
    is_remote: bool = False

    @property
    def days(self) -> tuple[date, ...]:
        """Days on which it may begin to count."""
        told = self.reported_on
        return (self.ended_on,) if told is None else (self.ended_on, max(self.ended_on, told))

    def counts(self, day: date, counting: Counting) -> bool:
        if self.ended_on > day or (self.is_remote and not counting.counts_remote):
            return False
        told = self.reported_on
        return not counting.needs_report or (told is not None and told <= day)


@dataclass(frozen=True, slots=True)
class Point:
    """The figure from this day until the next point.

    `is_recounted`: it changed on a day from which on the regulation counts otherwise.
    """

    day: date
    edition: int
    planned: int
    held: int
    threshold: int
    is_met: bool
    is_recounted: bool = False

    @property
    def figure(self) -> tuple[int, int, int]:
        return self.planned, self.held, self.threshold


def figures_of_the_year(
    rules: YearCounting,
    editions: Iterable[EditionInForce],
    held: Mapping[UUID, HeldEvent],
    *,
    until: date,
) -> tuple[Point, ...]:
    """Points on which the figure changed, the first on 1 January or with the first edition.

    Where only events with a report count, a report of January stands after the year.
    """
    ordered = sorted(editions, key=lambda each: (each.approved_on, each.number))
    if not ordered:
        return ()
    year = rules.year
    of_year = {event: each for event, each in held.items() if each.ended_on.year == year}
    first = max(date(year, 1, 1), ordered[0].approved_on)
    changes = {first, *(each.approved_on for each in ordered), *rules.changes}
    changes.update(day for each in of_year.values() for day in each.days)
    points: list[Point] = []
    for day in sorted(day for day in changes if first <= day <= until):
        point = figure_on(day, ordered, of_year, rules.on(day))
        if not points:
            points.append(point)
        elif point.figure != points[-1].figure:
            points.append(replace(point, is_recounted=day in rules.changes))
    return tuple(points)


def kept(points: tuple[Point, ...], closed_on: date, figures: Completion) -> tuple[Point, ...]:
    """The same of a closed year: whatever was corrected later, it ends with what was kept."""
    known = tuple(each for each in points if each.day <= closed_on)
    final = (figures.planned, figures.held, figures.threshold)
    if not known or known[-1].figure == final:
        return known
    return (*known, Point(closed_on, known[-1].edition, *final, figures.is_met))


def figure_on(
    day: date,
    editions: list[EditionInForce],
    held: Mapping[UUID, HeldEvent],
    counting: Counting,
) -> Point:
    edition = max((e for e in editions if e.approved_on <= day), key=lambda each: each.number)
    counted = sum(held[event].counts(day, counting) for event in edition.events & held.keys())
    figures = Completion(len(edition.events), counted, 0, counting.threshold)
    return Point(day, edition.number, figures.planned, counted, counting.threshold, figures.is_met)
