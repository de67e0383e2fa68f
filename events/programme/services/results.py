"""Results of an event: text and figures, contracts that count once.

A figure that somebody typed is published as typed; the others are counted anew with each contract.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from core.adapters.database import command, db
from core.kernel.errors import Refusal, Refused, Stale
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from events.programme.models import (
    Event,
    EventContract,
    EventResult,
)
from events.programme.queries import lock_event
from events.programme.queries.counting import counted_figures
from events.programme.queries.results import find_result
from events.programme.rules import WITH_RESULTS
from events.programme.rules.results import (
    COUNTED_ALREADY,
    FIGURES,
    NO_CURRENCY,
    NOT_HELD,
    Contract,
    contract_faults,
    figure_faults,
    published,
)
from events.programme.services.shared import CHANGED, note_beside

CODE = 3


@dataclass(frozen=True, slots=True)
class ResultDraft:
    """Results as typed: a figure that is None is counted. `revision` of the page, 0 if new."""

    summary: str
    own: Mapping[str, int | None] = field(default_factory=dict)
    currency: str = "USD"
    revision: int = 0
    summary_english: str = ""


def lock_with_results(event_id: UUID) -> Event:
    """The locked event, if results belong to it by now."""
    event = lock_event(event_id)
    if event.state not in WITH_RESULTS:
        raise Refused(NOT_HELD)
    return event


@command
def save_result(event_id: UUID, draft: ResultDraft, *, actor: Viewer, now: datetime) -> None:
    """Write text and figures; raises `Stale` if somebody saved them meanwhile."""
    event = lock_with_results(event_id)
    row = find_result(event_id)
    if row.revision != draft.revision:
        raise Stale(CHANGED)
    if len(draft.currency) != CODE or not draft.currency.isascii() or not draft.currency.isupper():
        raise Refused(NO_CURRENCY)
    figures = published(draft.own, counted_figures(event_id, draft.currency))
    if faults := figure_faults(figures):
        raise Refused(*faults)
    result = db.session.get(EventResult, event_id) or EventResult(event_id=event_id, revision=0)
    db.session.add(result)
    result.summary, result.currency = draft.summary.strip(), draft.currency
    result.summary_english = draft.summary_english.strip()
    result.own_figures = [name for name in FIGURES if draft.own.get(name) is not None]
    for name, value in figures.items():
        setattr(result, name, value)
    result.revision += 1
    note_beside(event.id, "event.result_saved", event.name, actor=actor, now=now)


def recount(event_id: UUID) -> None:
    """Bring the figures that nobody typed up to the list of contracts."""
    db.session.flush()
    result = db.session.get(EventResult, event_id)
    if result is None:
        return
    own = {name: getattr(result, name) for name in result.own_figures}
    kept = {name: getattr(result, name) for name in FIGURES}
    figures = published(own, kept | counted_figures(event_id, result.currency))
    if figures["contracts"] == 0:
        figures["amount"] = 0
    for name, value in figures.items():
        setattr(result, name, value)
    result.revision += 1


@command
def add_contract(
    event_id: UUID, contract_id: UUID, contract: Contract, *, actor: Viewer, now: datetime
) -> None:
    """Add a contract, which counts in one event only. `contract_id` comes with the form."""
    event = lock_with_results(event_id)
    if db.session.get(EventContract, contract_id) is not None:
        return
    if faults := contract_faults(contract, local(now, event.zone).date()):
        raise Refused(*faults)
    if name := counted_in(contract.identity):
        raise Refused(counted_already(name))
    row = EventContract(
        id=contract_id,
        event_id=event_id,
        identity=contract.identity,
        number=contract.number,
        company=contract.company,
        partner=contract.partner,
        subject=contract.subject,
        amount=contract.amount,
        currency=contract.currency,
        rate=contract.rate,
        shown=contract.shown,
        signed_on=contract.signed_on,
        added_at=now,
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError as error:
        raise Refused(counted_already(counted_in(contract.identity))) from error
    recount(event_id)
    note_beside(event_id, "event.contract_added", contract.company, actor=actor, now=now)


def counted_in(identity: str) -> str:
    """The name of the event that counts the contract, or nothing."""
    query = (
        select(Event.name)
        .join(EventContract, EventContract.event_id == Event.id)
        .where(EventContract.identity == identity)
    )
    return db.session.scalar(query) or ""


def counted_already(name: str) -> Refusal:
    return Refusal(COUNTED_ALREADY.code, COUNTED_ALREADY.message, {"name": name})
