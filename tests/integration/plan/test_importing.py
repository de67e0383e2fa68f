"""The plans of the sample come in with their editions; figures that do not agree are faults."""

import copy
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import select

from core.importing.sections import import_content, load
from council.importing.sections import SECTIONS as COUNCIL_SECTIONS
from events.importing.sections import SECTIONS
from events.plan import queries
from events.plan.models import PlanRemoval
from events.plan.pages.figures import year_figures
from events.plan.rules.completion import Counting, Verdict
from events.programme.models import Event

SAMPLE = Path(__file__).parents[3] / "sample" / "zarechye.yaml"
ALL = (*COUNCIL_SECTIONS, *SECTIONS)
TODAY = date(2026, 11, 21)


@cache
def sample():
    return load(SAMPLE)


@pytest.fixture
def imported(session, build):
    outcome = import_content(sample(), ALL, now=build.now)
    assert outcome.faults == ()
    return outcome


def figures(year, day=TODAY):
    plan = queries.find_plan(year)
    edition = queries.find_in_force(queries.list_editions(plan.id), day)
    return year_figures(queries.list_lines(edition.id), year, day, Counting())


def test_the_four_years_give_the_figures_of_the_sample(session, imported, build):
    shown = {year: figures(year).completion for year in (2023, 2024, 2025, 2026)}
    assert {year: done.percent_tenths for year, done in shown.items()} == {
        2023: 833,
        2024: 733,
        2025: 800,
        2026: 792,
    }
    assert [done.is_met for done in shown.values()] == [True, False, True, False]
    assert (shown[2026].held, shown[2026].needed, shown[2026].verdict) == (19, 20, Verdict.SAFE)


def test_before_the_amendment_the_first_edition_is_in_force(session, imported, build):
    plan = queries.find_plan(2026)
    editions = queries.list_editions(plan.id)
    assert [(each.number, each.approved_on) for each in editions] == [
        (1, date(2025, 12, 18)),
        (2, date(2026, 6, 25)),
    ]
    assert queries.find_in_force(editions, date(2026, 6, 24)).number == 1
    assert queries.find_in_force(editions, date(2026, 6, 25)).number == 2
    assert len(queries.list_lines(editions[0].id)) == 23
    assert editions[1].item_id is not None
    removal = session.scalars(select(PlanRemoval)).one()
    assert (removal.edition_id, removal.is_late) == (editions[1].id, False)


def test_a_moved_event_keeps_the_days_the_council_decided(session, imported, build):
    moved = next(line for line in figures(2026).lines if line.row.code == "ЗР-2026-23")
    assert moved.is_moved
    assert moved.row.planned_starts_on == date(2026, 9, 24)
    assert moved.row.ends_on == date(2026, 12, 17)


def test_importing_twice_changes_nothing(session, imported, build):
    before = session.scalars(select(Event.id)).all()
    again = import_content(sample(), ALL, now=build.now)
    assert dict(again.added).get("event") is None
    assert session.scalars(select(Event.id)).all() == before


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    (
        (("expected", "held"), 20, "plans[0].expected.held: 20, but the events give 19"),
        (
            ("expected", "percent"),
            80.0,
            "plans[0].expected.percent: 80.0, but the events give 79.2",
        ),
        (
            ("revisions", 1, "events"),
            25,
            "plans[0].revisions[1].events: the edition holds 24 events",
        ),
        (("events", 0, "country_code"), "XX", "plans[0].events[0].country_code: 'XX' refers to no"),
        (("events", 0, "end"), "2026-02-09", "plans[0].events[0].end: is before the start"),
        (
            ("events", 1, "code"),
            "ЗР-2026-01",
            "plans[0].events[1].code: 'ЗР-2026-01' stands in the",
        ),
        (("approved", "protocol"), "четыре", "plans[0].approved.protocol: 'четыре' is no number"),
    ),
)
def test_a_fault_names_its_place_and_nothing_is_saved(session, build, path, value, expected):
    content = copy.deepcopy(sample())
    place = content["plans"][0]
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    outcome = import_content(content, ALL, now=build.now)
    assert any(str(fault).startswith(expected) for fault in outcome.faults), outcome.faults
    assert session.scalars(select(Event.id)).all() == []
