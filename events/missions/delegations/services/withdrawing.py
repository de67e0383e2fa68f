"""Consents of travellers that end: the passport goes, or is handed on to nobody any more.

Steps for core.privacy; `stop_handing_on` is the traveller's own act on the page.
"""

from datetime import datetime
from uuid import UUID

from core.adapters.database import command, db
from core.kernel.viewers import Viewer
from events.missions.delegations.models import SealedPassport
from events.missions.delegations.queries import find_passport, get_delegation, get_member
from events.missions.delegations.services.shared import note


@command
def stop_handing_on(member_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """The passport stays for the journey's preparation and leaves the house no more."""
    get_member(member_id, lock=True)
    row = find_passport(member_id)
    if row is not None:
        end_handing_on(row, actor, now)


def end_handing_on(row: SealedPassport, actor: Viewer, now: datetime) -> None:
    """Pressed twice it does the same once; the journal keeps which text was agreed to."""
    if not row.handing_on:
        return
    tell("passport.consent_withdrawn", row, actor, now, version=row.handing_on)
    row.handing_on = ""
    db.session.flush()


def withdraw_processing(passport_id: UUID, actor: Viewer, now: datetime) -> None:
    """Without this consent there is nothing to keep: the sealed bytes are deleted at once."""
    row = db.session.get(SealedPassport, passport_id, with_for_update=True)
    if row is not None:
        tell("passport.taken_back", row, actor, now, version=row.version)
        db.session.delete(row)
        db.session.flush()


def withdraw_handing_on(passport_id: UUID, actor: Viewer, now: datetime) -> None:
    row = db.session.get(SealedPassport, passport_id, with_for_update=True)
    if row is not None:
        end_handing_on(row, actor, now)


def tell(what: str, row: SealedPassport, actor: Viewer, now: datetime, *, version: str) -> None:
    delegation = get_delegation(get_member(row.member_id).delegation_id)
    details = {"member": row.member_id, "version": version}
    note(what, delegation, actor=actor, now=now, details=details)
