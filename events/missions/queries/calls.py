"""Calls for applications with their events: one to change, one at its address, all of them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from core.adapters.database import db
from core.kernel.errors import NotFound
from events.missions.models import Call, MissionApplication
from events.missions.rules.applications import COUNTED, MissionApplicationState
from events.missions.rules.calls import BEFORE
from events.programme.models import Country, Event
from events.programme.queries.calls import CallFacts
from events.programme.queries.visibility import visible
from events.programme.rules import EventState, EventType


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call with what its pages say of the event; `counted` are confirmed applications."""

    id: UUID
    event_id: UUID
    revision: int
    offer: str
    payment: str
    places: int
    taken: int
    last_day: date
    questions: list[str]
    criteria: list[str]
    number: int
    slug: str
    year: int
    name: str
    type: EventType
    state: EventState
    country: str
    city: str
    zone: str
    starts_on: date | None
    ends_on: date | None
    month: int | None
    is_visible: bool
    counted: int
    waiting: int
    name_english: str
    country_code: str
    offer_english: str
    payment_english: str

    @property
    def path(self) -> str:
        """The address of the event, for ever."""
        return f"/events/{self.number}-{self.slug}/"


@dataclass(frozen=True, slots=True)
class EventChoice:
    """An event that has no call yet."""

    id: UUID
    name: str
    starts_on: date | None
    month: int | None


def counted(*states: MissionApplicationState) -> Any:
    a = MissionApplication
    found = select(func.count(a.id)).where(a.call_id == Call.id, a.state.in_(states))
    return found.scalar_subquery()


def rows() -> Any:
    c, e = Call, Event
    return (
        select(
            *(c.id, c.event_id, c.revision, c.offer, c.payment, c.places, c.taken, c.last_day),
            *(c.questions, c.criteria, e.number, e.slug, e.year, e.name, e.type, e.state),
            *(func.coalesce(Country.name, e.country), e.city, e.zone, e.starts_on, e.ends_on),
            *(
                e.month,
                visible().label("is_visible"),
                counted(*COUNTED),
                counted(MissionApplicationState.WAITING),
            ),
            *(e.name_english, e.country, c.offer_english, c.payment_english),
        )
        .join(e, e.id == c.event_id)
        .outerjoin(Country, Country.code == e.country)
    )


def get_call(call_id: UUID, *, lock: bool = False) -> Call:
    query = select(Call).where(Call.id == call_id)
    call = db.session.scalar(query.with_for_update() if lock else query)
    if call is None:
        raise NotFound("no such call")
    return call


def get_event_id(call_id: UUID) -> UUID:
    """Of which event; raises `NotFound`."""
    found = db.session.scalar(select(Call.event_id).where(Call.id == call_id))
    if found is None:
        raise NotFound("no such call")
    return found


def find_call_of(event_id: UUID, *, lock: bool = False) -> Call | None:
    query = select(Call).where(Call.event_id == event_id)
    return db.session.scalar(query.with_for_update() if lock else query)


def get_event(event_id: UUID, *, lock: bool = False) -> Event:
    query = select(Event).where(Event.id == event_id)
    event = db.session.scalar(query.with_for_update() if lock else query)
    if event is None:
        raise NotFound("no such event")
    return event


def get_call_row(call_id: UUID) -> CallRow:
    row = db.session.execute(rows().where(Call.id == call_id)).one_or_none()
    if row is None:
        raise NotFound("no such call")
    return CallRow(*row)


def get_call_at(number: int) -> CallRow:
    """The call of a visible event at the event's address; raises `NotFound`."""
    row = db.session.execute(rows().where(Event.number == number)).one_or_none()
    if row is None or not row.is_visible:
        raise NotFound("no such call")
    return CallRow(*row)


def call_facts(event_id: UUID) -> CallFacts | None:
    """What the life of an event asks of its call."""
    last_day = db.session.scalar(select(Call.last_day).where(Call.event_id == event_id))
    return CallFacts(last_day) if last_day else None


def list_calls() -> tuple[CallRow, ...]:
    """The newest events first."""
    query = rows().order_by(Event.year.desc(), Event.starts_on.desc(), Event.number.desc())
    return tuple(CallRow(*row) for row in db.session.execute(query))


def list_events_without_call() -> tuple[EventChoice, ...]:
    query = (
        select(Event.id, Event.name, Event.starts_on, Event.month)
        .outerjoin(Call, Call.event_id == Event.id)
        .where(Call.id.is_(None), Event.state.in_(BEFORE))
        .order_by(Event.year, Event.starts_on, Event.number)
    )
    return tuple(EventChoice(*row) for row in db.session.execute(query))
