"""The warning that the threshold is in danger: what it says, and when it is another fact."""

from datetime import date
from uuid import UUID

import pytest

from council.reminders.rules import DutyKind, fact_of
from events.plan.rules.completion import Completion
from events.plan.rules.danger import danger_of

PLAN = UUID(int=7)


def danger(held, still_possible, planned=24):
    return danger_of(PLAN, 2026, Completion(planned, held, still_possible))


@pytest.mark.parametrize(
    ("held", "still_possible", "matter"),
    (
        (17, 4, None),  # one may be lost
        (17, 3, DutyKind.PLAN_TIGHT),
        (17, 2, DutyKind.PLAN_LOST),
        (19, 0, DutyKind.PLAN_LOST),
        (20, 0, None),
        (0, 20, DutyKind.PLAN_TIGHT),
    ),
)
def test_the_warning_comes_exactly_when_every_event_left_is_needed_or_too_few(
    held, still_possible, matter
):
    found = danger(held, still_possible)
    assert (found.matter if found else None) is matter


def test_an_empty_plan_warns_of_nothing_since_it_cannot_be_decided():
    assert danger(0, 0, planned=0) is None


def test_the_warning_names_the_figures_and_holds_until_the_year_ends():
    found = danger(17, 2)
    assert found.due == date(2026, 12, 31)
    assert found.details == {
        "year": "2026",
        "planned": "24",
        "held": "17",
        "needed": "20",
        "left": "2",
    }


def test_an_event_held_as_expected_is_the_same_fact():
    assert fact_of(danger(17, 3)) == fact_of(danger(18, 2))


def test_another_loss_or_another_edition_is_another_fact():
    facts = {fact_of(danger(17, 2)), fact_of(danger(17, 1)), fact_of(danger(17, 2, planned=25))}
    facts.add(fact_of(danger(17, 3)))
    assert len(facts) == 4
