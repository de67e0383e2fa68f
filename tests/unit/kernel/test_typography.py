"""Marks and spaces: what is mended silently and what is reported."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kernel.typography import NBSP, clean_spaces, faults, grouped, roman, tidy


@pytest.mark.parametrize(
    ("text", "cleaned"),
    (
        ("2026\u202fг.", "2026\u00a0г."),
        ("80,5\u2009%", "80,5\u00a0%"),
        ("экс\u00adпорт\u200bный\ufeff", "экспортный"),
        ("и\u0306од, е\u0308лка", "йод, ёлка"),
        ("обычный  текст\u00a0–\nдва", "обычный  текст\u00a0–\nдва"),
    ),
)
def test_narrow_spaces_and_invisible_marks_are_mended(text, cleaned):
    assert clean_spaces(text) == cleaned


@pytest.mark.parametrize(
    ("text", "found"),
    (
        ("ООО «Терминал «Приречный» – 5\u00a0декабря 2026\u00a0г., №\u00a04, 5…", ()),
        ("с 30\u00a0ноября по 3\u00a0декабря 2026–2027\u00a0гг.; итого: .5", ()),
        ("Колонка № ", ("number_sign",)),
        ("Графа «№»", ("number_sign",)),
        ("Графа №", ()),
        ('ООО "Терминал"', ("straight_quotes",)),
        ("Совет - орган", ("hyphen_for_dash",)),
        ("Совет -- орган", ("hyphen_for_dash",)),
        ("Совет — орган", ("em_dash",)),
        ("бизнес-миссия", ()),
        ("2026\u202fг.", ("narrow_space", "year_mark")),
        ("экс\u00adпорт", ("invisible_mark",)),
        ("два  слова", ("several_spaces",)),
        ("строка\n\n  отступ", ()),
        ("слово , слово", ("space_before_mark",)),
        ("№4", ("number_sign",)),
        ("№ 4", ("number_sign",)),
        ("2026 г.", ("year_mark",)),
        ("2026г.", ("year_mark",)),
        ("2023–2026 гг.", ("year_mark",)),
        ("и так далее...", ("three_dots",)),
    ),
)
def test_typographic_faults_are_named(text, found):
    assert faults(text) == found


@given(st.text())
def test_a_cleaned_text_stays_as_it_is(text):
    assert clean_spaces(clean_spaces(text)) == clean_spaces(text)


@pytest.mark.parametrize(
    ("number", "numeral"),
    ((1, "I"), (3, "III"), (4, "IV"), (8, "VIII"), (9, "IX"), (14, "XIV"), (39, "XXXIX")),
)
def test_roman_numerals(number, numeral):
    assert roman(number) == numeral


@pytest.mark.parametrize("number", (0, -1, 40))
def test_numbers_without_a_short_roman_numeral_are_refused(number):
    with pytest.raises(ValueError, match=f"{number} is not written in Roman numerals"):
        roman(number)


@pytest.mark.parametrize(
    ("digits", "groups"), (("", ""), ("12", "12"), ("123", "123"), ("1234", "1 234"))
)
def test_digits_are_grouped_from_the_right(digits, groups):
    assert grouped(digits, by=" ") == groups


@pytest.mark.parametrize(
    ("text", "tied"),
    (
        ("за январь – ноябрь", "за январь_– ноябрь"),
        ("– ноябрь", "– ноябрь"),
        ("очное · г. Заречинск", "очное_· г._Заречинск"),
        ("заседание № 5-2026", "заседание №_5-2026"),
        ("Meeting No. 5", "Meeting No._5"),
        ("Ветлугин А.Н., А. Н. Ветлугин", "Ветлугин_А.Н., А._Н._Ветлугин"),
        ("М.О. Кузнечихина", "М.О._Кузнечихина"),
        ("ул. Губернская, д. 1, каб. 301", "ул._Губернская, д._1, каб._301"),
        ("25 июня 2026 г.", "25_июня 2026_г."),
        ("в 5 маях", "в 5 маях"),
        ("81,7 %, 64 млн рублей, 5 ₽", "81,7_%, 64_млн рублей, 5_₽"),
        ("за II полугодие", "за II_полугодие"),
        ("Решение А принято. Совет согласен", "Решение А принято. Совет согласен"),
        ("и т.д. без имени", "и т.д. без имени"),
    ),
)
def test_a_line_is_not_broken_where_printed_russian_forbids(text, tied):
    assert tidy(text) == tied.replace("_", NBSP)


@given(st.text(alphabet="аЯ1 –·№.XгI%"))
def test_tidying_changes_spaces_only_and_once(text):
    done = tidy(text)
    assert done.replace(NBSP, " ") == text
    assert tidy(done) == done
