"""The page of one event: what it is, what the council decided, what became of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.kernel.typography import roman
from core.kernel.zones import known_zone, local, moscow_offset, noon
from events.programme.rules import EventState, EventType, Support
from events.programme.rules.days import is_held_on
from events.words import country_in, name_in, place_in
from portal.events.pages.beside import Beside
from portal.events.pages.lists import TONES
from portal.events.queries.event import (
    CallRow,
    DecidedLine,
    EventHead,
    Move,
    SessionRow,
)

TOLD = frozenset({Support.REQUESTED, Support.ANSWERED, Support.TOOK_PART})
MOSCOW = "Europe/Moscow"
NOTHING = Beside()


@dataclass(frozen=True, slots=True)
class SessionShown:
    """A session with its beginning in Moscow and in the region, where their clocks differ."""

    row: SessionRow
    in_moscow: str
    in_region: str


@dataclass(frozen=True, slots=True)
class ProgrammeDay:
    """The sessions of one day."""

    day: date
    sessions: tuple[SessionShown, ...]


@dataclass(frozen=True, slots=True)
class EventRows:
    """What the queries found for the page."""

    head: EventHead
    decided: DecidedLine | None
    moves: Sequence[Move] = ()
    beside: Beside = NOTHING
    sessions: Sequence[SessionRow] = ()
    call: CallRow | None = None


@dataclass(frozen=True, slots=True)
class EventPage:
    """Everything on the page; `clock` is «МСК+2» where the place's clocks differ from Moscow's."""

    head: EventHead
    name: str
    place: str
    guests: str
    zone: str
    clock: str
    tone: str
    decided: DecidedLine | None
    moves: tuple[Move, ...]
    beside: Beside
    days: tuple[ProgrammeDay, ...]
    call: CallRow | None
    takes_applications: bool
    summary: str = ""
    offer: str = ""
    payment: str = ""

    @property
    def ends_on(self) -> date | None:
        return self.head.ends_on or self.head.starts_on

    @property
    def has_results(self) -> bool:
        return self.head.published_at is not None

    @property
    def is_out_of_plan(self) -> bool:
        """A later decided edition leaves the event out."""
        return self.decided is not None and self.decided.edition < self.decided.last_edition

    @property
    def trade_mission(self) -> Support | None:
        return self.head.trade_mission if self.head.trade_mission in TOLD else None

    @property
    def rec_office(self) -> Support | None:
        return self.head.rec_office if self.head.rec_office in TOLD else None

    @property
    def is_cancelled(self) -> bool:
        return self.head.state is EventState.CANCELLED

    @property
    def hosts(self) -> tuple[str, ...]:
        return self.beside.hosts

    @property
    def series(self) -> str:
        """«IV, Форум»: which one of which series."""
        ordinal = roman(self.head.ordinal) if self.head.ordinal else ""
        return " · ".join(filter(None, (self.head.series, ordinal))) if self.head.series else ""


def event_page(rows: EventRows, language: str, moscow: str, home: str, today: date) -> EventPage:
    """`home` is the zone of the region, where buyers are received."""
    head = rows.head
    country = (head.country, head.country_name)
    zone = home if is_at_home(head) else head.zone
    return EventPage(
        head=head,
        name=name_in(language, head.name, head.name_english),
        place=place_in(language, head.type, head.city, country),
        guests=country_in(language, *country) if is_at_home(head) else "",
        zone=zone,
        clock=clock_of(head, zone, moscow),
        tone=TONES.get(head.state, "plain"),
        decided=rows.decided,
        moves=tuple(rows.moves),
        beside=rows.beside,
        days=programme(sessions_held(rows), zone, home),
        call=rows.call,
        takes_applications=takes_applications(rows, today),
        summary=name_in(language, head.summary or "", head.summary_english or ""),
        offer=name_in(language, rows.call.offer, rows.call.offer_english) if rows.call else "",
        payment=(
            name_in(language, rows.call.payment, rows.call.payment_english) if rows.call else ""
        ),
    )


def takes_applications(rows: EventRows, today: date) -> bool:
    is_called = rows.head.state is EventState.CALL_OPEN
    return is_called and rows.call is not None and rows.call.is_open(today)


def is_at_home(head: EventHead) -> bool:
    """Buyers come to the region: the country of the event is theirs, not its place."""
    return head.type is EventType.BUYERS and bool(head.city)


def clock_of(head: EventHead, zone: str, moscow: str) -> str:
    """How the clocks of the place differ from Moscow's on the first day; "" if they do not."""
    if head.starts_on is None:
        return ""
    return moscow_offset(zone, noon(head.starts_on, zone), moscow)


def sessions_held(rows: EventRows) -> Iterable[SessionRow]:
    """Those on days of the event; of a moved one without days none holds."""
    head = rows.head
    if head.state is EventState.MOVED and head.starts_on is None:
        return ()
    return (each for each in rows.sessions if is_held_on(each.day, (head.starts_on, head.ends_on)))


def programme(sessions: Iterable[SessionRow], zone: str, home: str) -> tuple[ProgrammeDay, ...]:
    """`zone` is that of the place, `home` that of the region."""
    by_day: dict[date, list[SessionShown]] = {}
    for each in sessions:
        by_day.setdefault(each.day, []).append(session_shown(each, zone, home))
    return tuple(ProgrammeDay(day, tuple(found)) for day, found in by_day.items())


def session_shown(row: SessionRow, zone: str, home: str) -> SessionShown:
    """No other times where all clocks agree; the region's only where it differs from both."""
    starts = datetime.combine(row.day, row.starts_at, known_zone(zone))
    here = f"{row.starts_at:%H:%M}"
    moscow, region = (f"{local(starts, other):%H:%M}" for other in (MOSCOW, home))
    return SessionShown(
        row,
        "" if moscow == here else moscow,
        "" if region in (here, moscow) else region,
    )
