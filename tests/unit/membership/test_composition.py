"""The nine categories of the Standard: each gap is told, nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.membership.rules import Category
from council.membership.rules.composition import REQUIRED, missing_categories

NOT_ASKED_FOR = {Category.EDUCATION, Category.MUNICIPALITY, Category.SECRETARIAT}


def test_the_standard_names_nine_categories_and_the_others_are_never_missing():
    assert len(REQUIRED) == 9
    assert set(REQUIRED) == set(Category) - NOT_ASKED_FOR
    assert missing_categories(()) == REQUIRED


@pytest.mark.parametrize("absent", REQUIRED)
def test_each_category_is_missed_when_nobody_represents_it(absent):
    assert missing_categories(set(Category) - {absent}) == (absent,)


@given(st.lists(st.sampled_from(Category)))
def test_what_is_present_and_what_is_missing_make_the_nine(present):
    missing = missing_categories(present)

    assert set(missing) | (set(present) & set(REQUIRED)) == set(REQUIRED)
    assert not set(missing) & set(present)
    assert list(missing) == [category for category in REQUIRED if category in missing]
