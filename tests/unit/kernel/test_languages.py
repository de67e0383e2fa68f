"""What offices write, in both languages; «_» stands for the no-break space in these tables."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kernel import english, russian
from core.kernel.language import formats_for

FIFTH = date(2026, 12, 5)
MORNING = datetime(2026, 11, 21, 6, 4, tzinfo=UTC)
URALS, MOSCOW = "Asia/Yekaterinburg", "Europe/Moscow"


def sept(day):
    return date(2026, 9, day)


@pytest.mark.parametrize(
    ("name", "args", "in_russian", "in_english"),
    (
        ("date_long", (FIFTH,), "5_декабря 2026_г.", "5_December 2026"),
        ("date_short", (FIFTH,), "05.12.2026", "05_Dec_2026"),
        ("date_brief", (date(2026, 12, 17),), "17_декабря", "17_December"),
        ("month_short", (sept(18),), "18_сент._2026", "18_Sep_2026"),
        ("month_short", (date(2026, 5, 8),), "8_мая_2026", "8_May_2026"),
        ("month_year", (FIFTH,), "декабрь 2026_г.", "December_2026"),
        ("weekday", (date(2025, 11, 1),), "суббота", "Saturday"),
        ("weekday_short", (date(2025, 11, 3),), "пн", "Mon"),
        (
            "date_with_weekday",
            (date(2025, 11, 1),),
            "суббота, 1_ноября 2025_г.",
            "Saturday, 1_November 2025",
        ),
        ("period", (sept(7), sept(10)), "7–10_сентября 2026_г.", "7–10_September 2026"),
        ("period", (sept(7), sept(7)), "7_сентября 2026_г.", "7_September 2026"),
        ("period_brief", (sept(7), sept(10)), "7–10_сентября", "7–10_September"),
        ("period_brief", (sept(7), sept(7)), "7_сентября", "7_September"),
        (
            "period_brief",
            (date(2026, 11, 30), date(2026, 12, 3)),
            "30_нояб. – 3_дек.",
            "30_Nov – 3_Dec",
        ),
        (
            "period",
            (date(2026, 11, 30), date(2026, 12, 3)),
            "с 30_ноября по 3_декабря 2026_г.",
            "30_November_– 3_December 2026",
        ),
        (
            "period",
            (date(2025, 12, 7), date(2026, 12, 10)),
            "с 7_декабря 2025_г. по 10_декабря 2026_г.",
            "7_December 2025_– 10_December 2026",
        ),
        ("half_year", (1, 2026), "I_полугодие 2026_года", "first half of 2026"),
        ("half_year", (2, 2026), "II_полугодие 2026_года", "second half of 2026"),
        ("quarter", (4, 2026), "IV_квартал 2026_года", "fourth quarter of 2026"),
        ("time_of_day", (MORNING, URALS), "11:04_(МСК+2)", "11:04_(MSK+2)"),
        ("time_of_day", (MORNING, MOSCOW), "09:04", "09:04"),
        (
            "date_time",
            (datetime(2026, 11, 21, 20, 30, tzinfo=UTC), URALS),
            "22_ноября 2026_г., 01:30_(МСК+2)",
            "22_November 2026, 01:30_(MSK+2)",
        ),
        ("number", (1250000,), "1_250_000", "1,250,000"),
        ("number", (Decimal("1250000.50"),), "1_250_000,50", "1,250,000.50"),
        ("number", (Decimal("2.345"), 2), "2,35", "2.35"),
        ("number", (7, 1), "7,0", "7.0"),
        ("number", (-1234,), "−1_234", "−1,234"),
        ("number", (0,), "0", "0"),
        ("number", (Decimal("1E+3"),), "1_000", "1,000"),
        ("percent_floor", (Fraction(7999, 10000),), "79_%", "79%"),
        ("percent_floor", (Fraction(4, 5),), "80_%", "80%"),
        ("percent_floor", (Fraction(19, 24), 1), "79,1_%", "79.1%"),
        ("percent_floor", (Fraction(1), 1), "100,0_%", "100.0%"),
        ("money_thousand", (13810000,), "13_810,0_тыс._рублей", "13,810.0_thousand_roubles"),
        ("money_thousand", (Decimal("50.00"),), "0,1_тыс._рублей", "0.1_thousand_roubles"),
        ("number_sign", (4,), "№_4", "No._4"),
        ("number_sign", (4, "5-а"), "№_4, 5-а", "Nos._4, 5-а"),
        ("file_size", (0,), "0_КБ", "0_KB"),
        ("file_size", (1,), "1_КБ", "1_KB"),
        ("file_size", (220 * 1024,), "220_КБ", "220_KB"),
        ("file_size", (1023 * 1024,), "1_023_КБ", "1,023_KB"),
        ("file_size", (1023 * 1024 + 1,), "1,0_МБ", "1.0_MB"),
        ("file_size", (1468006,), "1,4_МБ", "1.4_MB"),
        ("listing", ((),), "", ""),
        ("listing", (("Китай",),), "Китай", "Китай"),
        ("listing", (("Китай", "ОАЭ"),), "Китай и ОАЭ", "Китай and ОАЭ"),
        ("listing", (("Китай", "Индия", "ОАЭ"),), "Китай, Индия и ОАЭ", "Китай, Индия and ОАЭ"),
    ),
)
def test_both_languages_write_it_as_offices_do(name, args, in_russian, in_english):
    assert getattr(russian, name)(*args).replace("\u00a0", "_") == in_russian
    assert getattr(english, name)(*args).replace("\u00a0", "_") == in_english


@pytest.mark.parametrize(
    ("n", "in_russian", "in_english"),
    (
        (0, "0_заседаний", "0_meetings"),
        (1, "1_заседание", "1_meeting"),
        (2, "2_заседания", "2_meetings"),
        (4, "4_заседания", "4_meetings"),
        (5, "5_заседаний", "5_meetings"),
        (11, "11_заседаний", "11_meetings"),
        (12, "12_заседаний", "12_meetings"),
        (14, "14_заседаний", "14_meetings"),
        (15, "15_заседаний", "15_meetings"),
        (21, "21_заседание", "21_meetings"),
        (22, "22_заседания", "22_meetings"),
        (111, "111_заседаний", "111_meetings"),
        (1_001, "1_001_заседание", "1,001_meetings"),
        (-1, "−1_заседание", "−1_meeting"),
    ),
)
def test_words_agree_with_their_numbers(n, in_russian, in_english):
    words = russian.counted(n, "заседание", "заседания", "заседаний")

    assert words.replace("\u00a0", "_") == in_russian
    assert english.counted(n, "meeting", "", "meetings").replace("\u00a0", "_") == in_english


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_own_name(month):
    day = date(2026, month, 1)
    nominative = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
    stem = nominative.split()[month - 1]

    assert russian.month_year(day).startswith(stem)
    assert russian.date_brief(day)[2:-1] in (stem, stem[:-1])
    assert russian.month_short(day)[2:5] == stem[:3] or month == 5
    assert english.date_brief(day)[2:] == day.strftime("%B")
    assert english.month_short(day)[2:5] == day.strftime("%b")


@pytest.mark.parametrize("language", (russian, english))
@pytest.mark.parametrize(
    ("name", "args"),
    (
        ("period", (sept(8), sept(7))),
        ("period_brief", (sept(8), sept(7))),
        ("half_year", (0, 2026)),
        ("half_year", (3, 2026)),
        ("quarter", (5, 2026)),
        ("file_size", (-1,)),
        ("number", (Decimal("NaN"),)),
    ),
)
def test_what_does_not_exist_is_not_written(language, name, args):
    with pytest.raises(ValueError, match=r"."):
        getattr(language, name)(*args)


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 6))
def test_a_share_is_never_shown_larger_than_it_is(part, rest, places):
    share = Fraction(part, part + rest)

    shown = Fraction(english.percent_floor(share, places)[:-1]) / 100

    assert 0 <= share - shown < Fraction(1, 100 * 10**places)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, max_value=10**30))
def test_a_written_number_reads_back_as_itself(value):
    written = russian.number(value)

    assert Decimal(written.replace("\u00a0", "").replace(",", ".").replace("−", "-")) == value


@pytest.mark.parametrize(
    ("locale", "language"),
    (
        ("ru", russian),
        ("en", english),
        ("en_GB", english),
        ("en-US", english),
        ("EN", english),
        ("kk", russian),
        ("", russian),
    ),
)
def test_the_language_follows_the_locale_and_is_russian_by_default(locale, language):
    assert formats_for(locale) is language


def test_both_languages_offer_the_same_functions():
    assert russian.__all__ == english.__all__
