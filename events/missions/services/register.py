"""A chosen company comes into the register, and its support onto its page."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import delete, select

from core.adapters.database import db
from core.kernel.search import fold
from core.kernel.unreadable import Unreadable
from council.membership.models import Organisation
from events.companies.models import Company, CompanyContact, CompanyProduct, CompanySupport
from events.companies.rules import Attendance, Product, read_products
from events.missions.models import Call, MissionApplication
from events.missions.queries.calls import get_event


def enter_support(application: MissionApplication, call: Call, now: datetime) -> None:
    """The place in the event, expected; made once for a company and an event."""
    company_id = company_of(application, now).id
    event = get_event(call.event_id)
    found = find_support(company_id, call)
    if found is None:
        db.session.add(
            CompanySupport(
                company_id=company_id,
                event_id=event.id,
                title=event.name,
                day=event.starts_on or call.last_day,
            )
        )
        db.session.flush()


def forget_support(application: MissionApplication, call: Call) -> None:
    """A place that was given up is no support, unless something was entered about it."""
    company_id = db.session.scalar(select(Company.id).where(Company.inn == application.inn))
    found = find_support(company_id, call) if company_id else None
    if found and found.revision == 1 and found.attendance is Attendance.EXPECTED:
        db.session.delete(found)
        db.session.flush()


def forget_contact(application: MissionApplication) -> None:
    """The person leaves the register too: the consent was given for the application alone."""
    c = CompanyContact
    company = select(Company.id).where(Company.inn == application.inn)
    same = (c.full_name == application.full_name) & (c.email == application.email)
    db.session.execute(delete(c).where(c.company_id.in_(company), same))


def find_support(company_id: object, call: Call) -> CompanySupport | None:
    s = CompanySupport
    query = select(s).where(s.company_id == company_id, s.event_id == call.event_id)
    return db.session.scalar(query)


def company_of(application: MissionApplication, now: datetime) -> Company:
    """The company of the register by its INN, else a new one of what was typed."""
    found = db.session.scalar(select(Company).where(Company.inn == application.inn))
    return found or enter_company(application, now)


def enter_company(application: MissionApplication, now: datetime) -> Company:
    company = Company(
        id=uuid4(),
        organisation_id=organisation_of(application).id,
        inn=application.inn,
        search_text=fold(f"{application.company} {application.inn} {application.city}"),
        created_at=now,
        changed_at=now,
    )
    db.session.add(company)
    db.session.flush()
    for position, product in enumerate(products_of(application), 1):
        db.session.add(
            CompanyProduct(
                company_id=company.id, position=position, code=product.code, name=product.name
            )
        )
    db.session.add(
        CompanyContact(
            company_id=company.id,
            position=1,
            full_name=application.full_name,
            post=application.post,
            email=application.email,
            phone=application.phone,
        )
    )
    db.session.flush()
    return company


def organisation_of(application: MissionApplication) -> Organisation:
    o = Organisation
    taken = select(Company.organisation_id)
    query = select(o).where(o.inn == application.inn, o.id.not_in(taken)).limit(1)
    found = db.session.scalar(query)
    if found is None:
        found = Organisation(
            id=uuid4(),
            name=application.company,
            inn=application.inn,
            ogrn=application.ogrn or None,
            city=application.city,
        )
        db.session.add(found)
        db.session.flush()
    return found


def products_of(application: MissionApplication) -> tuple[Product, ...]:
    try:
        return read_products(application.products)
    except Unreadable:
        return ()
