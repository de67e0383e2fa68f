"""Companies: the register, one company, all support that one received."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from core.adapters.database import db
from core.kernel.errors import NotFound
from core.kernel.search import fold
from core.region.queries import find_region
from council.membership.models import Organisation
from events.companies.models import Company, CompanyContact, CompanyProduct, CompanySupport
from events.companies.rules import Attendance, Product, SmeCategory, SupportFacts
from events.programme.models import Event
from events.programme.rules import EventState, ParticipantKind
from events.programme.rules.counters import Participant

C, S, ORG = Company, CompanySupport, Organisation
PAGE = 50


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A company on the list."""

    id: UUID
    name: str
    short_name: str
    inn: str
    city: str
    sectors: list[str]
    sme: SmeCategory
    export_status: str
    supports: int


@dataclass(frozen=True, slots=True)
class CompanyHead:
    """A company whole, but for what belongs to it."""

    id: UUID
    revision: int
    name: str
    short_name: str
    inn: str
    ogrn: str | None
    city: str
    sectors: list[str]
    markets: list[str]
    sme: SmeCategory
    export_status: str
    publication_consent: bool
    note: str


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A person to ask in a company."""

    full_name: str
    post: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class SupportRow:
    """One support with what came of it; what is of the event is None where there is none."""

    id: UUID
    revision: int
    event_id: UUID | None
    title: str
    day: date
    attendance: Attendance
    rubles: int
    metres: int
    report_due: date | None
    report_on: date | None
    outcome: str
    contracts: int
    amount: int
    currency: str
    number: int | None
    slug: str | None
    state: EventState | None
    starts_on: date | None

    @property
    def event_day(self) -> date:
        """The day of the event: it may be moved after the company was chosen."""
        own = self.starts_on if self.attendance is Attendance.EXPECTED else None
        return own or self.day

    @property
    def standing(self) -> Attendance | EventState:
        """Nobody is expected at an event that was cancelled."""
        is_off = self.attendance is Attendance.EXPECTED and self.state is EventState.CANCELLED
        return EventState.CANCELLED if is_off else self.attendance

    @property
    def facts(self) -> SupportFacts:
        return SupportFacts(
            attendance=self.attendance,
            rubles=self.rubles,
            metres=self.metres,
            contracts=self.contracts,
            report_due=self.report_due,
            report_on=self.report_on,
        )


def list_companies(query: str = "", page: int = 1) -> tuple[tuple[CompanyRow, ...], int]:
    """A page of the register by name, and how many companies there are in all."""
    conditions: list[Any] = [
        C.search_text.contains(word, autoescape=True) for word in fold(query).split()
    ]
    supports = select(func.count(S.id)).where(S.company_id == C.id).scalar_subquery()
    found = (
        select(
            C.id,
            ORG.name,
            ORG.short_name,
            C.inn,
            ORG.city,
            C.sectors,
            C.sme,
            C.export_status,
            supports,
        )
        .join(ORG, ORG.id == C.organisation_id)
        .where(*conditions)
        .order_by(ORG.name, C.inn)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    total = db.session.scalar(select(func.count(C.id)).where(*conditions)) or 0
    return tuple(CompanyRow(*row) for row in db.session.execute(found)), total


HEAD: tuple[Any, ...] = (
    *(C.id, C.revision, ORG.name, ORG.short_name, C.inn, ORG.ogrn, ORG.city, C.sectors),
    *(C.markets, C.sme, C.export_status, C.publication_consent, C.note),
)


def get_head(company_id: UUID) -> CompanyHead:
    query = select(*HEAD).join(ORG, ORG.id == C.organisation_id).where(C.id == company_id)
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFound("no such company")
    return CompanyHead(*row)


def get_company(company_id: UUID) -> Company:
    company = db.session.scalar(select(C).where(C.id == company_id).with_for_update())
    if company is None:
        raise NotFound("no such company")
    return company


def find_by_inn(inn: str) -> UUID | None:
    return db.session.scalar(select(C.id).where(C.inn == inn))


def list_products(company_id: UUID) -> tuple[Product, ...]:
    p = CompanyProduct
    query = select(p.code, p.name).where(p.company_id == company_id).order_by(p.position)
    return tuple(Product(*row) for row in db.session.execute(query))


def list_contacts(company_id: UUID) -> tuple[ContactRow, ...]:
    p = CompanyContact
    query = (
        select(p.full_name, p.post, p.email, p.phone)
        .where(p.company_id == company_id)
        .order_by(p.position)
    )
    return tuple(ContactRow(*row) for row in db.session.execute(query))


SUPPORT: tuple[Any, ...] = (
    *(S.id, S.revision, S.event_id, S.title, S.day, S.attendance, S.rubles, S.metres),
    *(S.report_due, S.report_on, S.outcome, S.contracts, S.amount, S.currency),
    *(Event.number, Event.slug, Event.state, Event.starts_on),
)


def list_supports(company_id: UUID | None) -> tuple[SupportRow, ...]:
    """The newest first; nothing for a company that is not in the register."""
    if company_id is None:
        return ()
    query = (
        select(*SUPPORT)
        .outerjoin(Event, Event.id == S.event_id)
        .where(S.company_id == company_id)
        .order_by(S.day.desc(), S.id)
    )
    return tuple(SupportRow(*row) for row in db.session.execute(query))


def get_support(company_id: UUID, support_id: UUID) -> CompanySupport:
    query = select(S).where(S.id == support_id, S.company_id == company_id).with_for_update()
    support = db.session.scalar(query)
    if support is None:
        raise NotFound("no such support of this company")
    return support


def list_that_took_part(event_id: UUID) -> tuple[Participant, ...]:
    """Companies of the register that came to an event, for its counters; two statements."""
    region = find_region()
    query = (
        select(ORG.short_name, ORG.name)
        .join(C, C.organisation_id == ORG.id)
        .join(S, S.company_id == C.id)
        .where(S.event_id == event_id, S.attendance == Attendance.TOOK_PART)
        .order_by(ORG.name)
    )
    home = region.name if region else ""
    return tuple(
        Participant(ParticipantKind.COMPANY, short or name, region=home)
        for short, name in db.session.execute(query)
    )
