"""Meetings held of those required: DOMAIN.md § 1.5 and invariant 9."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from council.meetings.rules.kinds import MeetingForm, MeetingKind, MeetingState
from council.meetings.rules.yearly import (
    CountedMeeting,
    Standing,
    count_year,
    plan_proposals,
    required_meetings,
    standing_of,
)
from council.membership.rules.procedure import DEFAULTS, QuorumRule

TODAY = date(2026, 11, 21)
K, F, S = MeetingKind, MeetingForm, MeetingState


def meeting(kind=K.REGULAR, form=F.IN_PERSON, state=S.PUBLISHED, held_on=date(2026, 3, 19), **rest):
    return CountedMeeting(kind, form, state, held_on, **rest)


def standing(procedure=DEFAULTS, **facts):
    return standing_of(meeting(**facts), procedure, TODAY)


def counted(*meetings, year=2026, procedure=DEFAULTS):
    return count_year(meetings, year=year, first_year=2023, procedure=procedure, today=TODAY)


@pytest.mark.parametrize(("year", "required"), ((2022, 0), (2023, 2), (2024, 4), (2026, 4)))
def test_invariant_9_year_1_needs_2_and_later_years_4_meetings(year, required):
    assert required_meetings(year, 2023, DEFAULTS) == required


def test_the_numbers_required_are_settings():
    strict = replace(DEFAULTS, meetings_first_year=3, meetings_later_years=6)
    assert [required_meetings(year, 2023, strict) for year in (2023, 2024)] == [3, 6]


def test_invariant_9_absentee_and_quorumless_meetings_are_not_counted():
    count = counted(
        meeting(),
        meeting(form=F.MIXED),
        meeting(form=F.VIDEO, kind=K.EXTRAORDINARY),
        meeting(form=F.ABSENTEE),
        meeting(state=S.INQUORATE),
    )
    assert (count.held, count.required, count.is_met, count.lacking) == (3, 4, False, 1)
    assert count.standings[3:] == (Standing.ABSENTEE, Standing.WITHOUT_QUORUM)


@pytest.mark.parametrize("state", S)
def test_every_state_has_its_part_in_the_count(state):
    expected = {
        S.HELD: Standing.AWAITS_SIGNATURE,
        S.MINUTES_TO_SIGN: Standing.AWAITS_SIGNATURE,
        S.MINUTES_SIGNED: Standing.COUNTS,
        S.PUBLISHED: Standing.COUNTS,
        S.INQUORATE: Standing.WITHOUT_QUORUM,
        S.CANCELLED: Standing.CANCELLED,
        S.POSTPONED: Standing.POSTPONED,
    }
    assert standing(state=state, held_on=TODAY) is expected.get(state, Standing.AHEAD)


@pytest.mark.parametrize("state", (S.PLANNED, S.AGENDA_OPEN, S.AGENDA_APPROVED, S.NOTIFIED))
def test_a_meeting_whose_day_has_passed_is_no_forecast(state):
    assert standing(state=state, held_on=date(2026, 11, 20)) is Standing.OVERDUE


def test_a_session_past_midnight_still_goes_on():
    assert standing(state=S.IN_SESSION, held_on=date(2026, 11, 20)) is Standing.AHEAD


@pytest.mark.parametrize("kind", (K.OFF_SITE, K.EXTENDED))
def test_other_kinds_do_not_count(kind):
    assert standing(kind=kind) is Standing.OTHER_KIND


def test_the_absentee_form_counts_where_the_regulation_says_so():
    lenient = replace(DEFAULTS, absentee_counts=True)
    assert standing(form=F.ABSENTEE) is Standing.ABSENTEE
    assert standing(lenient, form=F.ABSENTEE) is Standing.COUNTS


def test_the_founding_meeting_counts_unless_the_regulation_says_no():
    assert standing(kind=K.FOUNDING) is Standing.COUNTS
    assert standing(replace(DEFAULTS, founding_counts=False), kind=K.FOUNDING) is Standing.FOUNDING


@pytest.mark.parametrize(
    ("present", "expected"),
    ((13, Standing.COUNTS), (12, Standing.WITHOUT_QUORUM), (None, Standing.WITHOUT_QUORUM)),
)
def test_an_archive_meeting_counts_by_its_own_figures(present, expected):
    assert standing(archive_seats=25, archive_present=present) is expected


def test_an_archive_meeting_needs_no_minutes_in_this_system():
    told = {"state": MeetingState.HELD, "archive_seats": 25}
    assert standing(**told, archive_present=17) is Standing.COUNTS
    assert standing(**told, archive_present=12) is Standing.WITHOUT_QUORUM
    assert standing(state=MeetingState.HELD) is Standing.AWAITS_SIGNATURE


def test_the_quorum_of_the_archive_follows_the_regulation():
    strict = replace(DEFAULTS, quorum=QuorumRule.TWO_THIRDS)
    assert standing(strict, archive_seats=24, archive_present=15) is Standing.WITHOUT_QUORUM
    assert standing(strict, archive_seats=24, archive_present=16) is Standing.COUNTS


def test_the_forecast_adds_what_waits_and_what_is_planned():
    count = counted(
        meeting(),
        meeting(state=S.HELD),
        meeting(state=S.NOTIFIED, held_on=date(2026, 12, 17)),
        meeting(state=S.POSTPONED),
        meeting(state=S.PLANNED, held_on=date(2026, 6, 1)),
    )
    assert (count.held, count.forecast, count.lacking) == (1, 3, 1)


def test_four_held_meetings_meet_the_requirement_and_nothing_lacks():
    count = counted(*[meeting()] * 5)
    assert (count.is_met, count.lacking) == (True, 0)
    assert counted(*[meeting()] * 3).is_met is False


@pytest.mark.parametrize(
    ("today", "is_over"),
    ((date(2027, 1, 15), False), (date(2027, 1, 16), True), (date(2027, 2, 15), True)),
)
def test_proposals_for_the_plan_are_taken_until_a_month_before_its_first_meeting(today, is_over):
    found = plan_proposals([date(2027, 6, 1), date(2027, 2, 15)], 31, today)

    assert (found.until, found.considered_on) == (date(2027, 1, 15), date(2027, 2, 15))
    assert found.is_over is is_over


def test_nobody_is_asked_for_proposals_without_a_first_meeting_ahead():
    assert plan_proposals([], 30, TODAY) is None
    assert plan_proposals([TODAY - timedelta(days=1), date(2026, 12, 17)], 30, TODAY) is None
    assert plan_proposals([TODAY], 30, TODAY) is not None
