"""A question that may hang: answered after its context has ended, or given up."""

import time
from threading import Event

import pytest
from flask import Flask, current_app

from core.adapters.asking import MOST_HANGING, Unanswered, within


@pytest.fixture
def app():
    with Flask("asked").app_context():
        yield


def test_the_answer_comes_after_the_context_has_let_everything_go(app):
    ended = []

    @current_app.teardown_appcontext
    def let_go(_error):
        time.sleep(0.05)
        ended.append("let go")

    assert (within(5, lambda: 7), ended) == (7, ["let go"])


def test_a_fault_of_the_question_is_told_with_its_cause(app):
    with pytest.raises(Unanswered, match="division") as raised:
        within(5, lambda: 1 // 0)
    assert isinstance(raised.value.__cause__, ZeroDivisionError)


def test_questions_that_hang_are_given_up_and_none_is_added_to_them(app):
    end = Event()
    for _ in range(MOST_HANGING):
        with pytest.raises(Unanswered, match="no answer within"):
            within(0.01, end.wait)
    with pytest.raises(Unanswered, match="still hang"):
        within(0.01, end.wait)
    end.set()
    for _ in range(500):
        if asked_again():
            return
        time.sleep(0.01)
    pytest.fail("nobody is asked again after the questions have ended")


def asked_again():
    try:
        return within(1, lambda: True)
    except Unanswered:
        return False
