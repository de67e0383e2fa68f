"""Whose a row is that was found by its mailbox alone."""

import pytest

from core.privacy.rules.names import belongs, is_unnamed, may_be_same


@pytest.mark.parametrize(
    ("one", "other"),
    (
        ("Петров Пётр Ильич", "Петров Пётр Ильич"),
        ("Петров П.И.", "Петров Петр Ильич"),
        ("петров пётр", "ПЕТРОВ Петр Ильич"),
        ("Пётр Петров", "Петров Пётр"),
        ("Петров", "Петров Пётр Ильич"),
    ),
)
def test_a_short_name_and_a_full_one_can_be_one_persons(one, other):
    assert may_be_same(one, other)
    assert may_be_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    (
        ("Петров Павел Ильич", "Петров Пётр Ильич"),
        ("Петров П.А.", "Петров Пётр Ильич"),
        ("Петрова Пётр Ильич", "Петров Пётр Ильич"),
        ("", "Петров"),
        ("Петров", ""),
    ),
)
def test_a_given_name_that_contradicts_is_somebody_else(one, other):
    assert not may_be_same(one, other)
    assert not may_be_same(other, one)


def test_a_row_without_a_name_goes_with_its_mailbox():
    assert belongs("", {"Петров Пётр"})
    assert belongs("–", {"Петров Пётр"})


def test_where_no_name_is_known_the_mailbox_alone_decides():
    assert belongs("Петров Пётр", set())
    assert belongs("Петров Пётр", {"", "–"})


def test_a_shared_mailbox_does_not_mix_two_people():
    assert not belongs("Сидоров Иван", {"Петров Пётр"})
    assert belongs("Сидоров И.", {"Петров Пётр", "Сидоров Иван"})


@pytest.mark.parametrize(("name", "empty"), (("", True), (" – ", True), ("–а", False)))
def test_a_dash_stands_for_nobody(name, empty):
    assert is_unnamed(name) is empty
