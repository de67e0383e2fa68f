"""The beginning of a text as a title."""

import pytest

from council.day.pages.lines import joined, shortened


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("Провести опрос", "Провести опрос"),
        ("Провести опрос экспортёров о причинах", "Провести опрос экспортёров…"),
        ("Провести опрос экспортёров, о том и сём", "Провести опрос экспортёров…"),
        ("а б в г д е ж з и к л м н о п р с т у ф х", "…"),
    ),
)
def test_a_long_text_is_cut_after_a_word_that_can_end_it(text, expected):
    assert shortened(text, 30) == expected


def test_notes_are_joined_without_their_full_stops():
    assert joined("Повестка не утверждена.", "", "26 дней") == "Повестка не утверждена · 26 дней"
