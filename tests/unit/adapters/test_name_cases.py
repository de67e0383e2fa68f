"""Proposed case forms: right for the usual, corrected where the library errs."""

import pytest

from core.adapters.name_cases import propose_cases
from core.kernel.names import PersonName

N = "\u00a0"


@pytest.mark.parametrize(
    ("surname", "is_male", "forms"),
    (
        ("Рябинина", False, ("Рябининой", "Рябининой", "Рябининой")),
        ("Ветлугин", True, ("Ветлугина", "Ветлугину", "Ветлугиным")),
        ("Льняных", False, ("Льняных", "Льняных", "Льняных")),
        ("Цой", False, ("Цой", "Цой", "Цой")),
        ("Цой", True, ("Цоя", "Цою", "Цоем")),
        ("Шевчук", True, ("Шевчука", "Шевчуку", "Шевчуком")),
        ("Шевчук", False, ("Шевчук", "Шевчук", "Шевчук")),
        ("Соловей", True, ("Соловья", "Соловью", "Соловьём")),
        ("Соловей", False, ("Соловей", "Соловей", "Соловей")),
        ("Кузьмич", True, ("Кузьмича", "Кузьмичу", "Кузьмичом")),
    ),
)
def test_a_surname_is_declined_with_its_initials(surname, is_male, forms):
    found = propose_cases(PersonName(surname, "Вера", "Сановна"), is_male=is_male)

    assert (found.genitive, found.dative, found.instrumental) == tuple(
        f"{form}{N}В.С." for form in forms
    )
