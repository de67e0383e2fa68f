"""Keeping the rows and sending what is due: each in one short transaction.

The lock on a waiting row is the lease: nothing outside the database happens under it, because
sending means writing the letter into the outbox in the same transaction.
"""

import logging
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite

from core.adapters.database import command, db
from core.letters.rules import Addressee, Letter
from core.letters.services import post_to
from core.reminders.models import Reminder
from core.reminders.queries import ReminderRow, get_row, list_due, list_kept, lock_waiting
from core.reminders.rules import Planned, ReminderState, SkipReason, changes

log = logging.getLogger(__name__)
S = ReminderState


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A reminder that goes out: to whom, and how its letter is made in the reader's language."""

    addressee: Addressee
    make: Callable[[Addressee], Letter]


# Looks at the fact again, inside the transaction that sends; None means that it is not time yet.
Decide = Callable[[ReminderRow, datetime], Outgoing | SkipReason | None]


@command
def keep_reminders(
    scope_id: UUID, planned: Iterable[Planned], off: Collection[str], *, now: datetime
) -> None:
    """Make the rows of a scope what they should be; what was sent is left alone."""
    wanted = tuple(planned)
    kept = list_kept(scope_id, {each.fact for each in wanted})
    found = changes(kept, wanted, off, now)
    for each in found.new:
        add_once(each, scope_id)
    for reminder_id, plan in found.waiting:
        change(
            reminder_id,
            not_sent=True,
            state=S.WAITING,
            reason="",
            settled_at=None,
            due_at=plan.due_at,
            expires_at=plan.expires_at,
            details=dict(plan.details),
        )
    for reminder_id, reason in found.skipped:
        change(reminder_id, state=S.SKIPPED, reason=reason, settled_at=now)
    mark_over(found.over, now)
    mark_over(found.again, None)


def add_once(plan: Planned, scope_id: UUID) -> None:
    """Insert unless another scheduler was faster; the unique key decides."""
    values = {
        "id": uuid4(),
        "kind": plan.kind,
        "fact": plan.fact,
        "addressee": plan.addressee,
        "person_id": plan.person_id,
        "scope_id": scope_id,
        "subject_id": plan.subject_id,
        "due_at": plan.due_at,
        "expires_at": plan.expires_at,
        "state": S.WAITING,
        "reason": "",
        "details": dict(plan.details),
    }
    table = Reminder.__table__
    both: dict[str, Callable[[Any], Any]] = {
        "sqlite": sqlite.insert,
        "postgresql": postgresql.insert,
    }
    statement = both[db.session.get_bind().dialect.name](table).values(values)
    unique = ["kind", "fact", "addressee"]
    db.session.execute(statement.on_conflict_do_nothing(index_elements=unique))


def change(reminder_id: UUID, *, not_sent: bool = False, **values: Any) -> None:
    """Change a row unless another scheduler settled it meanwhile."""
    r = Reminder
    allowed = r.state != S.SENT if not_sent else r.state == S.WAITING
    statement = update(r).where(r.id == reminder_id, allowed).values(**values)
    db.session.execute(statement, execution_options={"synchronize_session": False})


def mark_over(reminder_ids: Collection[UUID], moment: datetime | None) -> None:
    """Note from when what was told is no longer so, or that it is so again."""
    if reminder_ids:
        statement = update(Reminder).where(Reminder.id.in_(reminder_ids)).values(over_at=moment)
        db.session.execute(statement, execution_options={"synchronize_session": False})


def send_due(decide: Decide, *, now: datetime) -> int:
    """Send what is due, each in a transaction of its own; returns how many were sent."""
    sent, tried = 0, set[UUID]()
    while waiting := list_due(now, tried):
        for reminder_id in waiting:
            tried.add(reminder_id)
            try:
                sent += settle(reminder_id, decide, now=now)
            except Exception:  # one that cannot be sent holds up no other
                log.exception("The reminder %s could not be sent, it waits", reminder_id)
    return sent


@command
def settle(reminder_id: UUID, decide: Decide, *, now: datetime) -> bool:
    """Write the letter and mark the row, or skip it; False if another scheduler was faster.

    Whoever has no e-mail is not reminded by it: the letter waits for the secretary to print it.
    """
    reminder = lock_waiting(reminder_id)
    if reminder is None or reminder.due_at > now:
        return False
    decided = decide(get_row(reminder), now)
    if decided is None:
        return False
    reminder.settled_at = now
    if isinstance(decided, SkipReason):
        reminder.state, reminder.reason = S.SKIPPED, decided
        return False
    is_reached = bool(decided.addressee.address)
    reminder.state = S.SENT if is_reached else S.SKIPPED
    reminder.reason = "" if is_reached else SkipReason.NO_ADDRESS
    post_to([decided.addressee], decided.make, now=now)
    return is_reached
