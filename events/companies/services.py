"""What is done with the register of companies: entering, changing, recording support."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from core.adapters import journal
from core.adapters.database import command, db
from core.adapters.once import add_once
from core.kernel.errors import N_, Refusal, Refused, Stale
from core.kernel.search import fold
from core.kernel.viewers import Viewer
from council.membership.models import Organisation
from events.companies.models import Company, CompanyContact, CompanyProduct, CompanySupport
from events.companies.queries import ContactRow, find_by_inn, get_company, get_support
from events.companies.rules import Product, SupportFacts, support_refusal

CHANGED = Refusal("stale", N_("Somebody changed this meanwhile. Open the page again and repeat."))
KNOWN = Refusal("known_inn", N_("A company with this INN is in the register already."))
NAMES = ("name", "short_name", "ogrn", "city")


@dataclass(frozen=True, slots=True)
class CompanyDraft:
    """A company as typed; `names` are columns of the organisation, `values` of the company."""

    inn: str
    names: dict[str, Any]
    values: dict[str, Any]
    products: tuple[Product, ...] = ()
    contacts: tuple[ContactRow, ...] = ()
    revision: int = 1


@command
def add_company(key: UUID, draft: CompanyDraft, *, actor: Viewer, now: datetime) -> UUID:
    """Enter a company; an organisation with the same INN becomes its own."""
    known = find_by_inn(draft.inn)
    if known == key:
        return key
    if known:
        raise Refused(KNOWN)
    organisation = organisation_of(draft)
    company = Company(
        id=key,
        organisation_id=organisation.id,
        inn=draft.inn,
        created_at=now,
        changed_at=now,
        search_text=search_text(organisation, draft),
        **draft.values,
    )
    db.session.add(company)
    db.session.flush()
    write_rest(company.id, draft)
    journal.record("company.added", subject_id=company.id, actor=actor, at=now)
    return key


@command
def change_company(company_id: UUID, draft: CompanyDraft, *, actor: Viewer, now: datetime) -> None:
    company = get_company(company_id)
    if company.revision != draft.revision:
        raise Stale(CHANGED)
    known = find_by_inn(draft.inn)
    if known and known != company_id:
        raise Refused(KNOWN)
    organisation = db.session.get_one(Organisation, company.organisation_id)
    changes = journal.apply_changes(organisation, {**draft.names, "inn": draft.inn})
    changes |= journal.apply_changes(company, {**draft.values, "inn": draft.inn})
    company.search_text = search_text(organisation, draft)
    company.revision += 1
    company.changed_at = now
    write_rest(company.id, draft)
    journal.record("company.changed", subject_id=company.id, actor=actor, at=now, details=changes)


def organisation_of(draft: CompanyDraft) -> Organisation:
    o, taken = Organisation, select(Company.organisation_id)
    query = select(o).where(o.inn == draft.inn, o.id.not_in(taken)).limit(1)
    found = db.session.scalar(query)
    if found is None:
        found = Organisation(inn=draft.inn, **draft.names)
        db.session.add(found)
    else:
        journal.apply_changes(found, draft.names)
    db.session.flush()
    return found


def search_text(organisation: Organisation, draft: CompanyDraft) -> str:
    words = [organisation.name, organisation.short_name, draft.inn, organisation.city]
    words += draft.values.get("sectors", []) + [str(each) for each in draft.products]
    return fold(" ".join(filter(None, words)))


def write_rest(company_id: UUID, draft: CompanyDraft) -> None:
    """Products and contacts as they stand in the form, in its order."""
    db.session.execute(delete(CompanyProduct).where(CompanyProduct.company_id == company_id))
    db.session.execute(delete(CompanyContact).where(CompanyContact.company_id == company_id))
    for place, product in enumerate(draft.products, 1):
        row = CompanyProduct(company_id=company_id, position=place)
        row.code, row.name = product.code, product.name
        db.session.add(row)
    for place, contact in enumerate(draft.contacts, 1):
        person = CompanyContact(company_id=company_id, position=place)
        person.full_name, person.post = contact.full_name, contact.post
        person.email, person.phone = contact.email, contact.phone
        db.session.add(person)
    db.session.flush()


@command
def add_support(
    company_id: UUID, key: UUID, values: dict[str, Any], *, actor: Viewer, now: datetime
) -> None:
    """Record a support that did not come of a selection: money, a stand, a mission of old."""
    get_company(company_id)
    check_support(values)
    given = {**values, "company_id": company_id}
    if add_once(CompanySupport(id=key, **given), given):
        journal.record("company.supported", subject_id=company_id, actor=actor, at=now)


@command
def change_support(  # noqa: PLR0913 - who, which, what, from which page
    company_id: UUID,
    support_id: UUID,
    values: dict[str, Any],
    *,
    revision: int,
    actor: Viewer,
    now: datetime,
) -> None:
    support = get_support(company_id, support_id)
    if support.revision != revision:
        raise Stale(CHANGED)
    check_support(values)
    changes = journal.apply_changes(support, values)
    if changes:
        support.revision += 1
        journal.record(
            "company.support_changed", subject_id=company_id, actor=actor, at=now, details=changes
        )


def check_support(values: dict[str, Any]) -> None:
    facts = SupportFacts(attendance=values["attendance"], contracts=values["contracts"])
    if refusal := support_refusal(facts, values["amount"]):
        raise Refused(refusal)
