"""What came of a company's events: the contracts that they brought, the promises that are followed.

Results name companies in words, so a company is found by its names: quotes, spaces and cases make
no difference, and companies of one name cannot be told apart. Three statements.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, union

from core.adapters.database import db
from events.programme.models import Event, EventContract, EventPromise
from events.programme.rules import OutcomeStage
from events.programme.rules.results import bare

C, P = EventContract, EventPromise


@dataclass(frozen=True, slots=True)
class ContractLine:
    """A contract with its event; `amount` in hundredths of the currency."""

    event: str
    event_number: int
    partner: str
    subject: str
    number: str
    signed_on: date
    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """How far a company came with a partner; `closed_reason` where nothing more is expected."""

    event: str
    event_number: int
    partner: str
    stage: OutcomeStage
    closed_on: date | None
    closed_reason: str


@dataclass(frozen=True, slots=True)
class CameOfIt:
    """All that a company's events brought."""

    contracts: tuple[ContractLine, ...] = ()
    promises: tuple[PromiseLine, ...] = ()


def find_outcomes(*names: str) -> CameOfIt:
    """The newest first, of a company that has any of these names."""
    wanted = {bare(name) for name in names} - {""}
    known = db.session.scalars(union(select(C.company), select(P.company))) if wanted else ()
    typed = [name for name in known if bare(name) in wanted]
    return CameOfIt(contracts_of(typed), promises_of(typed)) if typed else CameOfIt()


def contracts_of(typed: Iterable[str]) -> tuple[ContractLine, ...]:
    columns: tuple[Any, ...] = (
        *(Event.name, Event.number, C.partner, C.subject, C.number),
        *(C.signed_on, C.amount, C.currency),
    )
    query = select(*columns).join(Event, Event.id == C.event_id).where(C.company.in_(typed))
    rows = db.session.execute(query.order_by(C.signed_on.desc(), C.id))
    return tuple(ContractLine(*row) for row in rows)


def promises_of(typed: Iterable[str]) -> tuple[PromiseLine, ...]:
    columns: tuple[Any, ...] = (
        *(Event.name, Event.number, P.partner),
        *(P.stage, P.closed_on, P.closed_reason),
    )
    query = select(*columns).join(Event, Event.id == P.event_id).where(P.company.in_(typed))
    rows = db.session.execute(query.order_by(P.added_at.desc(), P.id))
    return tuple(PromiseLine(*row) for row in rows)
