"""What services of delegations share: the secret of a traveller, the delegation, what it asks.

Steps of commands; nothing here begins or ends a transaction.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from core.adapters import journal
from core.adapters.database import db
from core.adapters.derived import derived_token
from core.adapters.vault import vault
from core.kernel.viewers import Viewer
from events.missions.delegations.models import Delegation
from events.missions.delegations.queries import find_delegation
from events.missions.delegations.rules.passports import Asking, deletion_day
from events.programme.models import Event
from events.programme.queries import lock_event
from events.programme.rules import EventState


def traveller_token(member_id: UUID) -> str:
    """The secret of a traveller's own page; it can be made again for every letter."""
    return derived_token("delegation member", member_id)


def traveller_path(member_id: UUID) -> str:
    return f"/events/delegates/{traveller_token(member_id)}/"


def delegation_of(event_id: UUID, now: datetime) -> tuple[Event, Delegation]:
    """The locked event and its delegation, which is made when it is first needed."""
    event = lock_event(event_id)
    delegation = find_delegation(event_id, lock=True)
    if delegation is None:
        delegation = Delegation(id=uuid4(), event_id=event_id, created_at=now, changed_at=now)
        db.session.add(delegation)
        db.session.flush()
    return event, delegation


def asking_of(delegation: Delegation, event: Event) -> Asking:
    return Asking(
        has_key=bool(vault()),
        asks=delegation.asks_passports,
        delete_on=deletion_day(delegation.delete_on, event.ends_on),
        is_off=event.state is EventState.CANCELLED,
    )


def note(
    what: str,
    delegation: Delegation,
    *,
    actor: Viewer,
    now: datetime,
    details: Mapping[str, Any] = {},
) -> None:
    """In the journal of the delegation: who, when, whose record; never names, never a passport."""
    journal.record(what, subject_id=delegation.id, actor=actor, at=now, details=details)
