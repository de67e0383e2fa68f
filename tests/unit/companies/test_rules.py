"""Products as people type them, what a company received, and what it owes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kernel.unreadable import Unreadable
from events.companies.rules import (
    Attendance,
    Product,
    SupportFacts,
    owes_report,
    read_products,
    support_refusal,
    totals_of,
)

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "products"),
    (
        ("", ()),
        (" \n ", ()),
        ("8413", (Product("8413", ""),)),
        ("8432, 8433", (Product("8432", ""), Product("8433", ""))),
        ("8413 – насосы, помпы", (Product("8413", "насосы, помпы"),)),
        ("0406: сыры\nуслуги связи", (Product("0406", "сыры"), Product("", "услуги связи"))),
        ("84131100\tнасосы", (Product("84131100", "насосы"),)),
    ),
)
def test_products_are_read_line_by_line(text, products):
    assert read_products(text) == products


@pytest.mark.parametrize(
    ("text", "code"),
    (
        ("841", "hs_code"),
        ("84131 – насосы", "hs_code"),
        ("8413\n" * 31, "too_many_products"),
        ("х" * 301, "long_product"),
    ),
)
def test_what_cannot_be_a_product_says_why(text, code):
    with pytest.raises(Unreadable) as caught:
        read_products(text)
    assert caught.value.code == code


@given(st.text())
def test_any_text_is_read_or_refused_in_words(text):
    try:
        products = read_products(text)
    except Unreadable:
        return
    assert all(len(product.code) in {0, 2, 4, 6, 8, 10} for product in products)


@pytest.mark.parametrize(
    ("due", "received", "owed"),
    (
        (None, None, False),
        (DAY, None, False),
        (date(2026, 11, 21), None, True),
        (date(2026, 11, 21), DAY, False),
    ),
)
def test_a_report_is_owed_from_the_day_after_its_day(due, received, owed):
    facts = SupportFacts(Attendance.TOOK_PART, report_due=due, report_on=received)
    assert owes_report(facts, DAY) is owed


def test_totals_count_what_happened():
    found = [
        SupportFacts(Attendance.TOOK_PART, rubles=100, metres=6, contracts=2),
        SupportFacts(Attendance.ABSENT, rubles=50, report_due=date(2026, 1, 1)),
        SupportFacts(Attendance.EXPECTED, metres=3),
    ]
    totals = totals_of(found, DAY)
    assert (totals.missions, totals.absences, totals.reports_owed) == (1, 1, 1)
    assert (totals.rubles, totals.metres, totals.contracts) == (150, 9, 2)


def test_sums_need_contracts_and_the_absent_have_none():
    assert support_refusal(SupportFacts(Attendance.TOOK_PART), 1).code == "sum_without_contract"
    absent = SupportFacts(Attendance.ABSENT, contracts=1)
    assert support_refusal(absent, 0).code == "absent_with_contract"
    assert support_refusal(SupportFacts(Attendance.TOOK_PART, contracts=1), 1) is None
