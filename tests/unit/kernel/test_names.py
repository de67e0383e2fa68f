"""Names as they are typed, printed, signed and sorted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kernel.names import PersonName, parse_full_name
from core.kernel.unreadable import Unreadable


@pytest.mark.parametrize(
    ("typed", "name", "after", "before"),
    (
        (
            "Рябинина Елена Павловна",
            PersonName("Рябинина", "Елена", "Павловна"),
            "Рябинина_Е.П.",
            "Е.П._Рябинина",
        ),
        ("  Цой\u00a0Виктор ", PersonName("Цой", "Виктор"), "Цой_В.", "В._Цой"),
        (
            "Петрова-Водкина Анна-Мария Сергеевна",
            PersonName("Петрова-Водкина", "Анна-Мария", "Сергеевна"),
            "Петрова-Водкина_А.-М.С.",
            "А.-М.С._Петрова-Водкина",
        ),
        (
            "Алиев Эльдар Рашид оглы",
            PersonName("Алиев", "Эльдар", "Рашид оглы"),
            "Алиев_Э.Р.",
            "Э.Р._Алиев",
        ),
        (
            "Алиева Лейла Рашид КЫЗЫ",
            PersonName("Алиева", "Лейла", "Рашид КЫЗЫ"),
            "Алиева_Л.Р.",
            "Л.Р._Алиева",
        ),
        (
            "фон Дервиз Павел Григорьевич",
            PersonName("фон Дервиз", "Павел", "Григорьевич"),
            "фон Дервиз_П.Г.",
            "П.Г._фон Дервиз",
        ),
        ("рябинина елена", PersonName("рябинина", "елена"), "рябинина_е.", "е._рябинина"),
        ("О’Нил Джон", PersonName("О’Нил", "Джон"), "О’Нил_Д.", "Д._О’Нил"),
    ),
)
def test_a_typed_name_is_split_and_written_with_initials(typed, name, after, before):
    assert parse_full_name(typed) == name
    assert name.full == " ".join(typed.split())
    assert name.initials_after.replace("\u00a0", "_") == after
    assert name.initials_before.replace("\u00a0", "_") == before


@pytest.mark.parametrize(
    ("typed", "code"),
    (
        ("", "full_name_parts"),
        ("Рябинина", "full_name_parts"),
        ("фон", "full_name_parts"),
        ("Иванов Иван Иванович Младший", "full_name_parts"),
        ("Иванов Иван Петрович Рашид оглы", "full_name_parts"),
        ("Рябинина Е.П.", "full_name_letters"),
        ("Рябинина Елена 2", "full_name_letters"),
        ("<b>Рябинина</b> Елена", "full_name_letters"),
        ("Рябинина - Елена", "full_name_letters"),
        ("Я" * 199 + " Я", ""),
        ("Я" * 200 + " Я", "full_name_letters"),
    ),
)
def test_a_name_that_cannot_be_told_apart_is_refused(typed, code):
    if not code:
        assert parse_full_name(typed).given == "Я"
        return
    with pytest.raises(Unreadable) as refused:
        parse_full_name(typed)

    assert refused.value.code == code


def test_a_trailing_hyphen_does_not_break_the_initials():
    assert PersonName("Ким", "Анна-").initials == "А."


def test_lists_sort_yo_as_ye_and_capitals_as_small_letters():
    names = [
        PersonName("Жук", "Анна"),
        PersonName("Ёлкин", "Пётр", "Ильич"),
        PersonName("елкин", "Петр", "Андреевич"),
        PersonName("Ёлкин", "Пётр"),
        PersonName("Антонов", "Яков"),
    ]

    ordered = sorted(names, key=lambda name: name.sort_key)

    assert [name.full for name in ordered] == [
        "Антонов Яков",
        "Ёлкин Пётр",
        "елкин Петр Андреевич",
        "Ёлкин Пётр Ильич",
        "Жук Анна",
    ]


PARTS = st.from_regex(r"\A[А-ЯЁ][а-яё]{1,10}(-[А-ЯЁ][а-яё]{1,10})?\Z")


@given(PARTS, PARTS, st.none() | PARTS)
def test_a_name_written_in_full_reads_back_as_itself(surname, first, patronymic):
    name = PersonName(surname, first, patronymic)

    assert parse_full_name(name.full) == name
