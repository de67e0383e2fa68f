"""The 80 % of the plan of events: boundaries, standings and what can still be lost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.plan.rules.completion import (
    STILL_POSSIBLE,
    Completion,
    Counted,
    Counting,
    LineStanding,
    Part,
    Planned,
    Verdict,
    broken_down,
    completion_of,
    shown_tenths,
    standing_of,
    whole_percent,
)
from events.programme.rules import EventState, EventType

LOST = frozenset(LineStanding) - STILL_POSSIBLE - {LineStanding.COUNTS}
S = EventState
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("planned", "needed"),
    ((0, 0), (1, 1), (2, 2), (4, 4), (5, 4), (12, 10), (15, 12), (20, 16), (24, 20), (25, 20)),
)
def test_the_threshold_is_the_smallest_number_that_reaches_it(planned, needed):
    assert Completion(planned, 0, 0).needed == needed


@pytest.mark.parametrize(
    ("planned", "held", "is_met"),
    ((24, 19, False), (24, 20, True), (20, 16, True), (20, 15, False), (0, 0, False), (1, 1, True)),
)
def test_the_threshold_is_compared_in_integers(planned, held, is_met):
    assert Completion(planned, held, 0).is_met is is_met


@pytest.mark.parametrize(
    ("held", "planned", "tenths"), ((19, 24, 792), (16, 20, 800), (11, 15, 733), (10, 12, 833))
)
def test_the_four_years_of_the_sample_show_their_figures(held, planned, tenths):
    assert Completion(planned, held, 0).percent_tenths == tenths


def test_19_of_24_is_79_percent_and_never_80():
    assert Completion(24, 19, 0).percent == 79


def test_a_figure_is_not_rounded_up_to_a_threshold_that_was_not_reached():
    assert shown_tenths(1599, 2000, 80) == 799  # 79.95 %
    assert shown_tenths(1600, 2000, 80) == 800


def test_nothing_of_nothing_is_no_percent():
    assert (whole_percent(0, 0), shown_tenths(0, 0, 80)) == (0, 0)
    assert Completion(0, 0, 0).verdict is Verdict.EMPTY


@pytest.mark.parametrize(
    ("held", "open_", "verdict", "may_lose"),
    (
        (20, 0, Verdict.REACHED, 0),
        (20, 4, Verdict.REACHED, 4),
        (17, 4, Verdict.SAFE, 1),
        (17, 3, Verdict.TIGHT, 0),
        (17, 2, Verdict.OUT_OF_REACH, 0),
        (19, 0, Verdict.OUT_OF_REACH, 0),
    ),
)
def test_the_verdict_says_what_can_still_be_lost(held, open_, verdict, may_lose):
    figures = Completion(24, held, open_)
    assert (figures.verdict, figures.may_lose) == (verdict, may_lose)


@pytest.mark.parametrize(("held", "open_"), ((25, 0), (20, 5), (-1, 0), (0, -1)))
def test_more_than_planned_is_no_figure(held, open_):
    with pytest.raises(ValueError, match="do not fit"):
        Completion(24, held, open_)


DAYS = {
    "before": date(2026, 11, 20),
    "today": TODAY,
    "after": date(2026, 12, 31),
    "next year": date(2027, 1, 1),
    "none": None,
}
AHEAD = {S.PLANNED, S.PREPARING, S.CALL_OPEN, S.CALL_CLOSED, S.UNDER_WAY, S.MOVED}


@pytest.mark.parametrize("state", EventState)
@pytest.mark.parametrize("day", DAYS)
def test_each_state_on_each_day_has_its_standing(state, day):
    if state is S.CANCELLED:
        expected = LineStanding.CANCELLED
    elif day == "none":
        expected = LineStanding.NO_DATES
    elif day == "next year":
        expected = LineStanding.OTHER_YEAR
    elif state not in AHEAD:
        expected = LineStanding.COUNTS
    else:
        expected = LineStanding.OVERDUE if day == "before" else LineStanding.AHEAD
    assert standing_of(Planned(state, DAYS[day]), 2026, TODAY, Counting()) is expected


@pytest.mark.parametrize(
    ("has_report", "expected"), ((True, LineStanding.COUNTS), (False, LineStanding.LACKS_REPORT))
)
def test_where_the_regulation_asks_for_a_report_an_event_counts_only_with_it(has_report, expected):
    event = Planned(S.HELD, date(2026, 9, 10), has_report=has_report)
    assert standing_of(event, 2026, TODAY, Counting(needs_report=True)) is expected


@pytest.mark.parametrize("state", (S.PLANNED, S.HELD, S.REPORTED))
def test_a_remote_event_counts_unless_the_regulation_says_otherwise(state):
    event = Planned(state, date(2026, 9, 10), has_report=True, is_remote=True)
    counting = Counting(counts_remote=False)
    assert standing_of(event, 2026, TODAY, counting) is LineStanding.REMOTE
    assert standing_of(event, 2026, TODAY, Counting()) is not LineStanding.REMOTE
    in_person = Planned(state, date(2026, 9, 10), has_report=True)
    assert standing_of(in_person, 2026, TODAY, counting) is not LineStanding.REMOTE


@given(st.lists(st.sampled_from(LineStanding), max_size=60))
def test_every_line_counts_once_or_is_possible_or_lost(standings):
    figures = completion_of(standings, Counting())
    lost = sum(each in LOST for each in standings)
    assert figures.held + figures.still_possible + lost == figures.planned == len(standings)


@given(st.integers(0, 300), st.data())
def test_losing_what_may_be_lost_keeps_the_threshold_and_one_more_breaks_it(planned, data):
    held = data.draw(st.integers(0, planned))
    open_ = data.draw(st.integers(0, planned - held))
    figures = Completion(planned, held, open_)
    after = Completion(planned, held + open_ - figures.may_lose, 0)
    if figures.verdict in {Verdict.SAFE, Verdict.REACHED}:
        assert after.is_met
    if figures.verdict is Verdict.SAFE:
        assert not Completion(planned, after.held - 1, 0).is_met


@given(st.integers(1, 500), st.data())
def test_the_shown_figure_reaches_the_threshold_exactly_when_the_year_does(planned, data):
    held = data.draw(st.integers(0, planned))
    figures = Completion(planned, held, 0)
    assert (figures.percent_tenths >= 800) is (figures.percent >= 80) is figures.is_met


def test_breakdowns_count_every_line_once():
    lines = [
        Counted(LineStanding.COUNTS, EventType.MISSION, 1, "KZ", 100),
        Counted(LineStanding.CANCELLED, EventType.MISSION, 2, "BY", 50),
        Counted(LineStanding.COUNTS, EventType.EXHIBITION, 2, "KZ", 30),
    ]
    assert broken_down(lines, lambda line: line.kind) == {
        EventType.MISSION: Part(2, 1, 150, 100),
        EventType.EXHIBITION: Part(1, 1, 30, 30),
    }
