"""What programs that read aloud are told of ten pages: the tree of roles and names, as text.

The texts under tests/golden/trees were read when they were made; a difference is to be read again.
UPDATE_GOLDEN=1 writes them anew.
"""

import os
import re
from pathlib import Path

import pytest

from tests.journeys.steps.agenda import to_meeting
from tests.journeys.steps.planned import year_is_planned
from tests.journeys.steps.reports import SAMPLE_REPORT, to_report
from tests.journeys.steps.stage import COORDINATOR, DEPUTY, SECRETARY

GOLDEN = Path(__file__).parents[1] / "golden" / "trees"
# What differs from one copy of the sample to the next.
CHANGING = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9a-f]{16}\b|(?:\b[0-9a-f]{4} ?){8,16}|127\.0\.0\.1:\d+"
)
PUBLIC = {
    "home": "/",
    "meetings": "/meetings/",
    "meeting": "/meetings/2026/4/",
    "minutes": "/meetings/2026/4/minutes/",
    "sign-in": "/sign-in",
    "application": "/meetings/2026/5/apply",
}


def tree_of(person):
    return CHANGING.sub("…", person.page.locator("body").aria_snapshot()) + "\n"


def compare(name, person):
    tree, golden = tree_of(person), GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(tree, encoding="utf-8")
    assert tree == golden.read_text(encoding="utf-8"), f"UPDATE_GOLDEN=1 writes {golden.name} anew"


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_is_read_aloud_as_it_was_heard(visit, name):
    compare(name, visit().open(PUBLIC[name]))


def test_a_plan_is_read_aloud_as_it_was_heard(visit, site):
    _base, app = site
    year_is_planned(app)
    compare("plan", visit().open("/plan/"))


def test_my_day_is_read_aloud_as_it_was_heard(visit):
    compare("day", visit(COORDINATOR).open("/desk/"))


def test_the_page_of_a_decision_is_read_aloud_as_it_was_heard(visit):
    compare("decision", to_report(visit(DEPUTY), SAMPLE_REPORT))


def test_an_agenda_is_read_aloud_as_it_was_heard(visit):
    compare("agenda", to_meeting(visit(SECRETARY)).follow("Полная повестка"))
