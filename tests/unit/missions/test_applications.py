"""The life of an application as a matrix, its guards, points, and what is still missing."""

from datetime import date
from hashlib import sha256
from itertools import product

import pytest

from core.kernel.workflow import WRONG_STATE
from events.missions.rules import consents
from events.missions.rules.applications import (
    LIFE_CYCLE,
    MOST_LETTERS,
    MOST_PER_HOUR,
    ApplicationFacts,
    MissionApplicationAction,
    MissionApplicationState,
    limit_refusal,
    missing_of,
    points_refusal,
)
from events.missions.rules.calls import (
    CallFacts,
    call_refusals,
    has_begun,
    is_taking,
    read_lines,
)
from events.missions.rules.consents import Purpose
from events.programme.rules import EventState

S, A, E = MissionApplicationState, MissionApplicationAction, EventState
OPEN = ApplicationFacts(is_taking=True)
CLOSED = ApplicationFacts(reason="Готовы")
ALLOWED = {
    A.SEND: {S.DRAFT: S.UNCONFIRMED, S.UNCONFIRMED: S.UNCONFIRMED},
    A.CONFIRM: {S.UNCONFIRMED: S.SUBMITTED},
    A.CHOOSE: {S.SUBMITTED: S.CHOSEN, S.WAITING: S.CHOSEN, S.DECLINED: S.CHOSEN},
    A.WAIT: {S.SUBMITTED: S.WAITING, S.DECLINED: S.WAITING},
    A.PROMOTE: {S.WAITING: S.CHOSEN},
    A.DECLINE: {S.SUBMITTED: S.DECLINED, S.CHOSEN: S.DECLINED, S.WAITING: S.DECLINED},
    A.WITHDRAW: {
        **dict.fromkeys((S.DRAFT, S.UNCONFIRMED, S.SUBMITTED), S.WITHDRAWN),
        **dict.fromkeys((S.CHOSEN, S.WAITING), S.WITHDRAWN),
    },
}
BEGUN = ApplicationFacts(has_begun=True, reason="Готовы")


@pytest.mark.parametrize(("state", "action"), list(product(S, A)))
def test_each_step_from_each_state(state, action):
    facts = OPEN if action in {A.SEND, A.CONFIRM} else CLOSED
    refusals = LIFE_CYCLE.refusals(action, state, facts)
    if state in ALLOWED[action]:
        assert LIFE_CYCLE.advance(action, state, facts) is ALLOWED[action][state]
    else:
        assert [each.message for each in refusals] == [WRONG_STATE]


@pytest.mark.parametrize(
    ("action", "state", "facts", "code"),
    (
        (A.SEND, S.DRAFT, ApplicationFacts(), "call_closed"),
        (A.SEND, S.DRAFT, ApplicationFacts(is_taking=True, is_complete=False), "incomplete"),
        (
            *(A.SEND, S.DRAFT, ApplicationFacts(is_taking=True, letters=MOST_LETTERS)),
            "too_many_letters",
        ),
        (A.CONFIRM, S.UNCONFIRMED, ApplicationFacts(), "call_closed"),
        (A.CHOOSE, S.SUBMITTED, ApplicationFacts(is_taking=True, reason="Да"), "still_taking"),
        (A.CHOOSE, S.SUBMITTED, ApplicationFacts(is_scored=False, reason="Да"), "not_scored"),
        (A.CHOOSE, S.SUBMITTED, ApplicationFacts(reason=" \n"), "no_reason"),
        (A.WAIT, S.SUBMITTED, ApplicationFacts(has_free_places=True, reason="Да"), "places_left"),
        (A.DECLINE, S.CHOSEN, ApplicationFacts(), "no_reason"),
        *((each, S.WAITING, BEGUN, "has_begun") for each in (A.CHOOSE, A.PROMOTE, A.DECLINE)),
        (A.WITHDRAW, S.CHOSEN, BEGUN, "has_begun"),
    ),
)
def test_each_guard_refuses_for_its_reason_alone(action, state, facts, code):
    assert [each.code for each in LIFE_CYCLE.refusals(action, state, facts)] == [code]


def test_the_last_letter_is_still_sent():
    facts = ApplicationFacts(is_taking=True, letters=MOST_LETTERS - 1)
    assert LIFE_CYCLE.refusals(A.SEND, S.DRAFT, facts) == ()


@pytest.mark.parametrize(
    ("scores", "code"),
    (
        ({"а": 0, "б": 5}, None),
        ({}, None),
        ({"а": -1}, "points"),
        ({"а": 6}, "points"),
        ({"в": 1}, "other_criteria"),
    ),
)
def test_points_are_from_nought_to_five_for_criteria_of_the_call(scores, code):
    refusal = points_refusal(("а", "б"), scores)
    assert (refusal and refusal.code) == code


def test_the_limit_of_an_hour():
    assert limit_refusal(MOST_PER_HOUR - 1) is None
    assert limit_refusal(MOST_PER_HOUR).code == "too_many_applications"


def test_what_is_missing_is_told_by_name_and_question():
    values = dict.fromkeys(("company", "inn", "products", "full_name", "email", "phone"), "x")
    assert missing_of(values, ("Образцы?",), [["Образцы?", "Да"]]) == ()
    assert missing_of({**values, "phone": " "}, ("Образцы?",), [["Другой?", "Да"]]) == (
        "phone",
        "Образцы?",
    )


@pytest.mark.parametrize("state", E)
def test_a_call_takes_applications_in_one_state_until_its_last_day(state):
    day = date(2026, 12, 1)
    assert is_taking(state, day, day) is (state is E.CALL_OPEN)
    assert not is_taking(state, day, date(2026, 12, 2))


@pytest.mark.parametrize("state", E)
def test_an_event_has_begun_on_its_first_day_or_by_its_state(state):
    before = {E.PLANNED, E.PREPARING, E.CALL_OPEN, E.CALL_CLOSED, E.MOVED}
    day = date(2027, 2, 8)
    assert has_begun(state, day, date(2027, 2, 7)) is (state not in before)
    assert has_begun(state, day, day)
    assert has_begun(state, None, day) is (state not in before)


def call(**values):
    return CallFacts(
        **{"offer": "", "payment": "", "places": 3, "last_day": date(2026, 12, 1)} | values
    )


@pytest.mark.parametrize(
    ("facts", "codes"),
    (
        (call(), []),
        (call(places=0), ["places"]),
        (call(places=10_001), ["places"]),
        (call(taken=3), []),
        (call(taken=4), ["places_taken"]),
        (call(starts_on=date(2026, 12, 2)), []),
        (call(starts_on=date(2026, 12, 1)), ["late_deadline"]),
        (call(questions=("х",) * 10), []),
        (call(questions=("х",) * 11), ["questions"]),
        (call(criteria=("х" * 301,)), ["criteria"]),
    ),
)
def test_what_a_call_must_not_be(facts, codes):
    assert [each.code for each in call_refusals(facts)] == codes


def test_lines_are_read_once_each_without_blanks():
    assert read_lines("  Один \n\nДва\nОдин\r\n") == ("Один", "Два")


def test_a_version_of_a_consent_is_its_text():
    """Change a word and you change the version: what people agreed to must be found again."""
    text = "\n".join(line for texts in consents.TEXTS.values() for line in texts)
    assert (consents.VERSION, sha256(text.encode()).hexdigest()[:12]) == (
        "mission-1",
        "4a44ca9b9995",
    )


def test_each_consent_is_a_document_of_its_own():
    assert set(consents.TEXTS) == set(Purpose)
    assert consents.is_current(Purpose.PROCESSING, "mission-1/processing/ru")
    assert not consents.is_current(Purpose.PROCESSING, "mission-1/publication/ru")
