"""Invariant 22 of DOMAIN § 1.9: search finds the other forms of a word."""

import pytest

from core.adapters.lemmas import RussianLemmas
from core.kernel.search import matches, normal_words

LEMMAS = RussianLemmas()


@pytest.mark.parametrize(
    ("query", "text"),
    (
        ("Китая", "Поставки в Китай"),
        ("Китай", "рынок Китая"),
        ("утвержденный", "План утверждён Советом"),
        ("утверждён", "утвержденный отчет"),
        ("отчет", "Отчёт координатора"),
        ("отчёт", "Подготовить отчеты"),
        ("выставка", "девять выставок"),
        ("рынок", "новых рынков"),
        ("день", "пять рабочих дней"),
        ("Узбекистан", "в Узбекистане"),
        ("экспортер", "для экспортёров"),
        ("бизнес-миссии", "Бизнес-миссия в Республику Казахстан"),
        ("протокола", "ПРОТОКОЛ ЗАСЕДАНИЯ"),
        ("export", "Export Council"),
    ),
)
def test_invariant_22_search_finds_the_other_forms_of_a_word(query, text):
    assert matches(query, text, LEMMAS)


@pytest.mark.parametrize(
    ("query", "text"), (("кит", "Китай"), ("Индия", "индивидуальный"), ("цпэ", "центр"))
)
def test_another_word_with_the_same_beginning_is_not_found(query, text):
    assert not matches(query, text, LEMMAS)


@pytest.mark.parametrize("abbreviation", ("ЦПЭ", "РОИВ", "ФОИВ", "РЭЦ", "ТПП", "ВКС", "ННЭ"))
def test_abbreviations_are_kept_as_they_are(abbreviation):
    assert abbreviation.lower() in normal_words(f"и {abbreviation}, и другие", LEMMAS)
    assert matches(abbreviation.lower(), f"в {abbreviation} области", LEMMAS)
