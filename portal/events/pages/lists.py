"""The list of events as a page: lines of either language, filters with their counts."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from events.programme.rules import EventState, EventType
from events.words import country_in, name_in, place_in
from portal.events.asked import Asked, When
from portal.events.queries.lists import PAGE, EventCount, EventLine

S = EventState
TONES = {
    S.CALL_OPEN: "new",
    S.CALL_CLOSED: "warn",
    S.UNDER_WAY: "warn",
    S.HELD: "ok",
    S.REPORTED: "ok",
    S.MOVED: "warn",
    S.CANCELLED: "bad",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One event in a list; its days are written by the template."""

    number: int
    slug: str
    name: str
    place: str
    guests: str
    type: EventType
    sectors: tuple[str, ...]
    state: EventState
    tone: str
    year: int
    starts_on: date | None
    ends_on: date | None
    month: int | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter: the query that it leads to, and how many events it shows."""

    label: object
    params: dict[str, Any]
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class EventsPage:
    """Everything on one page of the list."""

    asked: Asked
    lines: tuple[Line, ...]
    years: tuple[Choice, ...]
    types: tuple[Choice, ...]
    countries: tuple[Choice, ...]
    coming: int
    past: int
    has_more: bool

    @property
    def is_past(self) -> bool:
        return self.asked.when is When.PAST

    @property
    def is_filtered(self) -> bool:
        return (self.asked.year, self.asked.type, self.asked.country) != (None, None, None)

    @property
    def total(self) -> int:
        return self.past if self.is_past else self.coming


def line_of(row: EventLine, language: str) -> Line:
    return Line(
        number=row.number,
        slug=row.slug,
        name=name_in(language, row.name, row.name_english),
        place=place_in(language, row.type, row.city, (row.country, row.country_name)),
        guests=guests_of(row, language),
        type=row.type,
        sectors=tuple(row.sectors),
        state=row.state,
        tone=TONES.get(row.state, "plain"),
        year=row.year,
        starts_on=row.starts_on,
        ends_on=row.ends_on or row.starts_on,
        month=row.month,
    )


def guests_of(row: EventLine, language: str) -> str:
    """The country that buyers come from; "" for events elsewhere."""
    if row.type is not EventType.BUYERS or not row.city:
        return ""
    return country_in(language, row.country, row.country_name)


def events_page(
    asked: Asked, rows: Sequence[EventLine], counts: Sequence[EventCount], language: str
) -> EventsPage:
    now = [each for each in counts if each.is_over == (asked.when is When.PAST)]
    return EventsPage(
        asked=asked,
        lines=tuple(line_of(row, language) for row in rows[:PAGE]),
        years=choices(asked, now, "year", lambda each: each.year),
        types=choices(asked, now, "type", lambda each: each.type),
        countries=choices(
            asked,
            now,
            "country",
            lambda each: country_in(language, each.country, each.country_name),
        ),
        coming=sum(each.count for each in counts if not each.is_over and fits(each, asked)),
        past=sum(each.count for each in counts if each.is_over and fits(each, asked)),
        has_more=len(rows) > PAGE,
    )


def fits(count: EventCount, asked: Asked, but: str = "") -> bool:
    """Whether the events are among those asked for, one filter left aside."""
    return all(
        name == but or getattr(asked, name) in {None, getattr(count, name)}
        for name in ("year", "type", "country")
    )


def choices(
    asked: Asked,
    counts: Iterable[EventCount],
    name: str,
    label_of: Callable[[EventCount], object],
) -> tuple[Choice, ...]:
    """The values that occur among the events fitting the other filters, in their order."""
    labels: dict[Any, object] = {}
    found: Counter[Any] = Counter()
    for each in counts:
        if fits(each, asked, but=name):
            value = getattr(each, name)
            labels.setdefault(value, label_of(each))
            found[value] += each.count
    picked = getattr(asked, name)
    order = (
        sorted(found, reverse=True) if name == "year" else sorted(found, key=lambda v: -found[v])
    )
    return tuple(
        Choice(labels[value], asked.params(**{name: value}), found[value], value == picked)
        for value in order
    )
