"""What the events say of personal data: their tables and the consents of applicants."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.errors import N_
from core.kernel.register import Consent, ConsentKind, Privacy
from events.companies import personal as companies
from events.exchanges import personal as exchanges
from events.missions import personal as missions
from events.missions.delegations import personal as delegations
from events.missions.delegations.models import Delegation, DelegationMember, SealedPassport
from events.missions.delegations.services.withdrawing import (
    withdraw_handing_on,
    withdraw_processing,
)
from events.missions.models import ApplicationConsent, Call, MissionApplication
from events.missions.rules.consents import Purpose
from events.missions.services.withdrawing import end_applications, withdraw_consent
from events.negotiations import personal as negotiations
from events.plan import personal as plan
from events.programme import personal as programme
from events.programme.models import Event
from events.timetables import personal as timetables

TITLES = {
    Purpose.PROCESSING: N_("Processing of an application for the event"),
    Purpose.HANDING_ON: N_("Handing contacts on to partners, for the event"),
    Purpose.PUBLICATION: N_("Publication in the list of participants of the event"),
}
PASSPORT = N_("Processing of the passport for the journey to the event")
PASSPORT_ON = N_("Handing the passport on for the journey to the event")


def consents_of_applicants(ids: Collection[UUID]) -> Sequence[Consent]:
    c = ApplicationConsent
    query = (
        select(c.id, c.purpose, c.version, c.given_at, Event.name)
        .join(MissionApplication, MissionApplication.id == c.application_id)
        .join(Call, Call.id == MissionApplication.call_id)
        .join(Event, Event.id == Call.event_id)
        .where(c.id.in_(ids))
    )
    return [
        Consent("application", row.id, TITLES[row.purpose], row.name, row.version, row.given_at)
        for row in db.session.execute(query)
    ]


def passports(ids: Collection[UUID], *conditions: Any) -> Sequence[Any]:
    p = SealedPassport
    query = (
        select(p.id, p.version, p.handing_on, p.given_at, Event.name)
        .join(DelegationMember, DelegationMember.id == p.member_id)
        .join(Delegation, Delegation.id == DelegationMember.delegation_id)
        .join(Event, Event.id == Delegation.event_id)
        .where(p.id.in_(ids), *conditions)
    )
    return db.session.execute(query).all()


def consents_to_passports(ids: Collection[UUID]) -> Sequence[Consent]:
    return [
        Consent("passport", row.id, PASSPORT, row.name, row.version, row.given_at)
        for row in passports(ids)
    ]


def consents_to_handing_on(ids: Collection[UUID]) -> Sequence[Consent]:
    return [
        Consent("passport-on", row.id, PASSPORT_ON, row.name, row.handing_on, row.given_at)
        for row in passports(ids, SealedPassport.handing_on != "")
    ]


PARTS = (companies, missions, negotiations, programme, plan, exchanges, timetables, delegations)
PRIVACY = Privacy(
    records=tuple(record for each in PARTS for record in each.RECORDS),
    plain={table: names for each in PARTS for table, names in each.PLAIN.items()},
    steps={"mission_applications": end_applications},
    consents=(
        ConsentKind(
            "application", "application_consents", consents_of_applicants, withdraw_consent
        ),
        ConsentKind("passport-on", "sealed_passports", consents_to_handing_on, withdraw_handing_on),
        ConsentKind("passport", "sealed_passports", consents_to_passports, withdraw_processing),
    ),
)
