"""How duties follow from the facts: what is undone, until when, and what is no duty at all."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from council.meetings.rules.kinds import MeetingForm, MeetingKind, MeetingState
from council.meetings.rules.states import BEFORE
from council.meetings.rules.yearly import CountedMeeting
from council.minutes.rules import EditionState
from council.reminders.rules import DutyKind
from council.reminders.rules.facts import (
    AssignmentFact,
    Facts,
    MeetingFact,
    MinutesFact,
    ReportFact,
    duties_of,
)
from tests.unit.reminders.days import circumstances

M, S, E = DutyKind, MeetingState, EditionState
BODY, ONE, TWO = UUID(int=10), UUID(int=11), UUID(int=12)
THURSDAY = date(2026, 12, 17)


def meeting(day=THURSDAY, state=S.PLANNED, **values):
    form = values.pop("form", MeetingForm.IN_PERSON)
    counted = CountedMeeting(MeetingKind.REGULAR, form, state, day)
    fact = MeetingFact(ONE, day.year, 4, form, counted, day)
    return replace(fact, **values)


def minutes(state, edition=1, **values):
    return replace(MinutesFact(ONE, 2026, 3, date(2026, 11, 12), edition, state, None), **values)


# Two meetings were held this year and two of the last, so that only what a test adds is undone.
HELD = tuple(
    meeting(date(year, month, 1), S.PUBLISHED, id=UUID(int=year * 100 + month))
    for year in (2025, 2026)
    for month in (2, 5, 9, 10)
)
HEARD = tuple(date(year, month, 1) for year in (2025, 2026) for month in (5, 10))


def facts(*meetings, **values):
    known = {"meetings": (*HELD, *meetings), "heard_on": HEARD}
    return Facts(BODY, is_council=True, first_year=2023, **(known | values))


def duties(found, today=date(2026, 11, 21)):
    return {each.matter: each for each in duties_of(found, circumstances(today))}


def test_a_council_that_has_done_everything_has_no_duties():
    assert duties(facts()) == {}


@pytest.mark.parametrize("state", tuple(S))
def test_notice_and_materials_are_due_while_the_meeting_lies_ahead(state):
    found = duties(facts(meeting(state=state)))
    assert (M.NOTICE in found) is (state in BEFORE)
    assert (M.MATERIALS in found) is (state in BEFORE)


def test_they_are_due_so_many_working_days_before_the_meeting_as_the_regulation_of_its_day_says():
    found = duties(facts(meeting()))
    assert (found[M.NOTICE].due, found[M.MATERIALS].due) == (date(2026, 12, 10), date(2026, 12, 14))
    settings = (("notice_days", "7", date(2026, 12, 1)), ("notice_days", "9", date(2027, 1, 1)))
    assert duties(facts(meeting(), settings=settings))[M.NOTICE].due == date(2026, 12, 8)


def test_what_was_sent_is_no_duty_and_a_vote_by_ballots_has_no_materials():
    assert set(duties(facts(meeting(is_notified=True)))) == {M.MATERIALS}
    assert set(duties(facts(meeting(has_materials=True)))) == {M.NOTICE}
    assert set(duties(facts(meeting(form=MeetingForm.ABSENTEE)))) == {M.NOTICE}


@pytest.mark.parametrize(
    ("state", "edition", "matter"),
    (
        (None, None, M.DRAFT),
        (E.DRAFT, 1, M.DRAFT),
        (E.CIRCULATED, 1, M.DRAFT),
        (E.TO_SIGN, 1, M.SIGNING),
        (E.SIGNED, 1, M.PUBLICATION),
        (E.PUBLISHED, 1, None),
        (E.WITHDRAWN, 1, None),
        (E.DISCARDED, 2, None),
        (E.DRAFT, 2, None),
        (E.CIRCULATED, 2, None),
        (E.TO_SIGN, 2, None),
        (E.SIGNED, 2, M.PUBLICATION),
    ),
)
def test_minutes_have_one_duty_at_a_time_and_a_correction_only_the_last(state, edition, matter):
    signed_on = date(2026, 11, 18) if state is E.SIGNED else None
    found = duties(facts(minutes=(minutes(state, edition, signed_on=signed_on),)))
    assert set(found) == ({matter} if matter else set())


def test_minutes_are_signed_by_those_who_have_not_and_published_after_the_signature():
    found = duties(facts(minutes=(minutes(E.TO_SIGN, unsigned=(TWO,)),)))
    assert (found[M.SIGNING].due, found[M.SIGNING].people) == (date(2026, 11, 19), (TWO,))
    signed = minutes(E.SIGNED, signed_on=date(2026, 11, 18))
    assert duties(facts(minutes=(signed,)))[M.PUBLICATION].due == date(2026, 11, 23)


def test_a_report_is_decided_within_the_days_of_the_regulation_version_by_version():
    submitted = datetime(2026, 11, 18, 20, tzinfo=UTC)  # 1:00 of the 19th on the council's clocks
    found = duties(facts(reports=(ReportFact(TWO, "Об экспорте", 3, submitted),)))[M.DECISION]
    assert (found.due, found.mark, found.since) == (date(2026, 11, 26), "3", submitted)


def test_an_assignment_is_its_executors_from_the_day_after_it_was_given():
    given = AssignmentFact(TWO, "3-1.1", "Представить", THURSDAY, date(2026, 11, 20), (ONE,))
    found = duties(facts(assignments=(given,)))[M.ASSIGNMENT]
    assert (found.due, found.people) == (THURSDAY, (ONE,))
    assert found.since == datetime(2026, 11, 20, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    ("today", "halves"),
    (
        (date(2026, 6, 30), {"2026-1"}),
        (date(2026, 7, 1), {"2026-1", "2026-2"}),
        (date(2026, 7, 31), {"2026-1", "2026-2"}),
        (date(2026, 8, 1), {"2026-2"}),
        (date(2027, 1, 31), {"2026-2", "2027-1"}),
        (date(2027, 2, 1), {"2027-1"}),
    ),
)
def test_a_half_year_without_the_coordinators_report_is_spoken_of_for_a_month_more(today, halves):
    at = circumstances(today)
    found = duties_of(facts(heard_on=()), at)
    assert {each.mark for each in found if each.matter is M.HALF_YEAR} == halves


def test_the_report_is_due_by_the_last_meeting_that_can_hear_it_else_by_the_end_of_the_half_year():
    heard = tuple(day for day in HEARD if day != date(2026, 10, 1))
    held = facts(meeting(), heard_on=heard)
    assert duties(held)[M.HALF_YEAR].due == THURSDAY
    off = facts(meeting(state=S.CANCELLED), heard_on=heard, meetings=())
    assert duties(off)[M.HALF_YEAR].due == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("year", "required"), ((2022, 0), (2023, 2), (2024, 4)), ids=("before", "first", "later")
)
def test_the_year_lacks_what_is_neither_held_nor_planned(year, required):
    for planned in range(5):
        meetings = tuple(meeting(date(year, 11, day)) for day in range(1, planned + 1))
        found = duties_of(facts(meetings=meetings), circumstances(date(year, 10, 1)))
        lacking = [each for each in found if each.matter is M.MEETINGS]
        assert [each.details["lacking"] for each in lacking] == (
            [str(required - planned)] if planned < required else []
        )
        assert all(each.due == date(year, 12, 31) for each in lacking)


def test_a_meeting_that_fails_takes_the_year_into_danger_and_one_more_that_fails_is_another_fact():
    good, called_off = meeting(), meeting(state=S.CANCELLED)
    held = HELD[:-1]
    assert M.MEETINGS not in duties(facts(meetings=(*held, good)))
    found = duties(facts(meetings=(*held, called_off)))[M.MEETINGS]
    worse = duties(facts(meetings=(*held[:-1], called_off)))[M.MEETINGS]
    assert (found.mark, worse.mark) == ("2026-1", "2026-2")


@pytest.mark.parametrize(("days", "told"), ((31, True), (32, False)))
def test_a_year_that_ended_short_is_spoken_of_for_a_month(days, told):
    today = date(2026, 12, 31) + timedelta(days=days)
    found = duties_of(facts(meetings=()), circumstances(today))
    assert ("2026-4" in {each.mark for each in found}) is told


def test_a_working_group_has_no_criterion_of_the_year():
    group = replace(facts(meeting(), heard_on=(), meetings=(meeting(),)), is_council=False)
    assert set(duties(group)) == {M.NOTICE, M.MATERIALS}


def test_signed_minutes_whose_day_of_signing_is_not_known_have_no_term_of_publication():
    signed = minutes(E.SIGNED, signed_on=None)
    found = duties_of(facts(minutes=(signed,)), circumstances(date(2026, 11, 20)))
    assert M.PUBLICATION not in {duty.kind for duty in found}
