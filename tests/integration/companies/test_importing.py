"""The companies of the region's file come into the register with their products."""

import pytest

from core.adapters.database import db
from core.importing.sections import Section, import_content
from council.membership.models import Organisation
from events.companies.models import Company, CompanyProduct
from events.companies.rules import SmeCategory
from events.importing.companies import read_companies
from tests.builders_missions import inn_of
from tests.conftest import NOW

SECTIONS = (Section("companies", read_companies),)


def company(code="c01", number=1, **values):
    return {
        "id": code,
        "inn": inn_of(number),
        "industry": "машиностроение",
        "hs_codes_or_service": "8432, 8433",
        "sme_category": "малое предприятие",
        "export_status": "действующий экспортёр",
        "publication_consent": True,
        **values,
    }


def read(*companies):
    return import_content({"companies": list(companies)}, SECTIONS, now=NOW)


@pytest.fixture
def known(build):
    for code, number in (("c01", 1), ("c02", 2)):
        build.add(Organisation(code=code, name=f"ООО «Завод {number}»", inn=inn_of(number)))


def test_what_the_file_says_of_a_company_is_kept_once(known):
    for _ in range(2):
        assert read(company()).faults == ()
    row = db.session.query(Company).one()
    assert (row.sme, row.sectors, row.publication_consent) == (
        SmeCategory.SMALL,
        ["машиностроение"],
        True,
    )
    products = db.session.query(CompanyProduct).order_by(CompanyProduct.position)
    assert [each.code for each in products] == ["8432", "8433"]


def test_a_service_has_no_code(known):
    read(company(hs_codes_or_service="услуги связи"))
    assert db.session.query(CompanyProduct).one().name == "услуги связи"


@pytest.mark.parametrize(
    "values",
    (
        {"sme_category": "гигант"},
        {"hs_codes_or_service": "841"},
        {"publication_consent": "да"},
    ),
)
def test_a_fault_keeps_everything_out(known, values):
    assert read(company(**values), company("c02", 2)).faults
    assert db.session.query(Company).count() == 0


def test_two_companies_have_two_inns(known):
    assert read(company(), company("c02", 1)).faults


def test_without_an_inn_there_is_no_company(known):
    assert read(company(inn=None)).faults == ()
    assert db.session.query(Company).count() == 0
