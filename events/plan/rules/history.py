"""What the figure of a plan was on each day of its year. Pure.

On a day the edition approved last is in force, and held are the events that had ended by then.
Source: DOMAIN.md § 1.6.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.plan.rules.completion import THRESHOLD, Completion


@dataclass(frozen=True, slots=True)
class EditionInForce:
    """An approved edition: since which day, and which events it names."""

    number: int
    approved_on: date
    events: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Point:
    """The figure from this day until the next point."""

    day: date
    edition: int
    planned: int
    held: int
    is_met: bool


def figures_of_the_year(  # noqa: PLR0913 - the facts of a year, each by its name
    year: int,
    editions: Iterable[EditionInForce],
    held_on: Mapping[UUID, date],
    *,
    until: date,
    threshold: int = THRESHOLD,
    told_on: Mapping[UUID, date] | None = None,
) -> tuple[Point, ...]:
    """Points on which the figure changed, the first on 1 January or with the first edition.

    Where only events with a report count, `told_on` are the days of the reports: an event counts
    from then on, and a report of January stands after the year.
    """
    ordered = sorted(editions, key=lambda each: (each.approved_on, each.number))
    if not ordered:
        return ()
    told = told_on or {}
    held = {
        event: max(day, told.get(event, day)) for event, day in held_on.items() if day.year == year
    }
    first = max(date(year, 1, 1), ordered[0].approved_on)
    last = min(max([date(year, 12, 31), *held.values()]), until)
    changes = {first, *(each.approved_on for each in ordered), *held.values()}
    points: list[Point] = []
    for day in sorted(day for day in changes if first <= day <= last):
        point = figure_on(day, ordered, held, threshold)
        if not points or (point.planned, point.held) != (points[-1].planned, points[-1].held):
            points.append(point)
    return tuple(points)


def kept(points: tuple[Point, ...], closed_on: date, figures: Completion) -> tuple[Point, ...]:
    """The same of a closed year: whatever was corrected later, it ends with what was kept."""
    known = tuple(each for each in points if each.day <= closed_on)
    if not known or (known[-1].planned, known[-1].held) == (figures.planned, figures.held):
        return known
    last = Point(closed_on, known[-1].edition, figures.planned, figures.held, figures.is_met)
    return (*known, last)


def figure_on(
    day: date, editions: list[EditionInForce], held_on: Mapping[UUID, date], threshold: int
) -> Point:
    edition = [each for each in editions if each.approved_on <= day][-1]
    held = sum(event in edition.events and ended <= day for event, ended in held_on.items())
    figures = Completion(len(edition.events), held, 0, threshold)
    return Point(day, edition.number, figures.planned, held, figures.is_met)
