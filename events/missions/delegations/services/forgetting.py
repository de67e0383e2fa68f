"""Forgetting: passports go on their day, people of a delegation a year after the event.

The same nightly run seals anew, with the newest key, what an older key sealed.
"""

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import select

from core.adapters.database import command, db
from core.adapters.vault import CannotOpen, Sealed, vault
from core.kernel.viewers import Viewer
from events.missions.delegations.models import Delegation, DelegationMember, SealedPassport
from events.missions.delegations.rules.passports import is_due
from events.missions.delegations.services.members import drop
from events.missions.delegations.services.passports import bound_to
from events.missions.delegations.services.shared import asking_of, note
from events.missions.rules.consents import KEPT_DAYS
from events.missions.services.shared import today_of
from events.programme.models import Event

P, M, D = SealedPassport, DelegationMember, Delegation


@command
def forget_passports(*, actor: Viewer, now: datetime) -> int:
    """Delete what is due; the journal keeps how many of which delegation. Returns how many."""
    today = today_of(now)
    query = (
        select(P, D, Event)
        .join(M, M.id == P.member_id)
        .join(D, D.id == M.delegation_id)
        .join(Event, Event.id == D.event_id)
        .with_for_update(of=P)  # one that is given anew at this moment is not due any more
    )
    gone: Counter[Delegation] = Counter()
    for row, delegation, event in db.session.execute(query):
        if is_due(row.delete_on, asking_of(delegation, event), today):
            db.session.delete(row)
            gone[delegation] += 1
    db.session.flush()
    for delegation, count in gone.items():
        details = {"passports": count}
        note("passports.deleted", delegation, actor=actor, now=now, details=details)
    return gone.total()


@command
def forget_members(*, actor: Viewer, now: datetime) -> int:
    """A year after the event nobody of its delegation is known any more."""
    past = today_of(now) - timedelta(days=KEPT_DAYS)
    query = (
        select(M.id, D)
        .join(D, D.id == M.delegation_id)
        .join(Event, Event.id == D.event_id)
        .where(Event.ends_on < past)
    )
    found = db.session.execute(query).all()
    drop([row[0] for row in found])
    for delegation in {row[1].id: row[1] for row in found}.values():
        note("members.forgotten", delegation, actor=actor, now=now)
    return len(found)


@command
def seal_anew(*, actor: Viewer, now: datetime) -> int:  # noqa: ARG001 - nothing for the journal
    """Give what older keys sealed to the newest; afterwards the older may be taken away."""
    safe = vault()
    if not safe:
        return 0
    count = 0
    for row in db.session.scalars(select(P).where(P.key_name != safe.newest).with_for_update()):
        try:
            text = safe.open(Sealed(row.key_name, row.content), bound_to(row))
        except CannotOpen:
            continue  # its key may come back; the page says that it cannot be opened
        sealed = safe.seal(text, bound_to(row))
        row.key_name, row.content = sealed.key_name, sealed.content
        count += 1
    db.session.flush()
    return count
