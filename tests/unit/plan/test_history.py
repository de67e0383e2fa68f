"""The figure of each day of the year."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.plan.rules.completion import (
    Completion,
    Counting,
    Planned,
    completion_of,
    standing_of,
)
from events.plan.rules.counting import YearCounting
from events.plan.rules.history import EditionInForce, HeldEvent, figures_of_the_year, kept
from events.programme.rules import EventState

A, B, C = (UUID(int=number) for number in (1, 2, 3))
END = date(2026, 12, 31)
BEGUN = date(2025, 12, 18)
ALWAYS = date(2020, 1, 1)
NEEDS_REPORT = Counting(needs_report=True)


def edition(number, day, *events):
    return EditionInForce(number, day, frozenset(events))


def points_of(editions, held, *dated, until=END):
    """`held` by event: its last day, or all of it; `dated`: the settings from each day on."""
    given_ = {
        event: each if isinstance(each, HeldEvent) else HeldEvent(each)
        for event, each in held.items()
    }
    return figures_of_the_year(YearCounting(2026, dated), editions, given_, until=until)


def figures(*arguments, until=END):
    points = points_of(*arguments, until=until)
    return [(str(point.day), point.held, point.planned) for point in points]


def test_a_plan_approved_in_december_begins_on_the_first_of_january():
    assert figures([edition(1, BEGUN, A)], {}) == [("2026-01-01", 0, 1)]


def test_before_the_first_edition_there_is_no_figure():
    assert figures([], {A: date(2026, 2, 1)}) == []
    assert figures([edition(1, date(2026, 3, 1), A)], {A: date(2026, 2, 1)}) == [
        ("2026-03-01", 1, 1)
    ]


def test_events_and_editions_change_the_figure_on_their_day():
    editions = [edition(1, BEGUN, A, B), edition(2, date(2026, 6, 25), A, B, C)]
    held = {A: date(2026, 2, 12), C: date(2026, 9, 1)}
    assert figures(editions, held) == [
        ("2026-01-01", 0, 2),
        ("2026-02-12", 1, 2),
        ("2026-06-25", 1, 3),
        ("2026-09-01", 2, 3),
    ]


def test_an_unplanned_event_and_one_of_another_year_change_nothing():
    held = {A: date(2027, 1, 1), B: date(2026, 5, 1)}
    assert figures([edition(1, BEGUN, A)], held) == [("2026-01-01", 0, 1)]


def test_days_to_come_are_not_told():
    editions = [edition(1, BEGUN, A)]
    assert figures(editions, {A: date(2026, 12, 1)}, until=date(2026, 11, 30)) == [
        ("2026-01-01", 0, 1)
    ]


def test_an_edition_decided_after_the_year_still_changes_its_figure():
    editions = [edition(1, BEGUN, A, B), edition(2, date(2027, 1, 20), A)]
    assert figures(editions, {}, until=date(2027, 3, 1)) == [
        ("2026-01-01", 0, 2),
        ("2027-01-20", 0, 1),
    ]


def test_where_a_report_is_needed_an_event_counts_from_its_report_on():
    held = {
        A: HeldEvent(date(2026, 2, 5), date(2026, 6, 20)),
        B: HeldEvent(date(2026, 12, 20), date(2027, 1, 15)),
        C: HeldEvent(date(2026, 3, 1)),
    }
    editions = [edition(1, BEGUN, A, B, C)]
    points = points_of(editions, held, (ALWAYS, NEEDS_REPORT), until=date(2027, 3, 1))
    assert [(str(point.day), point.held) for point in points] == [
        ("2026-01-01", 0),
        ("2026-06-20", 1),
        ("2027-01-15", 2),
    ]


def test_a_threshold_changed_in_the_middle_of_the_year_rules_from_its_day_on():
    """Three of four were short of 80 % and reach 75 %; in March the old threshold ruled."""
    names = [UUID(int=number) for number in range(4)]
    held = {name: date(2026, month, 1) for name, month in zip(names[:3], (2, 3, 4), strict=True)}
    points = points_of([edition(1, BEGUN, *names)], held, (date(2026, 7, 1), Counting(75)))
    assert [(str(p.day), p.held, p.threshold, p.is_met, p.is_recounted) for p in points] == [
        ("2026-01-01", 0, 80, False, False),
        ("2026-02-01", 1, 80, False, False),
        ("2026-03-01", 2, 80, False, False),
        ("2026-04-01", 3, 80, False, False),
        ("2026-07-01", 3, 75, True, True),
    ]


def test_a_higher_threshold_takes_nothing_from_the_days_before_it():
    points = points_of(
        [edition(1, BEGUN, A, B)],
        {A: date(2026, 2, 1)},
        (ALWAYS, Counting(50)),
        (date(2026, 9, 1), Counting(80)),
    )
    assert [(str(p.day), p.is_met) for p in points] == [
        ("2026-01-01", False),
        ("2026-02-01", True),
        ("2026-09-01", False),
    ]


def test_where_reports_are_asked_from_a_day_on_the_days_before_count_without():
    held = {
        A: HeldEvent(date(2026, 2, 5), date(2026, 2, 20)),
        B: HeldEvent(date(2026, 3, 10), date(2026, 8, 3)),
    }
    points = points_of([edition(1, BEGUN, A, B)], held, (date(2026, 7, 1), NEEDS_REPORT))
    assert [(str(p.day), p.held, p.is_recounted) for p in points] == [
        ("2026-01-01", 0, False),
        ("2026-02-05", 1, False),
        ("2026-03-10", 2, False),
        ("2026-07-01", 1, True),
        ("2026-08-03", 2, False),
    ]


def test_remote_events_leave_and_return_with_the_setting():
    held = {A: HeldEvent(date(2026, 2, 5), is_remote=True), B: HeldEvent(date(2026, 3, 10))}
    points = points_of(
        [edition(1, BEGUN, A, B)],
        held,
        (date(2026, 4, 1), Counting(counts_remote=False)),
        (date(2026, 10, 1), Counting()),
    )
    assert [(str(p.day), p.held) for p in points][2:] == [
        ("2026-03-10", 2),
        ("2026-04-01", 1),
        ("2026-10-01", 2),
    ]


def test_settings_of_the_next_year_leave_the_days_after_the_year_alone():
    held = {A: HeldEvent(date(2026, 2, 5)), B: HeldEvent(date(2026, 12, 20), date(2027, 1, 15))}
    dated = (date(2027, 1, 1), Counting(100, needs_report=True, counts_remote=False))
    points = points_of([edition(1, BEGUN, A, B)], held, dated, until=date(2027, 3, 1))
    assert [(str(p.day), p.held, p.threshold) for p in points][-1] == ("2026-12-20", 2, 80)


def test_a_setting_that_changes_no_figure_is_no_point():
    dated = (date(2026, 5, 1), NEEDS_REPORT)
    assert figures([edition(1, BEGUN, A)], {}, dated) == [("2026-01-01", 0, 1)]


@pytest.mark.parametrize("final", (Completion(2, 2, 0), Completion(2, 1, 0, 50)))
def test_a_closed_year_ends_with_what_was_kept_whatever_is_corrected_later(final):
    points = points_of([edition(1, BEGUN, A, B)], {A: date(2026, 2, 5)}, until=date(2027, 3, 1))
    closed_on = date(2027, 1, 12)
    assert kept(points, closed_on, Completion(2, 1, 0)) == points
    corrected = kept(points, closed_on, final)
    assert corrected[:-1] == points
    assert (corrected[-1].day, corrected[-1].held, corrected[-1].is_met) == (
        closed_on,
        final.held,
        True,
    )


EVENTS = st.sampled_from([UUID(int=number) for number in range(6)])
DAYS = st.dates(date(2025, 11, 1), date(2027, 2, 1))
EDITIONS = st.lists(st.tuples(DAYS, st.frozensets(EVENTS)), max_size=4)
HELD = st.dictionaries(EVENTS, st.builds(HeldEvent, DAYS, st.none() | DAYS, st.booleans()))
COUNTINGS = st.builds(
    Counting, st.sampled_from((50, 80)), needs_report=st.booleans(), counts_remote=st.booleans()
)
SETTINGS = st.lists(st.tuples(DAYS, COUNTINGS), max_size=3)


def year_of(editions, settings):
    in_order = sorted(editions, key=lambda each: each[0])
    given_ = [edition(n, day, *events) for n, (day, events) in enumerate(in_order, start=1)]
    return given_, tuple(sorted(settings, key=lambda each: each[0]))


@given(EDITIONS, HELD, SETTINGS)
def test_no_history_holds_more_than_is_planned(editions, held, settings):
    given_, dated = year_of(editions, settings)
    points = points_of(given_, held, *dated)
    assert all(0 <= point.held <= point.planned for point in points)
    assert [point.day for point in points] == sorted({point.day for point in points})


@given(EDITIONS, HELD, SETTINGS, DAYS)
def test_the_history_ends_each_day_with_the_figure_of_that_day(editions, held, settings, today):
    """Told event by event, as the gauge counts: whatever is known of the day, no more."""
    given_, dated = year_of(editions, settings)
    points = points_of(given_, held, *dated, until=today)
    in_force = [each for each in given_ if each.approved_on <= today]
    if not in_force or today.year < 2026:
        assert points == ()
        return
    counting = YearCounting(2026, dated).on(today)
    lines = (planned_on(today, held.get(event)) for event in in_force[-1].events)
    gauge = completion_of((standing_of(line, 2026, today, counting) for line in lines), counting)
    last = points[-1]
    assert (last.planned, last.held, last.is_met) == (gauge.planned, gauge.held, gauge.is_met)


def planned_on(today, event):
    """What the line of an event looked like on a day."""
    if event is None or event.ended_on > today:
        return Planned(EventState.PLANNED, event.ended_on if event else date(2026, 12, 31))
    told = event.reported_on is not None and event.reported_on <= today
    state = EventState.REPORTED if told else EventState.HELD
    return Planned(state, event.ended_on, has_report=told, is_remote=event.is_remote)
