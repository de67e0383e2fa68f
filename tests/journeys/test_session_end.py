"""Somebody sits before a page longer than a session lasts: told in time, kept in by one press."""

import os
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from core.adapters.clock import clock
from tests.journeys.steps.stage import COORDINATOR

pytestmark = pytest.mark.skipif(os.environ.get("WALK") != "1", reason="part of make walk")
SOON = "Через 5 минут без действий потребуется войти снова"


def sits(person, minutes):
    """Time passes in the browser and on the server alike."""
    clock.stopped_at += timedelta(minutes=minutes)
    person.page.clock.fast_forward(minutes * 60_000)


def test_five_minutes_before_the_end_one_press_goes_on(visit):
    person = visit(COORDINATOR)
    person.page.clock.install()
    person.open("/desk/reports/new")
    notice = person.page.get_by_role("alert").filter(has_text=SOON)
    sits(person, 24)
    expect(notice).to_be_hidden()
    sits(person, 2)
    expect(notice).to_be_visible()
    person.check_accessibility()
    person.page.get_by_role("button", name="Продолжить работу").click()
    expect(notice).to_be_hidden()
    sits(person, 20)
    person.open("/desk/reports/").sees("Новый отчёт")


def test_after_the_end_the_page_says_that_nothing_is_lost(visit):
    person = visit(COORDINATOR)
    person.page.clock.install()
    person.open("/desk/reports/new")
    sits(person, 31)
    ended = person.page.get_by_role("alert").filter(has_text="Время входа истекло")
    expect(ended).to_be_visible()
    expect(person.page.get_by_role("button", name="Продолжить работу")).to_be_hidden()


def test_another_page_of_the_same_browser_keeps_this_one_in(visit):
    person = visit(COORDINATOR)
    person.page.clock.install()
    person.open("/desk/reports/new")
    sits(person, 26)
    expect(person.page.get_by_text(SOON)).to_be_visible()
    other = person.page.context.new_page()
    other.goto(person.base + "/desk/")
    expect(person.page.get_by_text(SOON)).to_be_hidden()
