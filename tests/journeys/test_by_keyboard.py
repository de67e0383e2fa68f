"""U17: the whole stories by the keyboard alone; two short ones are in `test_keyboard`."""

import os
from functools import partial

import pytest

from tests.journeys.hands import ByKeyboard
from tests.journeys.steps import company
from tests.journeys.steps.stage import COORDINATOR, Stage
from tests.journeys.test_main_story import STORY

pytestmark = pytest.mark.skipif(os.environ.get("WALK") != "1", reason="part of make walk")


@pytest.fixture
def stage(visit):
    return Stage(partial(visit, kind=ByKeyboard))


def test_from_a_new_report_to_published_minutes_an_assignment_and_a_visitor(stage):
    for step in STORY:
        step(stage)


def test_a_company_applies_and_is_chosen(stage, site):
    _base, app = site
    call_id, path = company.described(app)
    desk = f"/desk/missions/{call_id}/"
    coordinator = stage.enter("2026-11-23T10:00", COORDINATOR).open(desk)
    coordinator.press("Открыть приём заявок").sees("Приём заявок открыт")
    company.company_applies(stage, app, path)
    company.coordinator_chooses(stage, desk)
