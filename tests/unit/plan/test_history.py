"""The figure of each day of the year."""

from datetime import date
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from events.plan.rules.completion import Completion
from events.plan.rules.history import EditionInForce, figures_of_the_year, kept

A, B, C = (UUID(int=number) for number in (1, 2, 3))
END = date(2026, 12, 31)


def edition(number, day, *events):
    return EditionInForce(number, day, frozenset(events))


def figures(*arguments, until=END):
    points = figures_of_the_year(2026, *arguments, until=until)
    return [(str(point.day), point.held, point.planned) for point in points]


def test_a_plan_approved_in_december_begins_on_the_first_of_january():
    assert figures([edition(1, date(2025, 12, 18), A)], {}) == [("2026-01-01", 0, 1)]


def test_before_the_first_edition_there_is_no_figure():
    assert figures([], {A: date(2026, 2, 1)}) == []
    assert figures([edition(1, date(2026, 3, 1), A)], {A: date(2026, 2, 1)}) == [
        ("2026-03-01", 1, 1)
    ]


def test_events_and_editions_change_the_figure_on_their_day():
    editions = [edition(1, date(2025, 12, 18), A, B), edition(2, date(2026, 6, 25), A, B, C)]
    held = {A: date(2026, 2, 12), C: date(2026, 9, 1)}
    assert figures(editions, held) == [
        ("2026-01-01", 0, 2),
        ("2026-02-12", 1, 2),
        ("2026-06-25", 1, 3),
        ("2026-09-01", 2, 3),
    ]


def test_an_unplanned_event_and_one_of_another_year_change_nothing():
    editions = [edition(1, date(2025, 12, 18), A)]
    held = {A: date(2027, 1, 1), B: date(2026, 5, 1)}
    assert figures(editions, held) == [("2026-01-01", 0, 1)]


def test_days_to_come_are_not_told():
    editions = [edition(1, date(2025, 12, 18), A)]
    assert figures(editions, {A: date(2026, 12, 1)}, until=date(2026, 11, 30)) == [
        ("2026-01-01", 0, 1)
    ]


def test_where_a_report_is_needed_an_event_counts_from_its_report_on():
    editions = [edition(1, date(2025, 12, 18), A, B)]
    held = {A: date(2026, 2, 5), B: date(2026, 12, 20)}
    told = {A: date(2026, 6, 20), B: date(2027, 1, 15)}
    points = figures_of_the_year(2026, editions, held, until=date(2027, 3, 1), told_on=told)
    assert [(str(point.day), point.held) for point in points] == [
        ("2026-01-01", 0),
        ("2026-06-20", 1),
        ("2027-01-15", 2),
    ]


def test_a_closed_year_ends_with_what_was_kept_whatever_is_corrected_later():
    editions = [edition(1, date(2025, 12, 18), A, B)]
    points = figures_of_the_year(2026, editions, {A: date(2026, 2, 5)}, until=date(2027, 3, 1))
    closed_on = date(2027, 1, 12)
    assert kept(points, closed_on, Completion(2, 1, 0)) == points
    corrected = kept(points, closed_on, Completion(2, 2, 0))
    assert corrected[:-1] == points
    assert (corrected[-1].day, corrected[-1].held, corrected[-1].is_met) == (closed_on, 2, True)


EVENTS = st.sampled_from([UUID(int=number) for number in range(6)])
DAYS = st.dates(date(2025, 11, 1), date(2027, 2, 1))


@given(st.lists(st.tuples(DAYS, st.frozensets(EVENTS))), st.dictionaries(EVENTS, DAYS))
def test_no_history_holds_more_than_is_planned(editions, held):
    given_ = [edition(n, day, *events) for n, (day, events) in enumerate(editions, start=1)]
    points = figures_of_the_year(2026, given_, held, until=END)
    assert all(0 <= point.held <= point.planned for point in points)
    assert [point.day for point in points] == sorted({point.day for point in points})
