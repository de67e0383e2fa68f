"""The normal form of search, over a dictionary of three words made here."""

import pytest

from core.kernel.search import fold, matches, normal_text, normal_words, search_terms

FORMS = {"китая": "китай", "отчет": "отчёт", "роив": "роить", "повестки": "повестка"}


class FewLemmas:
    def lemma(self, word):
        return FORMS.get(word, word)


LEMMAS = FewLemmas()


def test_yo_and_case_fall_away():
    assert fold("Ёлка\u00adИ ПЁС") == fold("елкаи пес")


def test_an_inflected_word_is_indexed_by_its_dictionary_form():
    assert normal_words("Рынки Китая, 2026", LEMMAS) == ("рынки", "китай", "2026")
    assert normal_text("ё_китая", LEMMAS) == "е китай"


def test_an_abbreviation_is_kept_beside_its_false_dictionary_form():
    assert normal_words("РОИВ", LEMMAS) == ("роив", "роить")
    assert normal_words("ЦПЭ", LEMMAS) == ("цпэ",)
    assert normal_words("Я", LEMMAS) == ("я",)


def test_a_word_with_digits_is_not_looked_up():
    assert normal_words("А4 5-й", LEMMAS) == ("а4", "5", "й")


@pytest.mark.parametrize(
    ("query", "text", "found"),
    (
        ("китай", "Экспорт из Китая", True),
        ("отчёт Китая", "ОТЧЕТ о Китае: Китай", True),
        ("РОИВ", "перечень РОИВ", True),
        ("роив", "перечень РОИВ", True),
        ("повестка", "ПОВЕСТКИ ЗАСЕДАНИЙ", True),
        ("ПОВЕСТКИ", "повестка", True),
        ("миссия", "бизнес-миссия", True),
        ("бизнес-миссия", "миссия, бизнес", True),
        ("бизнес-миссия", "миссия", False),
        ("китай индия", "китай", False),
        ("кит", "Китай", False),
        ("", "Китай", True),
    ),
)
def test_a_text_is_found_if_every_word_of_the_query_is_in_it(query, text, found):
    assert matches(query, text, LEMMAS) is found


def test_a_query_asks_for_each_word_in_any_of_its_forms():
    assert search_terms("ПОВЕСТКИ китая", LEMMAS) == (("повестки", "повестка"), ("китай",))
