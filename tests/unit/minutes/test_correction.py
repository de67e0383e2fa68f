"""The heading of a corrected edition says since when it holds."""

from council.minutes.rules.correction import with_note

HEADING = "СОВЕТ\n\nПРОТОКОЛ\nзаседания Совета\n\n1 мая 2026 г."


def test_the_note_stands_under_the_heading():
    assert with_note(HEADING, "(в редакции от 2 мая 2026 г.)") == (
        "СОВЕТ\n\nПРОТОКОЛ\nзаседания Совета\n(в редакции от 2 мая 2026 г.)\n\n1 мая 2026 г."
    )


def test_the_note_of_an_earlier_edition_is_replaced():
    once = with_note(HEADING, "(в редакции от 2 мая 2026 г.)")

    twice = with_note(once, "(в редакции от 3 мая 2026 г.)")

    assert twice == once.replace("2 мая", "3 мая")


def test_a_heading_without_the_word_gets_the_note_after_its_first_lines():
    assert with_note("РЕШЕНИЕ\n\nг. Заречинск", "(в редакции от 2 мая 2026 г.)") == (
        "РЕШЕНИЕ\n(в редакции от 2 мая 2026 г.)\n\nг. Заречинск"
    )
