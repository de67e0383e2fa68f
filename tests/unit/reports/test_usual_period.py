"""What the form of a new report proposes, so that nothing known is typed again."""

from datetime import date

import pytest

from council.reports.rules import ReportKind
from council.reports.rules.periods import usual_period


@pytest.mark.parametrize(
    ("kind", "day", "first", "last"),
    (
        (ReportKind.COORDINATOR, date(2026, 6, 30), date(2026, 1, 1), date(2026, 6, 30)),
        (ReportKind.COORDINATOR, date(2026, 7, 1), date(2026, 7, 1), date(2026, 12, 31)),
        (ReportKind.INFRASTRUCTURE, date(2026, 7, 1), date(2026, 7, 1), date(2026, 12, 31)),
        (ReportKind.PROGRAMME, date(2026, 7, 1), date(2026, 1, 1), date(2026, 12, 31)),
        (ReportKind.INTERIM, date(2026, 5, 31), date(2026, 1, 1), date(2026, 5, 31)),
        (None, date(2026, 12, 31), date(2026, 7, 1), date(2026, 12, 31)),
    ),
)
def test_the_usual_period_follows_from_the_kind_and_the_day(kind, day, first, last):
    period = usual_period(kind, day)
    assert (period.first_day, period.last_day) == (first, last)
