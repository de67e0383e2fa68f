"""Pages of long lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kernel.pagination import Pages


@given(st.lists(st.integers(), max_size=60), st.integers(1, 20))
def test_the_pages_together_are_the_whole_list_once(rows, size):
    total = Pages(len(rows), size).total
    parts = [Pages(len(rows), size, asked).part(rows) for asked in range(1, total + 1)]
    assert [row for part in parts for row in part] == rows
    assert all(parts) or not rows


@pytest.mark.parametrize(
    ("asked", "number", "offset"), ((-(10**30), 1, 0), (0, 1, 0), (3, 3, 20), (10**30, 3, 20))
)
def test_a_page_that_is_not_there_shows_the_nearest(asked, number, offset):
    pages = Pages(21, 10, asked)
    assert (pages.number, pages.offset, pages.total) == (number, offset, 3)


def test_an_empty_list_has_one_page():
    assert (Pages(0, 10).total, Pages(0, 10, 7).number) == (1, 1)
