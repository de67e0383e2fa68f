"""Measures, follow-ups and plans of exchanges as duties: by which day, and what is left out."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from council.reminders.rules import DutyKind
from events.exchanges.rules.duties import PendingAgreement, exchange_duties
from events.programme.rules.duties import TOLD_FOR
from tests.unit.reminders.days import circumstances

TODAY, YEAR_END = date(2026, 11, 18), date(2026, 12, 31)
AGREEMENT = PendingAgreement(UUID(int=7), 3, "Яринский край", None, None)


def duties(today=TODAY, **values):
    return list(exchange_duties([replace(AGREEMENT, **values)], circumstances(today)))


def test_promises_of_one_day_are_told_together_those_of_another_day_apart():
    later = TODAY + timedelta(days=5)
    found = duties(promises=((TODAY, "Обмен опытом"), (TODAY, "Отчёт"), (later, "Визит")))
    assert [(each.due, each.details["tasks"]) for each in found] == [
        (TODAY, "Обмен опытом; Отчёт"),
        (later, "Визит"),
    ]
    assert {each.matter for each in found} == {DutyKind.EXCHANGE_PROMISE}
    assert found[0].details["number"] == "3"
    assert found[0].details["title"] == "Яринский край"


def test_a_promise_is_owed_after_the_agreement_ended_and_left_to_the_register_after_half_a_year():
    due = TODAY - TOLD_FOR
    assert duties(promises=((due, "Отчёт"),), ended_on=due)
    assert not duties(TODAY + timedelta(days=1), promises=((due, "Отчёт"),))


def test_a_plan_that_runs_out_is_due_at_the_end_of_its_last_year():
    (found,) = duties(planned_until=2026)
    assert (found.matter, found.due) == (DutyKind.EXCHANGE_PLAN, YEAR_END)
    assert found.details["year"] == "2026"


@pytest.mark.parametrize(
    "values",
    (
        {},
        {"planned_until": 2026, "ends_on": YEAR_END},
        {"planned_until": 2025, "ends_on": date(2026, 6, 30)},
        {"planned_until": 2026, "ended_on": TODAY},
    ),
)
def test_without_a_plan_or_an_agreement_that_goes_on_nothing_is_asked(values):
    assert not duties(**values)


def test_an_agreement_that_ends_soon_after_its_plan_still_needs_the_next_one():
    assert duties(planned_until=2026, ends_on=date(2027, 1, 31))
