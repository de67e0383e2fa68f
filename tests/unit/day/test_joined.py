"""Notes of the day are joined from parts that other slices word."""

import pytest

from council.day.pages.lines import joined


@pytest.mark.parametrize(
    ("parts", "note"),
    (
        (("Готово.", "", "версия 2"), "Готово · версия 2"),
        (("срок: до 30\u00a0октября 2026\u00a0г.",), "срок: до 30\u00a0октября 2026\u00a0г."),
        (("до 30 октября 2026 г.", "в работе."), "до 30 октября 2026 г. · в работе"),
    ),
)
def test_full_stops_fall_away_and_a_shortened_year_keeps_its_own(parts, note):
    assert joined(*parts) == note
