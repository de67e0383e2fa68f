"""What the checksum of a version is made of; periods of reports."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kernel.errors import Refused
from council.reports.rules import Period, PeriodKind, ReportKind
from council.reports.rules.periods import half_year_of, months, part_of_year
from council.reports.rules.versions import NamedFile, VersionContent, normal_text

FILE = NamedFile("Приложение.pdf", "a" * 64)
CONTENT = VersionContent(
    number=1,
    kind=ReportKind.COORDINATOR,
    title="Отчёт",
    period=part_of_year(PeriodKind.HALF_YEAR, 2026, 2),
    text="Исполнено 27 мероприятий.",
    files=(FILE,),
)


# Form 1 by hand: whoever has the record can make the same bytes and compare.
CANONICAL = (
    '{"attachments":["' + "a" * 64 + '"],"canon":1,"fields":{'
    '"files":[{"name":"Приложение.pdf","sha256":"' + "a" * 64 + '"}],'
    '"kind":"coordinator_report",'
    '"period":{"from_month":7,"kind":"half_year","to_month":12,"year":2026},'
    '"text":"Исполнено 27 мероприятий.","title":"Отчёт","version":1}}'
)


def test_the_checksum_is_of_the_canonical_form_and_never_changes():
    assert CONTENT.sha256 == sha256(CANONICAL.encode()).hexdigest()
    assert CONTENT.sha256.startswith("70ced15dbada29e4")


@pytest.mark.parametrize(
    "other",
    (
        replace(CONTENT, number=2),
        replace(CONTENT, kind=ReportKind.PROGRAMME),
        replace(CONTENT, title="Отчет"),
        replace(CONTENT, period=part_of_year(PeriodKind.HALF_YEAR, 2026, 1)),
        replace(CONTENT, period=replace(CONTENT.period, year=2025)),
        replace(CONTENT, period=replace(CONTENT.period, kind=PeriodKind.MONTHS)),
        replace(CONTENT, text="Исполнено 29 мероприятий."),
        replace(CONTENT, files=()),
        replace(CONTENT, files=(replace(FILE, name="Приложение 1.pdf"),)),
        replace(CONTENT, files=(replace(FILE, sha256="b" * 64),)),
        replace(CONTENT, files=(FILE, FILE)),
    ),
)
def test_whatever_the_deputy_chair_sees_changes_the_checksum(other):
    assert other.sha256 != CONTENT.sha256


def test_letters_composed_in_another_way_and_other_line_ends_are_the_same_text():
    composed, decomposed = "Отчёт о й\nвторая", "Отчёт о й\r\nвторая"

    assert normal_text(decomposed) == composed
    assert replace(CONTENT, text=decomposed).sha256 == replace(CONTENT, text=composed).sha256


@given(st.text())
def test_normal_text_stays_as_it_is(text):
    assert normal_text(normal_text(text)) == normal_text(text)


@pytest.mark.parametrize(
    ("period", "first", "last", "index"),
    (
        (part_of_year(PeriodKind.HALF_YEAR, 2026, 1), date(2026, 1, 1), date(2026, 6, 30), 1),
        (part_of_year(PeriodKind.HALF_YEAR, 2026, 2), date(2026, 7, 1), date(2026, 12, 31), 2),
        (part_of_year(PeriodKind.QUARTER, 2026, 3), date(2026, 7, 1), date(2026, 9, 30), 3),
        (part_of_year(PeriodKind.YEAR, 2024), date(2024, 1, 1), date(2024, 12, 31), 1),
        (months(2024, 1, 2), date(2024, 1, 1), date(2024, 2, 29), 1),
    ),
)
def test_a_period_has_whole_months(period, first, last, index):
    assert (period.first_day, period.last_day, period.index) == (first, last, index)


@pytest.mark.parametrize(
    ("day", "index"), ((date(2026, 6, 30), 1), (date(2026, 7, 1), 2), (date(2026, 12, 31), 2))
)
def test_the_half_year_of_a_day(day, index):
    assert half_year_of(day) == part_of_year(PeriodKind.HALF_YEAR, 2026, index)


@pytest.mark.parametrize(("first", "last"), ((3, 2), (0, 2), (1, 13)))
def test_months_out_of_order_are_refused(first, last):
    with pytest.raises(Refused) as refused:
        months(2026, first, last)
    assert refused.value.codes == ("months_order",)


@pytest.mark.parametrize(
    ("kind", "index"),
    (
        (PeriodKind.HALF_YEAR, 0),
        (PeriodKind.HALF_YEAR, 3),
        (PeriodKind.QUARTER, 5),
        (PeriodKind.YEAR, 2),
    ),
)
def test_a_year_has_no_such_part(kind, index):
    with pytest.raises(ValueError, match="a year has no"):
        part_of_year(kind, 2026, index)


def test_one_month_is_a_period_too():
    assert months(2026, 5, 5) == Period(PeriodKind.MONTHS, 2026, 5, 5)
