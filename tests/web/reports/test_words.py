"""Titles and periods in Russian, as they are proposed for each kind of report."""

import pytest

from council.reports.pages.words import period_text, proposed_title
from council.reports.rules import PeriodKind, ReportKind
from council.reports.rules.periods import months, part_of_year

YEAR = part_of_year(PeriodKind.YEAR, 2026)


@pytest.mark.parametrize(
    ("period", "text"),
    (
        (part_of_year(PeriodKind.HALF_YEAR, 2026, 1), "I полугодие 2026 года"),
        (part_of_year(PeriodKind.QUARTER, 2026, 3), "III квартал 2026 года"),
        (YEAR, "2026 год"),
        (months(2026, 1, 5), "январь – май 2026 года"),
        (months(2026, 2, 2), "февраль 2026 года"),
    ),
)
def test_a_period_is_written_as_in_documents(app, period, text):
    with app.test_request_context("/"):
        assert period_text(period).replace("\xa0", " ") == text


@pytest.mark.parametrize(
    ("kind", "title"),
    (
        (ReportKind.COORDINATOR, "Отчёт РОИВ-координатора за 2026 год"),
        (
            ReportKind.PROGRAMME,
            "Отчёт о реализации Региональной программы развития экспорта за 2026 год",
        ),
        (
            ReportKind.INTERIM,
            "Промежуточный отчёт об исполнении мероприятий Региональной программы за 2026 год",
        ),
        (
            ReportKind.INFRASTRUCTURE,
            "Отчёт об итогах работы инфраструктуры поддержки экспорта за 2026 год (ЦПЭ)",
        ),
    ),
)
def test_a_title_is_proposed_for_each_kind(app, kind, title):
    with app.test_request_context("/"):
        assert proposed_title(kind, YEAR, "ЦПЭ").replace("\xa0", " ") == title
