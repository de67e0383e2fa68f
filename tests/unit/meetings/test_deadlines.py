"""Deadlines around a meeting: invariant 7 with the vectors of DOMAIN.md § 3.3."""

from datetime import date

import pytest

from core.adapters.holidays import work_calendar
from core.kernel.workdays import WorkCalendar
from council.meetings.rules.deadlines import (
    BLOCKS,
    Milestones,
    Progress,
    Term,
    term_is_long_enough,
    terms_of,
)
from council.membership.rules.procedure import DEFAULTS

CALENDAR = work_calendar()
VECTORS = (
    ("2027-01-14", "2027-01-11", "2026-12-29", "2026-12-22", "2027-01-21"),
    ("2025-11-07", "2025-11-01", "2025-10-30", "2025-10-23", "2025-11-14"),
    ("2026-05-14", "2026-05-08", "2026-05-06", "2026-04-28", "2026-05-21"),
    ("2024-05-15", "2024-05-08", "2024-05-06", "2024-04-25", "2024-05-22"),
    ("2026-12-17", "2026-12-14", "2026-12-10", "2026-12-03", "2026-12-24"),
    ("2023-02-16", "2023-02-13", "2023-02-09", "2023-02-02", "2023-02-27"),
)


def lines(day, *, today=date(2026, 11, 21), until=None, **facts):
    milestones = Milestones(day, until or day, **facts)
    return {line.term: line for line in terms_of(milestones, DEFAULTS, CALENDAR, today)}


@pytest.mark.parametrize(("day", "three", "five", "ten", "signing"), VECTORS)
def test_invariant_7_deadlines_are_counted_in_working_days_with_moved_saturdays(
    day, three, five, ten, signing
):
    found = {term: line.day.isoformat() for term, line in lines(date.fromisoformat(day)).items()}
    assert found[Term.MATERIALS] == found[Term.VISITORS] == three
    assert found[Term.NOTICE] == five
    assert found[Term.PROPOSALS] == ten
    assert found[Term.SIGNING] == signing


def test_publication_follows_the_day_on_which_the_minutes_were_really_signed():
    day = date(2026, 9, 24)
    assert lines(day)[Term.PUBLICATION].day == date(2026, 10, 6)
    signed = lines(day, done={Term.SIGNING: date(2026, 9, 30)})
    assert signed[Term.PUBLICATION].day == date(2026, 10, 5)


def test_an_absentee_vote_is_prepared_before_its_first_day_and_signed_after_its_last():
    found = lines(date(2026, 8, 12), until=date(2026, 8, 18))
    assert found[Term.NOTICE].day == date(2026, 8, 5)
    assert found[Term.SIGNING].day == date(2026, 8, 25)


def test_a_closed_meeting_has_no_deadline_for_visitors():
    assert Term.VISITORS not in lines(date(2026, 12, 17), takes_visitors=False)
    assert Term.VISITORS in lines(date(2026, 12, 17))


@pytest.mark.parametrize(
    ("today", "notice", "proposals"),
    (
        (date(2026, 12, 2), Progress.AHEAD, Progress.AHEAD),
        (date(2026, 12, 3), Progress.AHEAD, Progress.TODAY),
        (date(2026, 12, 4), Progress.AHEAD, Progress.CLOSED),
        (date(2026, 12, 10), Progress.TODAY, Progress.CLOSED),
        (date(2026, 12, 11), Progress.LATE, Progress.CLOSED),
    ),
)
def test_a_deadline_is_ahead_today_or_past(today, notice, proposals):
    found = lines(date(2026, 12, 17), today=today)
    assert found[Term.NOTICE].progress is notice
    assert found[Term.PROPOSALS].progress is proposals


@pytest.mark.parametrize(
    ("done_on", "progress"),
    (
        (date(2026, 12, 10), Progress.DONE),
        (date(2026, 12, 11), Progress.DONE_LATE),
        (None, Progress.DONE),
    ),
)
def test_what_was_done_says_whether_it_was_late(done_on, progress):
    found = lines(date(2026, 12, 17), done={Term.NOTICE: done_on})[Term.NOTICE]
    assert (found.progress, found.done_on) == (progress, done_on)


def test_days_left_are_counted_to_the_last_day():
    assert lines(date(2026, 12, 17))[Term.NOTICE].days_left == 19
    late = lines(date(2026, 12, 17), today=date(2026, 12, 12))[Term.NOTICE]
    assert late.days_left == -2


def test_a_year_without_a_verified_calendar_makes_its_deadlines_provisional():
    found = lines(date(2031, 3, 20))
    assert all(line.provisional for line in found.values())
    assert not any(line.provisional for line in lines(date(2026, 9, 24)).values())


def test_publication_is_provisional_while_the_term_of_signing_is():
    calendar = WorkCalendar(verified_years=frozenset({2027}))
    held, signed = date(2026, 12, 30), date(2027, 1, 4)
    for done, is_provisional in (({}, True), ({Term.SIGNING: signed}, False)):
        milestones = Milestones(held, held, done=done)
        found = {line.term: line for line in terms_of(milestones, DEFAULTS, calendar, signed)}
        assert found[Term.SIGNING].provisional
        assert found[Term.PUBLICATION].provisional is is_provisional


def test_each_deadline_says_what_it_blocks():
    assert set(BLOCKS) == set(Term)
    assert lines(date(2026, 12, 17))[Term.NOTICE].blocks == BLOCKS[Term.NOTICE]


@pytest.mark.parametrize(("last", "enough"), (("2026-08-17", False), ("2026-08-18", True)))
def test_the_first_day_of_an_absentee_vote_is_not_counted(last, enough):
    first = date(2026, 8, 12)
    assert term_is_long_enough(first, date.fromisoformat(last), 4, CALENDAR) is enough
