"""The register by its services: entered once, changed as the page saw it, support by its rules."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from core.adapters.database import db
from core.adapters.journal import JournalEntry
from core.kernel.errors import NotFound, Refused, Stale
from council.membership.models import Organisation
from events.companies import queries, services
from events.companies.models import Company, CompanyContact, CompanyProduct, CompanySupport
from events.companies.queries import ContactRow
from events.companies.rules import Attendance, Product, SmeCategory
from events.companies.services import CompanyDraft
from tests.builders_missions import inn_of
from tests.traces import noted

MOROZ = ContactRow("Мороз Никита Ильич", "директор", "moroz@example.org", "")
DRAFT = CompanyDraft(
    inn=inn_of(1),
    names={"name": "Общество «Путь»", "short_name": "ООО «Путь»", "city": "г. Заречинск"},
    values={"sectors": ["насосы"], "markets": ["Узбекистан"], "sme": SmeCategory.SMALL},
    products=(Product("8413", "насосы"), Product("", "монтаж")),
    contacts=(MOROZ,),
)
SUPPORT = {
    "title": "Стенд на выставке",
    "day": date(2025, 7, 7),
    "attendance": Attendance.TOOK_PART,
    "rubles": 150_000,
    "metres": 6,
    "outcome": "",
    "contracts": 1,
    "amount": 20_000,
    "currency": "USD",
}


@pytest.fixture
def company_id(missions):
    return services.add_company(uuid4(), DRAFT, **missions.by)


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_a_company_is_entered_whole_and_found_by_its_words(missions, company_id):
    head = queries.get_head(company_id)
    assert (head.short_name, head.sectors, head.sme) == (
        "ООО «Путь»",
        ["насосы"],
        SmeCategory.SMALL,
    )
    assert queries.list_products(company_id) == DRAFT.products
    assert queries.list_contacts(company_id) == (MOROZ,)
    for words in ("путь", "НАСОСЫ", inn_of(1), "8413", "заречинск путь"):
        assert [row.id for row in queries.list_companies(words)[0]] == [company_id]
    assert queries.list_companies("котлы") == ((), 0)
    assert noted(company_id) == ["company.added"]


def test_the_same_form_sent_twice_enters_one_company(missions, company_id):
    assert services.add_company(company_id, DRAFT, **missions.by) == company_id
    assert count(Company) == 1
    assert noted(company_id) == ["company.added"]


def test_an_inn_that_the_register_has_is_refused_and_leaves_no_trace(missions, company_id):
    organisations, entries = count(Organisation), count(JournalEntry)
    with pytest.raises(Refused) as refused:
        services.add_company(uuid4(), DRAFT, **missions.by)
    assert refused.value.codes == ("known_inn",)
    after = (count(Company), count(Organisation), count(CompanyProduct), count(JournalEntry))
    assert after == (1, organisations, 2, entries)


def test_an_organisation_that_the_council_knows_becomes_the_companys_own(missions):
    known = missions.build.add(Organisation(name="Старое имя", inn=inn_of(1)))
    before = count(Organisation)
    key = services.add_company(uuid4(), DRAFT, **missions.by)
    assert db.session.get(Company, key).organisation_id == known.id
    assert (count(Organisation), queries.get_head(key).name) == (before, "Общество «Путь»")


def test_the_organisation_of_another_company_is_not_taken_over(missions, company_id):
    """Its INN was changed in the register; another company may have the old one."""
    taken = db.session.get(Company, company_id)
    services.change_company(company_id, replace(DRAFT, inn=inn_of(2)), **missions.by)
    db.session.get(Organisation, taken.organisation_id).inn = inn_of(1)
    db.session.commit()
    other = services.add_company(uuid4(), DRAFT, **missions.by)
    assert db.session.get(Company, other).organisation_id != taken.organisation_id


def test_a_change_writes_products_and_contacts_anew_in_their_order(missions, company_id):
    changed = replace(
        DRAFT,
        names=DRAFT.names | {"city": "г. Северск"},
        products=(Product("", "монтаж"), Product("8414", "вентиляторы")),
        contacts=(),
    )
    services.change_company(company_id, changed, **missions.by)
    head = queries.get_head(company_id)
    assert (head.city, head.revision) == ("г. Северск", 2)
    assert queries.list_products(company_id) == changed.products
    assert queries.list_contacts(company_id) == ()
    assert queries.list_companies("северск вентиляторы")[1] == 1
    assert queries.list_companies("8413")[1] == 0


def test_a_page_from_before_a_change_changes_nothing(missions, company_id):
    services.change_company(company_id, DRAFT, **missions.by)
    late = replace(DRAFT, names=DRAFT.names | {"name": "Другое"}, products=(), contacts=())
    with pytest.raises(Stale):
        services.change_company(company_id, late, **missions.by)
    assert queries.get_head(company_id).name == "Общество «Путь»"
    assert (count(CompanyProduct), count(CompanyContact)) == (2, 1)
    assert noted(company_id) == ["company.added", "company.changed"]


def test_nobody_takes_the_inn_of_another_company(missions, company_id):
    other = services.add_company(uuid4(), replace(DRAFT, inn=inn_of(2)), **missions.by)
    with pytest.raises(Refused) as refused:
        services.change_company(other, DRAFT, **missions.by)
    assert refused.value.codes == ("known_inn",)
    assert (queries.get_head(other).inn, noted(other)) == (inn_of(2), ["company.added"])


def test_what_is_not_in_the_register_is_not_found(missions, company_id):
    with pytest.raises(NotFound):
        services.change_company(uuid4(), DRAFT, **missions.by)
    with pytest.raises(NotFound):
        services.add_support(uuid4(), uuid4(), SUPPORT, **missions.by)
    with pytest.raises(NotFound):
        queries.get_head(uuid4())
    assert count(CompanySupport) == 0


def test_a_support_sent_twice_is_recorded_once_and_noted_once(missions, company_id):
    key = uuid4()
    for _ in range(2):
        services.add_support(company_id, key, SUPPORT, **missions.by)
    (row,) = queries.list_supports(company_id)
    assert (row.title, row.contracts, row.amount) == ("Стенд на выставке", 1, 20_000)
    assert noted(company_id) == ["company.added", "company.supported"]


@pytest.mark.parametrize(
    ("changes", "code"),
    (
        ({"contracts": 0}, "sum_without_contract"),
        ({"attendance": Attendance.ABSENT}, "absent_with_contract"),
    ),
)
def test_a_support_that_cannot_be_leaves_no_trace(missions, company_id, changes, code):
    with pytest.raises(Refused) as refused:
        services.add_support(company_id, uuid4(), SUPPORT | changes, **missions.by)
    assert refused.value.codes == (code,)
    key = uuid4()
    services.add_support(company_id, key, SUPPORT, **missions.by)
    with pytest.raises(Refused):
        services.change_support(company_id, key, SUPPORT | changes, revision=1, **missions.by)
    (row,) = queries.list_supports(company_id)
    assert (row.attendance, row.contracts, row.revision) == (Attendance.TOOK_PART, 1, 1)


def test_a_support_is_changed_as_the_page_saw_it_and_noted_if_anything_changed(
    missions, company_id
):
    key = uuid4()
    services.add_support(company_id, key, SUPPORT, **missions.by)
    services.change_support(company_id, key, SUPPORT, revision=1, **missions.by)
    assert noted(company_id)[-1] == "company.supported"  # the same as before
    reported = SUPPORT | {"outcome": "Договор с дилером"}
    services.change_support(company_id, key, reported, revision=1, **missions.by)
    with pytest.raises(Stale):
        services.change_support(company_id, key, SUPPORT, revision=1, **missions.by)
    (row,) = queries.list_supports(company_id)
    assert (row.outcome, row.revision) == ("Договор с дилером", 2)
    assert noted(company_id)[-1] == "company.support_changed"


def test_a_support_of_another_company_is_not_found(missions, company_id):
    key = uuid4()
    services.add_support(company_id, key, SUPPORT, **missions.by)
    other = services.add_company(uuid4(), replace(DRAFT, inn=inn_of(2)), **missions.by)
    with pytest.raises(NotFound):
        services.change_support(other, key, SUPPORT, revision=1, **missions.by)
