"""By which day a request about one's own data is answered, and how it stands on a day."""

from datetime import date, timedelta

import pytest

from core.config import BadSettings, Settings
from core.kernel.errors import Refused
from core.kernel.workdays import AnswerTerm, WorkCalendar
from core.privacy.rules.requests import (
    Urgency,
    demand_answerable,
    demand_received,
    due_day,
    urgency,
)

MONDAY = date(2026, 11, 2)
HOLIDAY = WorkCalendar(holidays=frozenset({date(2026, 11, 4)}))
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("days", "is_working", "due"),
    (
        (10, True, date(2026, 11, 17)),  # the 4th is no working day
        (1, True, date(2026, 11, 3)),
        (2, True, date(2026, 11, 5)),
        (30, False, date(2026, 12, 2)),
    ),
)
def test_the_day_on_which_a_request_came_does_not_count(days, is_working, due):
    assert due_day(MONDAY, AnswerTerm(days, is_working), HOLIDAY) == due


@pytest.mark.parametrize(
    ("left", "answered", "stands"),
    (
        (4, None, Urgency.CALM),
        (3, None, Urgency.PRESSING),
        (1, None, Urgency.PRESSING),
        (0, None, Urgency.LAST_DAY),
        (-1, None, Urgency.OVERDUE),
        (-1, MONDAY, Urgency.DONE),
    ),
)
def test_the_nearer_the_last_day_the_louder(left, answered, stands):
    assert urgency(MONDAY + left * DAY, answered, MONDAY) is stands


def test_nothing_came_on_a_day_still_ahead():
    demand_received(MONDAY, MONDAY)
    with pytest.raises(Refused) as refused:
        demand_received(MONDAY + DAY, MONDAY)
    assert refused.value.codes == ("received_ahead",)


@pytest.mark.parametrize(
    ("answered_on", "given_on", "code"),
    (
        (MONDAY, MONDAY, "answered_already"),
        (None, MONDAY + 2 * DAY, "answered_ahead"),
        (None, MONDAY - DAY, "answered_before"),
    ),
)
def test_an_answer_is_given_once_and_on_a_day_that_can_be_true(answered_on, given_on, code):
    with pytest.raises(Refused) as refused:
        demand_answerable(MONDAY, answered_on, given_on, MONDAY + DAY)
    assert refused.value.codes == (code,)
    demand_answerable(MONDAY, None, MONDAY, MONDAY)


def term(text):
    environ = {"SECRET_KEY": "s" * 40, "DEMO": "1", "PERSONAL_DATA_ANSWER": text}
    return Settings.from_environment(environ).installation.answer_term


def test_the_term_is_a_setting():
    assert term("") == AnswerTerm(10, is_working=True)
    assert term("30 calendar") == AnswerTerm(30, is_working=False)
    assert term("90 working") == AnswerTerm(90, is_working=True)


@pytest.mark.parametrize(
    "text", ("10", "ten working", "0 working", "91 working", "10 days", "-1 calendar")
)
def test_a_term_that_cannot_be_read_stops_the_start(text):
    with pytest.raises(BadSettings, match="PERSONAL_DATA_ANSWER"):
        term(text)
