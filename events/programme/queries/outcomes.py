"""Outcomes that are followed: of one event, what is to be asked today, one personal page."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.errors import NotFound
from events.programme.models import Event, EventPromise, OutcomeAsk
from events.programme.rules import HELD, OutcomeStage
from events.programme.rules.outcomes import FULFILLED


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A company with its partner and how far they came."""

    id: UUID
    event_id: UUID
    company: str
    partner: str
    contact_name: str
    email: str
    stage: OutcomeStage
    note: str
    closed_on: date | None
    closed_reason: str

    @property
    def is_open(self) -> bool:
        return self.closed_on is None and self.stage not in FULFILLED


PROMISE: tuple[Any, ...] = (
    EventPromise.id,
    EventPromise.event_id,
    EventPromise.company,
    EventPromise.partner,
    EventPromise.contact_name,
    EventPromise.email,
    EventPromise.stage,
    EventPromise.note,
    EventPromise.closed_on,
    EventPromise.closed_reason,
)


def list_promises(event_id: UUID) -> tuple[PromiseRow, ...]:
    """One statement."""
    query = (
        select(*PROMISE)
        .where(EventPromise.event_id == event_id)
        .order_by(EventPromise.added_at, EventPromise.company, EventPromise.id)
    )
    return tuple(PromiseRow(*row) for row in db.session.execute(query))


@dataclass(frozen=True, slots=True)
class AskRow:
    """A question of a wave; no token, only when it was asked and answered."""

    promise_id: UUID
    months: int
    asked_at: datetime
    reminded_at: datetime | None
    answered_at: datetime | None
    stage: OutcomeStage | None
    answer: str


ASK: tuple[Any, ...] = (
    OutcomeAsk.promise_id,
    OutcomeAsk.months,
    OutcomeAsk.asked_at,
    OutcomeAsk.reminded_at,
    OutcomeAsk.answered_at,
    OutcomeAsk.stage,
    OutcomeAsk.answer,
)


def list_asks(event_id: UUID) -> tuple[AskRow, ...]:
    """One statement."""
    query = (
        select(*ASK)
        .join(EventPromise, EventPromise.id == OutcomeAsk.promise_id)
        .where(EventPromise.event_id == event_id)
        .order_by(OutcomeAsk.asked_at)
    )
    return tuple(AskRow(*row) for row in db.session.execute(query))


@dataclass(frozen=True, slots=True)
class Followed:
    """An open promise with its event, as the daily work looks at it."""

    promise: PromiseRow
    event_name: str
    zone: str
    ends_on: date


def list_followed() -> tuple[Followed, ...]:
    """Open promises with an address, of held events; one statement."""
    query = (
        select(*PROMISE, Event.name, Event.zone, Event.ends_on)
        .join(Event, Event.id == EventPromise.event_id)
        .where(
            Event.state.in_(HELD),
            EventPromise.email != "",
            EventPromise.closed_on.is_(None),
            EventPromise.stage.not_in(FULFILLED),
        )
        .order_by(EventPromise.id)
    )
    size = len(PROMISE)
    return tuple(
        Followed(PromiseRow(*row[:size]), *row[size:]) for row in db.session.execute(query)
    )


def list_all_asks() -> tuple[AskRow, ...]:
    """Questions about promises that are still open; one statement."""
    query = (
        select(*ASK)
        .join(EventPromise, EventPromise.id == OutcomeAsk.promise_id)
        .where(EventPromise.closed_on.is_(None))
    )
    return tuple(AskRow(*row) for row in db.session.execute(query))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the personal page of a question shows."""

    ask_id: UUID
    months: int
    event_name: str
    company: str
    partner: str
    stage: OutcomeStage
    asked_at: datetime
    answered_at: datetime | None
    closed_on: date | None


def get_asked(token_hash: str) -> Asked:
    """The question behind a link; raises `NotFound`."""
    columns: tuple[Any, ...] = (
        OutcomeAsk.id,
        OutcomeAsk.months,
        Event.name,
        EventPromise.company,
        EventPromise.partner,
        EventPromise.stage,
        OutcomeAsk.asked_at,
        OutcomeAsk.answered_at,
        EventPromise.closed_on,
    )
    query = (
        select(*columns)
        .join(EventPromise, EventPromise.id == OutcomeAsk.promise_id)
        .join(Event, Event.id == EventPromise.event_id)
        .where(OutcomeAsk.token_hash == token_hash)
    )
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFound("no such question")
    return Asked(*row)
