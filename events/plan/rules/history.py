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


def figures_of_the_year(
    year: int,
    editions: Iterable[EditionInForce],
    held_on: Mapping[UUID, date],
    *,
    until: date,
    threshold: int = THRESHOLD,
) -> tuple[Point, ...]:
    """Points on which the figure changed, the first on 1 January or with the first edition."""
    ordered = sorted(editions, key=lambda each: (each.approved_on, each.number))
    if not ordered:
        return ()
    first, last = max(date(year, 1, 1), ordered[0].approved_on), min(date(year, 12, 31), until)
    held = {event: day for event, day in held_on.items() if day.year == year}
    changes = {first, *(each.approved_on for each in ordered), *held.values()}
    points: list[Point] = []
    for day in sorted(day for day in changes if first <= day <= last):
        point = figure_on(day, ordered, held, threshold)
        if not points or (point.planned, point.held) != (points[-1].planned, points[-1].held):
            points.append(point)
    return tuple(points)


def figure_on(
    day: date, editions: list[EditionInForce], held_on: Mapping[UUID, date], threshold: int
) -> Point:
    edition = [each for each in editions if each.approved_on <= day][-1]
    held = sum(event in edition.events and ended <= day for event, ended in held_on.items())
    figures = Completion(len(edition.events), held, 0, threshold)
    return Point(day, edition.number, figures.planned, held, figures.is_met)
