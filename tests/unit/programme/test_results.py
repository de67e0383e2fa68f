"""Results: exact sums, one identity of a contract, yield; waves of questions afterwards."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.programme.rules import OutcomeStage
from events.programme.rules.outcomes import (
    Promise,
    is_open,
    months_after,
    reminder_due,
    wave_due,
)
from events.programme.rules.results import (
    Contract,
    contract_faults,
    counted,
    figure_faults,
    published,
    read_hundredths,
    read_rate,
    sums_by_currency,
    yield_of,
)

DAY = date(2026, 9, 10)
ONE = Contract("15/2", "ООО «Насосы»", "Zarafshon", DAY, 50_600_050, "USD", 812_500)


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("506 000,50", 50_600_050),
        ("506000.5", 50_600_050),
        ("7", 700),
        ("0", 0),
        ("5,123", None),
        ("-5", None),
        ("1e5", None),
        ("٣", None),
        ("", None),
        ("9" * 14, None),
    ),
)
def test_a_sum_is_read_exactly(text, expected):
    assert read_hundredths(text) == expected


def test_a_rate_is_read_exactly():
    assert read_rate("81,25") == 812_500
    assert read_rate("0.0061") == 61
    assert read_rate("1,23456") is None


@pytest.mark.parametrize(
    "same",
    (
        {"company": "ооо  насосы"},
        {"partner": "ZARAFSHON"},
        {"number": "15-2"},
        {"amount": 1, "currency": "EUR", "rate": None, "subject": "Трубы"},
    ),
)
def test_a_contract_is_the_same_however_it_is_typed(same):
    assert replace(ONE, **same).identity == ONE.identity


@pytest.mark.parametrize(
    "other",
    (
        {"company": "ООО «Трубы»"},
        {"partner": "Navoiy"},
        {"number": "16"},
        {"signed_on": DAY + timedelta(days=1)},
    ),
)
def test_another_number_side_or_day_is_another_contract(other):
    assert replace(ONE, **other).identity != ONE.identity


def test_names_do_not_run_into_each_other():
    moved = replace(ONE, number="15", company="2ООО «Насосы»")
    assert moved.identity != ONE.identity


def test_every_fault_of_a_contract_is_said():
    bad = Contract("", "«»", " ", DAY + timedelta(days=1), 0, "usd", 0)
    codes = [each.code for each in contract_faults(bad, DAY)]
    assert codes == ["no_sides", "no_amount", "no_currency", "not_yet", "bad_rate"]
    assert contract_faults(ONE, DAY) == ()
    assert [each.code for each in contract_faults(replace(ONE, signed_on=None), DAY)] == ["not_yet"]


def test_the_yield_is_an_exact_fraction():
    rubles = Contract("1", "А", "Б", DAY, 100, "RUB")
    unpriced = replace(ONE, number="2", rate=None)
    found = yield_of([ONE, ONE, rubles, unpriced], 10_000_000)
    assert found.kopecks == Fraction(50_600_050 * 812_500, 10_000) + 100
    assert found.per_ruble == found.kopecks / 10_000_000
    assert found.unpriced == 1
    assert yield_of([ONE], 0).per_ruble is None


def test_a_typed_figure_goes_before_a_counted_one():
    found = counted([ONE, ONE], "USD")
    assert found == {"contracts": 1, "amount": 506_000}
    own = {"contracts": 0, "meetings": 48, "companies": None}
    assert published(own, found) == {
        "companies": 0,
        "meetings": 48,
        "intents": 0,
        "contracts": 0,
        "amount": 506_000,
    }
    assert [each.code for each in figure_faults(published(own, found))] == ["sum_without_contract"]
    assert [each.code for each in figure_faults(published({"meetings": -1}, found))] == ["negative"]
    assert counted([ONE], "EUR")["amount"] == 0


contracts = st.builds(
    Contract,
    number=st.sampled_from(["", "1", "2"]),
    company=st.sampled_from(["А", "Б"]),
    partner=st.sampled_from(["X", "Y"]),
    signed_on=st.sampled_from([DAY, DAY + timedelta(days=1)]),
    amount=st.integers(1, 10**12),
    currency=st.sampled_from(["USD", "CNY", "RUB"]),
    rate=st.none() | st.integers(1, 10**7),
)


@given(st.lists(contracts, max_size=12))
def test_no_contract_counts_twice_and_none_is_lost(found):
    different = {each.identity for each in found}
    assert counted(found + found, "USD") == counted(found, "USD")
    assert counted(found, "USD")["contracts"] == len(different)
    once = {each.identity: each for each in found}.values()
    assert sum(sums_by_currency(found + list(once)).values()) == sum(each.amount for each in once)


END = date(2026, 8, 31)
PROMISE = Promise(END, OutcomeStage.CONTACT, is_closed=False, has_address=True)


def test_months_end_where_the_month_ends():
    assert months_after(END, 3) == date(2026, 11, 30)
    assert months_after(END, 6) == date(2027, 2, 28)
    assert months_after(END, 12) == END.replace(year=2027)
    assert months_after(date(2026, 12, 1), 12) == date(2027, 12, 1)


@pytest.mark.parametrize(
    ("today", "asked", "expected"),
    (
        (date(2026, 11, 29), (), None),
        (date(2026, 11, 30), (), 3),
        (date(2026, 12, 30), (3,), None),
        (date(2027, 2, 28), (3,), 6),
        (date(2027, 3, 1), (), 6),
        (date(2027, 9, 1), (3, 6), 12),
        (date(2028, 2, 29), (3, 6), 12),
        (date(2028, 3, 1), (3, 6), None),
    ),
)
def test_the_latest_wave_that_has_come_is_asked_once(today, asked, expected):
    assert wave_due(replace(PROMISE, asked=asked), today) == expected


@pytest.mark.parametrize(
    "changes",
    (
        {"is_closed": True},
        {"has_address": False},
        {"ends_on": None},
        {"stage": OutcomeStage.CONTRACT},
        {"stage": OutcomeStage.SHIPPED},
    ),
)
def test_nobody_is_asked_when_there_is_nothing_to_ask(changes):
    assert wave_due(replace(PROMISE, **changes), date(2026, 12, 1)) is None


@pytest.mark.parametrize("stage", OutcomeStage)
def test_a_promise_is_open_until_a_contract(stage):
    fulfilled = stage in {OutcomeStage.CONTRACT, OutcomeStage.SHIPPED}
    assert is_open(replace(PROMISE, stage=stage)) is not fulfilled


def test_one_reminder_comes_two_weeks_after_an_unanswered_question():
    asked, states = DAY, {"reminded": False, "answered": False, "still_open": True}
    assert not reminder_due(asked, DAY + timedelta(days=13), **states)
    assert reminder_due(asked, DAY + timedelta(days=14), **states)
    for change in ({"reminded": True}, {"answered": True}, {"still_open": False}):
        assert not reminder_due(asked, DAY + timedelta(days=20), **(states | change))
