"""The last day of a term counts; what has no number of days never ends by itself."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.kernel.register import Term
from core.privacy.rules.terms import is_over, limit_of

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
YEAR = Term("365", 365, "day")


@pytest.mark.parametrize(("days", "over"), ((364, False), (365, False), (366, True)))
def test_a_day_is_kept_so_many_days_and_goes_on_the_next(days, over):
    assert is_over(YEAR, TODAY - timedelta(days=days), NOW, TODAY) is over


@pytest.mark.parametrize(("seconds", "over"), ((-1, False), (0, False), (1, True)))
def test_a_moment_is_counted_to_the_second(seconds, over):
    began = NOW - timedelta(days=365, seconds=seconds)
    assert is_over(YEAR, began, NOW, TODAY) is over


def test_nought_days_end_with_the_day_itself():
    term = Term("0", 0, "delete_on")
    assert not is_over(term, TODAY, NOW, TODAY)
    assert is_over(term, TODAY - timedelta(days=1), NOW, TODAY)


def test_without_days_nothing_ends():
    term = Term("for ever")
    assert limit_of(term, NOW, TODAY) is None
    assert not is_over(term, date(1990, 1, 1), NOW, TODAY)
