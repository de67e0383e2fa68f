"""What became of an event, in the words of the official table."""

import pytest

from events.plan.rules.outcomes import Outcome, mark_of, outcome_of
from events.programme.rules import EventState

S = EventState


@pytest.mark.parametrize(
    ("state", "mark"),
    (
        (S.PLANNED, "запланировано"),
        (S.CALL_OPEN, "запланировано"),
        (S.UNDER_WAY, "запланировано"),
        (S.HELD, "проведено"),
        (S.REPORTED, "проведено"),
        (S.MOVED, "перенесено: отказ"),
        (S.CANCELLED, "отменено: отказ"),
    ),
)
def test_a_reason_stands_beside_what_was_not_held_as_planned(state, mark):
    assert mark_of(state, " отказ ") == mark


def test_without_a_reason_the_mark_stands_alone():
    assert mark_of(S.CANCELLED, " ") == "отменено"


@pytest.mark.parametrize(
    ("found", "said"),
    (
        (None, ""),
        (Outcome(0, 0, 0, 0, 0, "USD"), ""),
        (Outcome(12, 45, 3, 0, 0, "USD"), "12 предприятий, 45 встреч, 3 протокола о намерениях"),
        (Outcome(1, 0, 0, 2, 1_200_000, "USD"), "1 предприятие, 2 контракта на 1 200 000 USD"),
        (Outcome(0, 0, 0, 1, 0, "USD"), "1 контракт"),
    ),
)
def test_only_what_there_was_is_told(found, said):
    assert outcome_of(found).replace("\u00a0", " ") == said
