from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kernel.display import KINDS, SPECIAL, Display

EVERY = [Display(*choices) for choices in product(*(kind for _name, kind in KINDS))]


@pytest.mark.parametrize("display", EVERY, ids=lambda each: each.written)
def test_every_choice_is_read_as_it_was_written(display):
    assert Display.read(display.written) == display


@given(st.text())
def test_whatever_else_a_cookie_holds_is_the_usual_look(text):
    written = {each.written for each in EVERY}
    assert text in written or Display.read(text) == Display()


@pytest.mark.parametrize(
    "text", ("large.usual", "usual.usual.usual.shown.shown", "huge...", "....")
)
def test_a_part_of_a_choice_is_no_choice(text):
    assert Display.read(text) == Display()


def test_only_the_usual_look_is_not_special():
    assert [each for each in EVERY if not each.is_special] == [Display()]
    assert SPECIAL.is_special


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_one_choice_changes_nothing_else(name, kind):
    for each in kind:
        changed = SPECIAL.changed(name, each.value)
        assert getattr(changed, name) is each
        others = [other for other, _kind in KINDS if other != name]
        assert all(getattr(changed, other) == getattr(SPECIAL, other) for other in others)


@pytest.mark.parametrize(("name", "word"), (("size", "blue"), ("colours", ""), ("", "large")))
def test_an_unknown_choice_is_refused(name, word):
    with pytest.raises(ValueError):  # noqa: PT011 - any word may stand in the message
        Display().changed(name, word)
