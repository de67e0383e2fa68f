"""Delegations: one of an event, its members, who reads passports, a traveller by the secret.

Passports are never selected for lists: only that there is one, and until when.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, select

from core.accounts.models import Account
from core.adapters.database import db
from core.kernel.errors import NotFound
from core.kernel.names import PersonName
from events.missions.delegations.models import (
    Delegation,
    DelegationMember,
    PassportReader,
    SealedPassport,
)
from events.missions.delegations.rules.members import ORDER, DelegationRole
from events.missions.models import Call, MissionApplication
from events.missions.rules.applications import MissionApplicationState
from events.programme.models import Event
from events.programme.rules import EventState

M, P = DelegationMember, SealedPassport


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member of the delegation; of the passport only until when it is kept."""

    id: UUID
    revision: int
    application_id: UUID | None
    surname: str
    given: str
    patronymic: str
    organisation: str
    post: str
    role: DelegationRole
    email: str
    phone: str
    arrives_on: date | None
    leaves_on: date | None
    changed_at: datetime
    passport_until: date | None
    handing_on: str | None

    @property
    def name(self) -> PersonName:
        return PersonName(self.surname, self.given, self.patronymic or None)


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """Somebody who may read passports."""

    account_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class TravellerRow:
    """A member as the own page knows it, with the event. `given_at` is when the passport came."""

    id: UUID
    delegation_id: UUID
    event_id: UUID
    given: str
    surname: str
    organisation: str
    role: DelegationRole
    arrives_on: date | None
    leaves_on: date | None
    asks_passports: bool
    chosen_deletion: date | None
    event: str
    state: EventState
    city: str
    starts_on: date | None
    ends_on: date | None
    month: int | None
    year: int
    zone: str
    passport_until: date | None
    given_at: datetime | None
    handing_on: str | None

    @property
    def name(self) -> str:
        return f"{self.surname} {self.given}".strip()


def find_delegation(event_id: UUID, *, lock: bool = False) -> Delegation | None:
    query = select(Delegation).where(Delegation.event_id == event_id)
    return db.session.scalar(query.with_for_update() if lock else query)


def get_delegation(delegation_id: UUID, *, lock: bool = False) -> Delegation:
    query = select(Delegation).where(Delegation.id == delegation_id)
    found = db.session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NotFound("no such delegation")
    return found


def get_event_id(member_id: UUID) -> UUID:
    """The event that the member of a delegation goes to; raises `NotFound`."""
    query = select(Delegation.event_id).join(M, M.delegation_id == Delegation.id)
    found = db.session.scalar(query.where(M.id == member_id))
    if found is None:
        raise NotFound("no such member of a delegation")
    return found


def get_member(member_id: UUID, *, lock: bool = False) -> DelegationMember:
    query = select(M).where(M.id == member_id)
    found = db.session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NotFound("no such member of a delegation")
    return found


def find_passport(member_id: UUID) -> SealedPassport | None:
    return db.session.scalar(select(P).where(P.member_id == member_id))


def list_members(delegation_id: UUID | None) -> tuple[MemberRow, ...]:
    """In the order of the list: roles, then names. One statement."""
    if delegation_id is None:
        return ()
    order = case({role.value: at for at, role in enumerate(ORDER)}, value=M.role)
    query: Any = (
        select(
            *(M.id, M.revision, M.application_id, M.surname, M.given, M.patronymic),
            *(M.organisation, M.post, M.role, M.email, M.phone, M.arrives_on, M.leaves_on),
            *(M.changed_at, P.delete_on, P.handing_on),
        )
        .outerjoin(P, P.member_id == M.id)
        .where(M.delegation_id == delegation_id)
        .order_by(order, M.surname, M.given, M.id)
    )
    return tuple(MemberRow(*row) for row in db.session.execute(query))


def get_member_row(event_id: UUID, member_id: UUID) -> MemberRow:
    """The member, if it is one of this event's delegation; raises `NotFound`."""
    delegation = find_delegation(event_id)
    for row in list_members(delegation.id if delegation else None):
        if row.id == member_id:
            return row
    raise NotFound("no such member of this delegation")


def list_readers(delegation_id: UUID | None) -> tuple[ReaderRow, ...]:
    r, a = PassportReader, Account
    query = (
        select(r.account_id, a.name)
        .join(a, a.id == r.account_id)
        .where(r.delegation_id == delegation_id)
        .order_by(a.name, a.id)
    )
    return tuple(ReaderRow(*row) for row in db.session.execute(query))


def list_people() -> tuple[ReaderRow, ...]:
    """Everybody with an account that is in use."""
    a = Account
    query = select(a.id, a.name).where(a.disabled_at.is_(None)).order_by(a.name, a.id)
    return tuple(ReaderRow(*row) for row in db.session.execute(query))


def is_reader(delegation_id: UUID | None, account_id: UUID | None) -> bool:
    r = PassportReader
    query = select(r.account_id).where(r.delegation_id == delegation_id, r.account_id == account_id)
    return db.session.scalar(query) is not None


def undrawn(event_id: UUID) -> tuple[Any, ...]:
    a = MissionApplication
    drawn = select(M.application_id).where(M.application_id.is_not(None))
    return (
        Call.event_id == event_id,
        a.call_id == Call.id,
        a.state == MissionApplicationState.CHOSEN,
        a.full_name != "",
        a.id.not_in(drawn),
    )


def list_undrawn(event_id: UUID) -> list[MissionApplication]:
    """Chosen applications whose people are not in the delegation yet."""
    a = MissionApplication
    return list(db.session.scalars(select(a).where(*undrawn(event_id)).order_by(a.confirmed_at)))


def count_undrawn(event_id: UUID) -> int:
    query = select(func.count(MissionApplication.id)).where(*undrawn(event_id))
    return db.session.scalar(query) or 0


def get_traveller(token_hash: str) -> TravellerRow:
    """Raises `NotFound`."""
    d, e = Delegation, Event
    query: Any = (
        select(
            *(M.id, M.delegation_id, d.event_id, M.given, M.surname, M.organisation, M.role),
            *(M.arrives_on, M.leaves_on, d.asks_passports, d.delete_on, e.name, e.state, e.city),
            *(e.starts_on, e.ends_on, e.month, e.year, e.zone, P.delete_on, P.given_at),
            P.handing_on,
        )
        .join(d, d.id == M.delegation_id)
        .join(e, e.id == d.event_id)
        .outerjoin(P, P.member_id == M.id)
        .where(M.token_hash == token_hash)
    )
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFound("no such traveller")
    return TravellerRow(*row)


def find_member_of(application_id: UUID) -> UUID | None:
    """The member that came of an application."""
    return db.session.scalar(select(M.id).where(M.application_id == application_id))
