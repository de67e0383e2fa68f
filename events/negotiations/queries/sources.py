"""Where exporters come from: chosen applications of the event, companies of the register."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, literal, select

from core.adapters.database import db
from core.kernel.errors import NotFound
from council.membership.models import Organisation
from events.companies.models import Company, CompanyProduct
from events.missions.models import Call, MissionApplication
from events.missions.rules.applications import MissionApplicationState
from events.negotiations.models import Negotiator
from events.negotiations.rules.people import exporter_identity

A, C, N, Org = MissionApplication, Company, Negotiator, Organisation
# The grid has no room for «Общество с ограниченной ответственностью».
SHORT = func.coalesce(func.nullif(Org.short_name, ""), Org.name).label("short_name")


@dataclass(frozen=True, slots=True)
class ExporterSource:
    """A company with what the schedule takes over from it."""

    application_id: UUID | None
    company_id: UUID | None
    identity: str
    name: str
    city: str
    goods: str


@dataclass(frozen=True, slots=True)
class CompanyChoice:
    """A company of the register that does not take part yet."""

    id: UUID
    name: str


def list_new_exporters(event_id: UUID, schedule_id: UUID) -> tuple[ExporterSource, ...]:
    """Chosen applications whose company does not take part yet, in the order of their choice."""
    there = select(N.identity).where(N.schedule_id == schedule_id)
    query = (
        select(A.id, C.id, A.inn, A.company, A.city, A.products)
        .join(Call, Call.id == A.call_id)
        .outerjoin(C, C.inn == A.inn)
        .where(
            Call.event_id == event_id,
            A.state == MissionApplicationState.CHOSEN,
            (literal("inn:") + A.inn).not_in(there),
        )
        .order_by(A.company, A.id)
    )
    return tuple(
        ExporterSource(key, company, exporter_identity(inn), name, city, goods)
        for key, company, inn, name, city, goods in db.session.execute(query)
    )


def find_company_source(company_id: UUID) -> ExporterSource:
    """A company of the register; raises `NotFound`."""
    query = (
        select(C.inn, SHORT, Org.city)
        .join(Org, Org.id == C.organisation_id)
        .where(C.id == company_id)
    )
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFound("no such company")
    p = CompanyProduct
    products = select(p.name).where(p.company_id == company_id, p.name != "").order_by(p.position)
    goods = "; ".join(db.session.scalars(products))
    return ExporterSource(
        None, company_id, exporter_identity(row.inn), row.short_name, row.city, goods
    )


def list_company_choices(schedule_id: UUID) -> tuple[CompanyChoice, ...]:
    there = select(N.identity).where(N.schedule_id == schedule_id)
    query = (
        select(C.id, SHORT)
        .join(Org, Org.id == C.organisation_id)
        .where((literal("inn:") + C.inn).not_in(there))
        .order_by(SHORT, C.id)
    )
    return tuple(CompanyChoice(*row) for row in db.session.execute(query))
