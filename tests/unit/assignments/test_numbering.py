"""The number of an assignment names one assignment of a body for ever."""

from itertools import product

from council.assignments.rules import full_number


def test_the_number_is_written_with_the_year():
    assert full_number(4, 2026, "3.1") == "4-2026/3.1"


def test_no_two_assignments_of_a_body_have_one_number():
    places = list(product((1, 11), (2025, 2026), ("1.1", "1.11", "11.1")))
    assert len({full_number(*place) for place in places}) == len(places)
