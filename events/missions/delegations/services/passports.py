"""Passports: given by their owners, taken back, read by named people; each reading is noted.

Nothing but the sealed bytes leaves these functions, except to the page of the one who reads.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from core.adapters.database import command, db
from core.adapters.vault import CannotOpen, Sealed, vault
from core.kernel.errors import NotFound, Refused
from core.kernel.viewers import Viewer
from events.missions.delegations.models import DelegationMember, SealedPassport
from events.missions.delegations.queries import (
    find_passport,
    get_delegation,
    get_event_id,
    get_member,
    is_reader,
)
from events.missions.delegations.rules.consent import PassportConsent, is_current
from events.missions.delegations.rules.passports import (
    CANNOT_OPEN,
    NO_CONSENT,
    NO_DAYS,
    NOT_NAMED,
    OLD_CONSENT,
    Passport,
    PassportPurpose,
    asking_refusal,
    passport_faults,
)
from events.missions.delegations.services.shared import asking_of, delegation_of, note
from events.missions.services.shared import today_of
from events.programme.models import Event


@dataclass(frozen=True, slots=True)
class Given:
    """The consents: which texts were ticked (empty: none), from which network address."""

    version: str
    handing_on: str = ""
    address: str = ""


def bound_to(row: SealedPassport) -> str:
    """A sealed passport opens in its own row and for its own member only."""
    return f"passport:{row.id}:{row.member_id}"


@command
def give_passport(
    member_id: UUID,
    passport: Passport,
    given: Given,
    *,
    actor: Viewer,
    now: datetime,
) -> None:
    """Seal what the traveller typed; what was given before is replaced, with a new consent."""
    event, delegation = delegation_of(get_event_id(member_id), now)
    member, today = get_member(member_id, lock=True), today_of(now)
    asking = asking_of(delegation, event)
    if refusal := asking_refusal(asking, today):
        raise Refused(refusal)
    if asking.delete_on is None:
        raise Refused(NO_DAYS)
    check_consents(given)
    if faults := passport_faults(passport, today, needed_until(member, event, now)):
        raise Refused(*faults)
    row = find_passport(member_id) or SealedPassport(id=uuid4(), member_id=member_id)
    sealed = vault().seal(passport.to_text(), bound_to(row))
    row.key_name, row.content = sealed.key_name, sealed.content
    row.delete_on, row.version = asking.delete_on, given.version
    row.handing_on, row.given_at, row.address = given.handing_on, now, given.address
    db.session.add(row)
    db.session.flush()
    consents = [each for each in (given.version, given.handing_on) if each]
    details = {"member": member_id, "consents": consents, "delete_on": asking.delete_on}
    note("passport.given", delegation, actor=actor, now=now, details=details)


def check_consents(given: Given) -> None:
    """The first is needed; each has to be of the text that stands there now."""
    if not given.version:
        raise Refused(NO_CONSENT)
    right = is_current(PassportConsent.PROCESSING, given.version)
    if given.handing_on:
        right = right and is_current(PassportConsent.HANDING_ON, given.handing_on)
    if not right:
        raise Refused(OLD_CONSENT)


def needed_until(member: DelegationMember, event: Event, now: datetime) -> date:
    return member.leaves_on or event.ends_on or now.date()


@command
def take_back_passport(member_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """The consent is withdrawn: the sealed bytes are deleted at once. Asked twice, done once."""
    member = get_member(member_id, lock=True)
    row = find_passport(member_id)
    if row is None:
        return
    db.session.delete(row)
    db.session.flush()
    delegation = get_delegation(member.delegation_id)
    note("passport.taken_back", delegation, actor=actor, now=now, details={"member": member_id})


@command
def read_passport(
    event_id: UUID,
    member_id: UUID,
    purpose: PassportPurpose,
    *,
    actor: Viewer,
    now: datetime,
) -> Passport:
    """Open a passport for a named person; who read whose and why stands in the journal."""
    member = get_member(member_id)
    delegation = get_delegation(member.delegation_id)
    if delegation.event_id != event_id:
        raise NotFound("no such member of this delegation")
    if not is_reader(delegation.id, actor.account_id):
        raise Refused(NOT_NAMED)
    row = find_passport(member_id)
    if row is None:
        raise NotFound("no passport was given")
    details = {"member": member_id, "purpose": purpose}
    note("passport.read", delegation, actor=actor, now=now, details=details)
    try:
        text = vault().open(Sealed(row.key_name, row.content), bound_to(row))
    except CannotOpen as error:
        raise Refused(CANNOT_OPEN) from error
    return Passport.from_text(text)
