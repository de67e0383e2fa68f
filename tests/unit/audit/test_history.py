"""Which values of a journal entry tell a reader nothing."""

import pytest

from core.audit.history import names_records

ONE = "71bd5e00-b41e-484e-aa2c-ab79e4604a30"
OTHER = "9445ad8e-0700-4167-af80-bc6a7bd4cad9"


@pytest.mark.parametrize("value", (ONE, [ONE], [ONE, OTHER], [None, ONE], [ONE, None]))
def test_identities_of_records_are_not_shown(value):
    assert names_records(value)


@pytest.mark.parametrize(
    "value", ("9699000037", 5, [], [None], [ONE, "слово"], f"{ONE}0", {"a": ONE})
)
def test_everything_else_is_shown(value):
    assert not names_records(value)
