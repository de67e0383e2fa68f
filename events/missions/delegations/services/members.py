"""Members: drawn from the chosen applications, added, changed and taken out by hand."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from core.adapters.database import command, db
from core.adapters.derived import token_hash
from core.adapters.once import made_before
from core.kernel.errors import N_, Refusal, Refused, Stale
from core.kernel.viewers import Viewer
from events.missions.delegations.models import Delegation, DelegationMember, SealedPassport
from events.missions.delegations.queries import get_member, list_undrawn
from events.missions.delegations.rules.members import (
    SECOND_HEAD,
    Days,
    DelegationRole,
    Travel,
    name_parts,
    travel_refusals,
)
from events.missions.delegations.services.shared import delegation_of, note, traveller_token
from events.missions.models import MissionApplication
from events.programme.models import Event

M = DelegationMember
CHANGED = Refusal(
    "member_changed", N_("This record was changed meanwhile. Open it again, then change it.")
)


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """A member as typed; `revision` is that of the page, 0 for a new person."""

    surname: str
    given: str
    patronymic: str = ""
    organisation: str = ""
    post: str = ""
    role: DelegationRole = DelegationRole.MEMBER
    email: str = ""
    phone: str = ""
    travel: Travel = field(default_factory=Travel)
    revision: int = 0

    def values(self) -> dict[str, object]:
        names = ("surname", "given", "patronymic", "organisation", "post", "role", "email", "phone")
        return {name: getattr(self, name) for name in names} | {
            "arrives_on": self.travel.arrives_on,
            "leaves_on": self.travel.leaves_on,
        }


@command
def draw_members(event_id: UUID, *, actor: Viewer, now: datetime) -> int:
    """Take in the people of the chosen companies who are not there yet; returns how many."""
    _, delegation = delegation_of(event_id, now)
    found = list_undrawn(event_id)
    for application in found:
        member = drawn(application, delegation, now)
        db.session.add(member)
        note("member.drawn", delegation, actor=actor, now=now, details={"member": member.id})
    db.session.flush()
    return len(found)


def drawn(application: MissionApplication, delegation: Delegation, now: datetime) -> M:
    """As the application says, nothing typed again."""
    name, key = name_parts(application.full_name), uuid4()
    return M(
        id=key,
        delegation_id=delegation.id,
        application_id=application.id,
        surname=name.surname,
        given=name.given,
        patronymic=name.patronymic or "",
        organisation=application.company,
        post=application.post,
        email=application.email,
        phone=application.phone,
        language=application.language,
        token_hash=token_hash(traveller_token(key)),
        changed_at=now,
    )


@command
def add_member(
    event_id: UUID, key: UUID, draft: MemberDraft, *, actor: Viewer, now: datetime
) -> UUID:
    """Add somebody who did not apply; `key` comes with the form, which makes one person."""
    event, delegation = delegation_of(event_id, now)
    values = draft.values()
    if made_before(M, key, values):
        return key
    check(draft, event)
    member = M(
        id=key,
        delegation_id=delegation.id,
        token_hash=token_hash(traveller_token(key)),
        changed_at=now,
        **values,
    )
    write(member)
    note("member.added", delegation, actor=actor, now=now, details={"member": key})
    return key


@command
def change_member(
    event_id: UUID,
    member_id: UUID,
    draft: MemberDraft,
    *,
    actor: Viewer,
    now: datetime,
) -> None:
    """Raises `Stale` if somebody changed the person after the page was opened."""
    event, delegation = delegation_of(event_id, now)
    member = get_member(member_id, lock=True)
    if member.revision != draft.revision:
        raise Stale(CHANGED)
    check(draft, event)
    values = draft.values()
    changed = [name for name, value in values.items() if getattr(member, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(member, name, values[name])
    member.revision += 1
    member.changed_at = now
    write(member)
    details = {"member": member_id, "fields": changed}
    note("member.changed", delegation, actor=actor, now=now, details=details)


def check(draft: MemberDraft, event: Event) -> None:
    if faults := travel_refusals(draft.travel, Days(event.starts_on, event.ends_on)):
        raise Refused(*faults)


def write(member: M) -> None:
    """The schema lets one head in."""
    try:
        with db.session.begin_nested():
            db.session.add(member)
            db.session.flush()
    except IntegrityError as error:
        raise Refused(SECOND_HEAD) from error


@command
def remove_member(event_id: UUID, member_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """The person does not go; the passport goes with the record."""
    _, delegation = delegation_of(event_id, now)
    member = get_member(member_id, lock=True)
    drop([member.id])
    note("member.removed", delegation, actor=actor, now=now, details={"member": member_id})


def leave_delegation(application_id: UUID) -> None:
    """A company that gave up its place leaves the delegation too. A step of its command."""
    drop(list(db.session.scalars(select(M.id).where(M.application_id == application_id))))


def drop(member_ids: list[UUID]) -> None:
    """Delete people with their passports."""
    db.session.execute(delete(SealedPassport).where(SealedPassport.member_id.in_(member_ids)))
    db.session.execute(delete(M).where(M.id.in_(member_ids)))
    db.session.flush()
