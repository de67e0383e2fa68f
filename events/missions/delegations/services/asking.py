"""What a delegation asks of its travellers, who may read it, and the letters that ask."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from sqlalchemy import delete, func, select

from core.accounts.models import Account
from core.adapters.database import command, db
from core.adapters.vault import vault
from core.kernel.errors import N_, NotFound, Refusal, Refused, Stale
from core.kernel.viewers import Viewer
from core.letters.rules import Addressee
from core.letters.services import post_to
from council.membership.queries import get_main_body
from events.missions.delegations.letters import PassportStory, passport_letter
from events.missions.delegations.models import (
    Delegation,
    DelegationMember,
    PassportReader,
    SealedPassport,
)
from events.missions.delegations.rules.passports import (
    NO_DAYS,
    NO_KEY,
    asking_refusal,
    deletion_refusal,
)
from events.missions.delegations.services.shared import (
    asking_of,
    delegation_of,
    note,
    traveller_path,
)
from events.missions.services.shared import today_of
from events.programme.models import Event

CHANGED = Refusal(
    "delegation_changed",
    N_("The delegation was changed meanwhile. Open the page again, then change it."),
)


@dataclass(frozen=True, slots=True)
class AskingDraft:
    """Whether passports are asked, until when they are kept, who may read them."""

    asks_passports: bool
    delete_on: date | None = None
    readers: Collection[UUID] = ()
    revision: int = 0


@command
def settle_asking(event_id: UUID, draft: AskingDraft, *, actor: Viewer, now: datetime) -> None:
    """Passports that nobody asks for any more are deleted at once."""
    event, delegation = delegation_of(event_id, now)
    if draft.revision not in {0, delegation.revision}:
        raise Stale(CHANGED)
    check(draft, event)
    delegation.asks_passports, delegation.delete_on = draft.asks_passports, draft.delete_on
    delegation.revision += 1
    delegation.changed_at = now
    name_readers(delegation, set(draft.readers), now)
    if not draft.asks_passports:
        p, m = SealedPassport, DelegationMember
        members = select(m.id).where(m.delegation_id == delegation.id)
        db.session.execute(delete(p).where(p.member_id.in_(members)))
    db.session.flush()
    details = {
        "asks": draft.asks_passports,
        "delete_on": draft.delete_on,
        "readers": sorted(map(str, draft.readers)),
    }
    note("delegation.asking_settled", delegation, actor=actor, now=now, details=details)


def check(draft: AskingDraft, event: Event) -> None:
    if draft.asks_passports:
        reasons = [NO_KEY] if not vault() else []
        reasons += [NO_DAYS] if event.ends_on is None else []
        if reasons:
            raise Refused(*reasons)
    if refusal := deletion_refusal(draft.delete_on, event.ends_on):
        raise Refused(refusal)
    a = Account
    known = select(func.count(a.id)).where(a.id.in_(draft.readers), a.disabled_at.is_(None))
    if db.session.scalar(known) != len(set(draft.readers)):
        raise NotFound("no such account")


def name_readers(delegation: Delegation, wanted: set[UUID], now: datetime) -> None:
    r = PassportReader
    own = r.delegation_id == delegation.id
    there = set(db.session.scalars(select(r.account_id).where(own)))
    db.session.execute(delete(r).where(own, r.account_id.in_(there - wanted)))
    for account_id in wanted - there:
        db.session.add(r(delegation_id=delegation.id, account_id=account_id, named_at=now))


@command
def ask_for_passports(event_id: UUID, *, actor: Viewer, now: datetime) -> int:
    """A letter with the personal link to each traveller without a passport; returns how many."""
    event, delegation = delegation_of(event_id, now)
    asking = asking_of(delegation, event)
    if refusal := asking_refusal(asking, today_of(now)):
        raise Refused(refusal)
    m, p = DelegationMember, SealedPassport
    query = (
        select(m.id, m.surname, m.given, m.email, m.language)
        .outerjoin(p, p.member_id == m.id)
        .where(m.delegation_id == delegation.id, m.email != "", p.id.is_(None))
    )
    people = db.session.execute(query).all()
    for row in people:
        story = PassportStory(
            member_id=row.id,
            event_id=event.id,
            body_id=get_main_body().id,
            event=event.name,
            event_english=event.name_english,
            delete_on=asking.delete_on or now.date(),
            page=traveller_path(row.id),
            at=now,
        )
        reader = Addressee(f"{row.surname} {row.given}".strip(), row.email, language=row.language)
        post_to([reader], partial(passport_letter, story), now=now)
    details = {"letters": len(people)}
    note("delegation.passports_asked", delegation, actor=actor, now=now, details=details)
    return len(people)
