"""When a year can be closed: after its end, once, with every event recorded."""

from dataclasses import replace
from datetime import date

import pytest

from events.plan.rules.closing import ClosingFacts, closing_refusals

READY = ClosingFacts(2026, date(2027, 1, 1))


def codes(facts):
    return [each.code for each in closing_refusals(facts)]


def test_a_year_whose_events_are_all_recorded_closes_from_new_year_on():
    assert codes(READY) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    (
        ({"today": date(2026, 12, 31)}, "year_not_over"),
        ({"is_decided": False}, "not_in_force"),
        ({"has_edition_in_work": True}, "edition_in_work"),
        ({"unmarked": 1}, "unmarked_events"),
        ({"is_closed": True}, "year_closed"),
    ),
)
def test_each_reason_stands_against_it_alone(changes, code):
    assert codes(replace(READY, **changes)) == [code]


def test_all_reasons_are_told_together_but_a_closed_year_says_only_that():
    every = replace(READY, today=date(2026, 5, 1), has_edition_in_work=True, unmarked=3)
    assert codes(every) == ["year_not_over", "edition_in_work", "unmarked_events"]
    assert codes(replace(every, is_closed=True)) == ["year_closed"]


def test_the_count_of_unrecorded_events_is_told():
    (refusal,) = closing_refusals(replace(READY, unmarked=3))
    assert refusal.values == {"count": 3}
