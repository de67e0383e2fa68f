"""Outcomes followed for a year: added, asked about by letters, answered by a link, closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from core.adapters import journal
from core.adapters.database import command, db
from core.adapters.derived import derived_token, token_hash
from core.kernel.errors import NotFound, Refused
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from core.letters.services import post
from council.membership.queries import get_main_body
from events.programme.letters import Question, outcome_letter
from events.programme.models import Event, EventPromise, OutcomeAsk
from events.programme.queries import lock_event
from events.programme.queries.outcomes import AskRow, Followed, list_all_asks, list_followed
from events.programme.rules import OutcomeStage
from events.programme.rules.outcomes import (
    IS_CLOSED,
    NO_COMPANY,
    NO_WHY,
    Promise,
    reminder_due,
    wave_due,
)
from events.programme.services.results import lock_with_results
from events.programme.services.shared import note_beside

ASKING = Viewer(name="run-jobs")
PURPOSE = "outcome"


@dataclass(frozen=True, slots=True)
class PromiseDraft:
    """A company and its partner as typed."""

    company: str
    partner: str = ""
    contact_name: str = ""
    email: str = ""
    stage: OutcomeStage = OutcomeStage.CONTACT
    note: str = ""


@command
def add_promise(
    event_id: UUID, promise_id: UUID, draft: PromiseDraft, *, actor: Viewer, now: datetime
) -> None:
    """Begin to follow an outcome. `promise_id` comes with the form: sent twice, made once."""
    lock_with_results(event_id)
    if db.session.get(EventPromise, promise_id) is not None:
        return
    if not draft.company.strip():
        raise Refused(NO_COMPANY)
    row = EventPromise(id=promise_id, event_id=event_id, added_at=now, **values_of(draft))
    db.session.add(row)
    note_beside(event_id, "event.promise_added", draft.company, actor=actor, now=now)


@command
def change_promise(
    event_id: UUID, promise_id: UUID, draft: PromiseDraft, *, actor: Viewer, now: datetime
) -> None:
    """What somebody learnt in another way; a closed outcome stays as it is."""
    promise = lock_promise(event_id, promise_id)
    if promise.closed_on is not None:
        raise Refused(IS_CLOSED)
    if not draft.company.strip():
        raise Refused(NO_COMPANY)
    journal.apply_changes(promise, values_of(draft))
    note_beside(event_id, "event.promise_changed", draft.company, actor=actor, now=now)


@command
def close_promise(
    event_id: UUID, promise_id: UUID, reason: str, *, actor: Viewer, now: datetime
) -> None:
    """Nothing more is expected: nobody is asked again."""
    promise = lock_promise(event_id, promise_id)
    if promise.closed_on is not None:
        raise Refused(IS_CLOSED)
    if not reason.strip():
        raise Refused(NO_WHY)
    promise.closed_on, promise.closed_reason = now.date(), reason.strip()
    note_beside(event_id, "event.promise_closed", promise.company, actor=actor, now=now)


def values_of(draft: PromiseDraft) -> dict[str, object]:
    return {
        "company": draft.company.strip(),
        "partner": draft.partner.strip(),
        "contact_name": draft.contact_name.strip(),
        "email": draft.email.strip(),
        "stage": draft.stage,
        "note": draft.note,
    }


def lock_promise(event_id: UUID, promise_id: UUID) -> EventPromise:
    lock_event(event_id)
    promise = db.session.get(EventPromise, promise_id, populate_existing=True)
    if promise is None or promise.event_id != event_id:
        raise NotFound("no such outcome")
    return promise


@command
def answer_outcome(token: str, stage: OutcomeStage, words: str = "", *, now: datetime) -> None:
    """The answer of a company by its link; the latest one holds while the outcome is open."""
    query = select(OutcomeAsk).where(OutcomeAsk.token_hash == token_hash(token))
    ask = db.session.scalars(query.with_for_update()).one_or_none()
    if ask is None:
        raise NotFound("no such question")
    promise = db.session.get_one(EventPromise, ask.promise_id, populate_existing=True)
    if promise.closed_on is not None:
        raise Refused(IS_CLOSED)
    ask.stage, ask.answer, ask.answered_at = stage, words, now
    promise.stage = stage
    event = db.session.get_one(Event, promise.event_id)
    actor = Viewer(name=promise.contact_name or promise.company)
    note_beside(event.id, "event.answered", promise.company, actor=actor, now=now)


def ask_outcomes(now: datetime) -> int:
    """Ask and remind whoever is due today; returns how many letters were written.

    Each question is a transaction of its own: one that fails does not keep the others back.
    """
    asks: dict[UUID, list[AskRow]] = {}
    for row in list_all_asks():
        asks.setdefault(row.promise_id, []).append(row)
    written = 0
    for followed in list_followed():
        known = asks.get(followed.promise.id, [])
        months = wave_due(promise_of(followed, known), local(now, followed.zone).date())
        if months is not None:
            written += ask_one(followed, months, now=now)
        elif known and is_reminder_due(followed, known[-1], now):
            written += remind_one(followed, known[-1].months, now=now)
    return written


def promise_of(followed: Followed, asks: Sequence[AskRow]) -> Promise:
    return Promise(
        ends_on=followed.ends_on,
        stage=followed.promise.stage,
        is_closed=followed.promise.closed_on is not None,
        has_address=bool(followed.promise.email),
        asked=[row.months for row in asks],
    )


def is_reminder_due(followed: Followed, ask: AskRow, now: datetime) -> bool:
    return reminder_due(
        local(ask.asked_at, followed.zone).date(),
        local(now, followed.zone).date(),
        reminded=ask.reminded_at is not None,
        answered=ask.answered_at is not None,
        still_open=followed.promise.is_open,
    )


@command
def ask_one(followed: Followed, months: int, *, now: datetime) -> bool:
    """Ask about one outcome, unless another process just did."""
    promise = lock_promise(followed.promise.event_id, followed.promise.id)
    if find_ask(promise.id, months) is not None:
        return False
    ask = OutcomeAsk(id=uuid4(), promise_id=promise.id, months=months, asked_at=now)
    token = derived_token(PURPOSE, ask.id)
    ask.token_hash = token_hash(token)
    db.session.add(ask)
    send(followed, ask, token, now=now)
    note_beside(promise.event_id, "event.asked", promise.company, actor=ASKING, now=now)
    return True


@command
def remind_one(followed: Followed, months: int, *, now: datetime) -> bool:
    """Remind once of a question that nobody answered."""
    promise = lock_promise(followed.promise.event_id, followed.promise.id)
    ask = find_ask(promise.id, months)
    if ask is None or ask.reminded_at is not None or ask.answered_at is not None:
        return False
    ask.reminded_at = now
    token = derived_token(PURPOSE, ask.id)
    send(followed, ask, token, now=now)
    return True


def find_ask(promise_id: UUID, months: int) -> OutcomeAsk | None:
    query = select(OutcomeAsk).where(
        OutcomeAsk.promise_id == promise_id, OutcomeAsk.months == months
    )
    return db.session.scalars(query).one_or_none()


def send(followed: Followed, ask: OutcomeAsk, token: str, *, now: datetime) -> None:
    promise = followed.promise
    question = Question(
        ask_id=ask.id,
        promise_id=promise.id,
        event_id=promise.event_id,
        event_name=followed.event_name,
        company=promise.company,
        partner=promise.partner,
        contact_name=promise.contact_name,
        email=promise.email,
        months=ask.months,
        path=f"/outcome/{token}/",
        again=ask.reminded_at is not None,
    )
    post(outcome_letter(question, get_main_body().id), now=now)
