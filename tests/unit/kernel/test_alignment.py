"""Common blocks of two sequences: right with every budget, thorough while the budget lasts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kernel.alignment import (
    SMALL_WINDOW,
    Alignment,
    Budget,
    longest_rise,
    thorough_cost,
    unique_pairs,
)

WORDS = st.lists(st.sampled_from("абвгдежз"), max_size=30)


def shared(old, new, budget):
    return [
        word
        for block in Alignment(old, new, budget).blocks()
        for word in old[block.old : block.old + block.size]
    ]


@given(WORDS, WORDS, st.sampled_from((0, 200, 10**6)))
def test_blocks_are_equal_and_in_order(old, new, left):
    i = j = 0
    for block in Alignment(old, new, Budget(left)).blocks():
        assert block.size > 0
        assert (block.old, block.new) >= (i, j)
        assert block.new >= j
        assert old[block.old :][: block.size] == new[block.new :][: block.size]
        i, j = block.old + block.size, block.new + block.size


@pytest.mark.parametrize(
    ("old", "new", "left", "common"),
    (
        pytest.param("абв", "абв", 0, "абв", id="equal texts need no budget"),
        pytest.param("абв", "аxв", 0, "ав", id="both ends need no budget"),
        pytest.param("xабвy", "zабвw", 0, "абв", id="words that occur once need no budget"),
        pytest.param("xаабyю", "zаабwq", 0, "ааб", id="and pull in their neighbours"),
        pytest.param("xааy", "zааw", 0, "", id="repeated words alone need thoroughness"),
        pytest.param("xааy", "zааw", 10**6, "аа", id="and get it"),
    ),
)
def test_what_is_found_depends_on_the_budget(old, new, left, common):
    assert shared(list(old), list(new), Budget(left)) == list(common)


def test_a_budget_is_spent_and_does_not_allow_large_windows():
    budget = Budget(SMALL_WINDOW + 10)

    assert not budget.allows(SMALL_WINDOW + 1)
    assert budget.allows(SMALL_WINDOW)
    assert not budget.allows(11)
    assert budget.allows(10)
    assert budget.left == 0


def test_the_cost_grows_with_every_equal_pair():
    assert thorough_cost("абв", "где") == 4 * 6
    assert thorough_cost("ааа", "аа") == 3 * (5 + 6)


def test_unique_words_anchor_only_in_order():
    assert unique_pairs("абаг", "гбав") == [(3, 0)]
    assert unique_pairs("абвг", "xбгвy") == [(1, 1), (3, 2)]
    assert unique_pairs("аабб", "абаб") == []


@pytest.mark.parametrize(
    ("places", "length"), (((), 0), ((5,), 1), ((3, 1, 2, 5, 4), 3), ((5, 4, 3), 1), ((1, 2, 3), 3))
)
def test_the_longest_rise(places, length):
    rise = longest_rise(list(enumerate(places)))

    assert len(rise) == length
    assert rise == sorted(rise)
    assert [place for _, place in rise] == sorted(place for _, place in rise)


def test_nested_anchors_are_looked_for_only_so_deep():
    """Every level of this text has one anchor more, hidden from the level above by its copies."""
    old, new = ["x"], ["y"]
    for level in range(14):
        old = [*old, f"{level}", *old]
        new = [*new, f"{level}", *new]

    found = shared(old, new, Budget(0))

    assert 0 < len(found) < 2**14 - 1
    assert "13" in found
    assert "0" not in found
