"""Lines and colours of public lists, from plain values."""

import pytest

from council.assignments.rules import FOR_VISITORS
from council.meetings.rules.public import PublicState
from portal.meetings.pages.lines import LONGEST_LINE, titles_on_a_line
from portal.meetings.pages.tones import STATE_TONES, TIMELINESS_TONES

HALF = "я" * (LONGEST_LINE // 2)


@pytest.mark.parametrize(
    ("titles", "count"),
    (
        ((), 0),
        ((HALF,), 1),
        ((HALF, HALF), 2),
        ((HALF, HALF, "я"), 2),
        (("я" * (LONGEST_LINE + 1),), 1),
        (("я" * (LONGEST_LINE + 1), "я"), 1),
    ),
)
def test_a_line_holds_as_many_titles_as_fit_and_never_none_of_some(titles, count):
    assert titles_on_a_line(titles) == count


def test_every_state_that_a_visitor_can_meet_has_a_colour():
    assert set(STATE_TONES) == set(PublicState)
    assert set(TIMELINESS_TONES) == set(FOR_VISITORS.values())
