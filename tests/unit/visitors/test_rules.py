"""Who may apply, what becomes of an application, how many seats there can be."""

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.adapters.holidays import work_calendar
from core.adapters.language import merged
from core.kernel.errors import Refused
from council.meetings.rules import consent
from council.meetings.rules.kinds import ApplicationState, MeetingForm, MeetingState
from council.meetings.rules.visitors import (
    LIFE_CYCLE,
    MOST_PER_HOUR,
    MOST_SEATS,
    Admission,
    ApplicationAction,
    ApplicationFacts,
    admission_refusal,
    is_over,
    last_day_to_apply,
    limit_refusal,
    place_in_list,
    seats_refusal,
)
from council.membership.rules.procedure import DEFAULTS, procedure_of

S, A, M = ApplicationState, ApplicationAction, MeetingState
LAST = date(2026, 12, 14)
OPEN = Admission(M.NOTIFIED, MeetingForm.IN_PERSON, is_open=True, last_day=LAST, today=LAST)
BEFORE = {M.PLANNED, M.AGENDA_OPEN, M.AGENDA_APPROVED, M.NOTIFIED}
TABLE = {
    (S.WAITING, A.CONFIRM): S.CONFIRMED,
    (S.WAITING, A.CANCEL): S.CANCELLED,
    (S.WAITING, A.DECLINE): S.DECLINED,
    (S.CONFIRMED, A.CANCEL): S.CANCELLED,
    (S.CONFIRMED, A.DECLINE): S.DECLINED,
}
# The SHA-256 of the Russian text of each version: a changed word needs a new version.
TEXTS = {"visitor-1": "8c0cb406a5fbd8b07f3e4ef3f668aea0636b4bf73dde32c7dad5a5a4a22a420b"}


def code_of(facts):
    refusal = admission_refusal(facts)
    return refusal and refusal.code


def test_the_last_day_is_three_working_days_before_the_meeting():
    day = last_day_to_apply(date(2026, 12, 17), DEFAULTS, work_calendar())
    assert (day.day, day.provisional) == (LAST, False)
    one = procedure_of({"visitor_days": "1"})
    assert last_day_to_apply(date(2026, 12, 17), one, work_calendar()).day == date(2026, 12, 16)


def test_a_visitor_may_apply_on_the_last_day_and_not_the_day_after():
    assert code_of(OPEN) is None
    assert code_of(replace(OPEN, today=date(2026, 12, 15))) == "too_late"


@pytest.mark.parametrize("state", M)
def test_applications_are_taken_only_before_the_meeting(state):
    others = {M.CANCELLED: "cancelled", M.POSTPONED: "postponed"}
    wanted = None if state in BEFORE else others.get(state, "begun")
    assert code_of(replace(OPEN, state=state)) == wanted


def test_a_closed_meeting_and_an_absentee_vote_take_no_visitors():
    assert code_of(replace(OPEN, is_open=False)) == "not_open"
    assert code_of(replace(OPEN, form=MeetingForm.ABSENTEE, is_open=False)) == "absentee"


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("action", A)
def test_the_life_of_an_application_is_this_table(state, action):
    facts = ApplicationFacts(reason="Нет мест")
    if (state, action) in TABLE:
        assert LIFE_CYCLE.advance(action, state, facts) is TABLE[state, action]
    else:
        with pytest.raises(Refused) as refused:
            LIFE_CYCLE.advance(action, state, facts)
        assert refused.value.codes == ("wrong_state",)


@pytest.mark.parametrize(("state", "action"), TABLE)
def test_nothing_changes_once_the_meeting_has_begun(state, action):
    refusals = LIFE_CYCLE.refusals(action, state, ApplicationFacts(is_over=True, reason="Да"))
    assert [each.code for each in refusals] == ["meeting_over"]


def test_declining_needs_a_reason():
    refusals = LIFE_CYCLE.refusals(A.DECLINE, S.WAITING, ApplicationFacts(reason=" \n"))
    assert [each.code for each in refusals] == ["no_reason"]


@pytest.mark.parametrize("state", M)
def test_the_list_is_closed_from_the_beginning_but_waits_while_postponed(state):
    assert is_over(state) is (state not in BEFORE | {M.POSTPONED})


def test_seats_never_fall_below_those_taken():
    assert seats_refusal(4, 5).code == "seats_taken"
    assert seats_refusal(5, 5) is None


def test_a_hall_has_an_end():
    assert seats_refusal(MOST_SEATS, 0) is None
    assert seats_refusal(MOST_SEATS + 1, 0).code == "too_many_seats"


def test_an_address_may_send_ten_applications_an_hour():
    assert limit_refusal(MOST_PER_HOUR - 1) is None
    assert limit_refusal(MOST_PER_HOUR).code == "too_many_applications"


def test_a_consent_is_current_in_either_language_of_its_version():
    assert consent.is_current("visitor-1/ru")
    assert consent.is_current("visitor-1/en")
    assert not consent.is_current("visitor-0/ru")
    assert not consent.is_current("")


def test_the_text_of_a_version_never_changes():
    catalogue = merged(Path(__file__).parents[3] / "translations" / "ru")
    russian = "\n".join(catalogue.get(text).string for text in consent.PARAGRAPHS)
    both = "\n".join((*consent.PARAGRAPHS, russian))
    assert hashlib.sha256(both.encode()).hexdigest() == TEXTS[consent.VERSION]


def test_the_place_in_the_list_counts_from_one_and_only_those_who_wait():
    assert [place_in_list(["a", "b"], who) for who in ("a", "b", "c")] == [1, 2, None]
