"""The mission and the practical session of the sample come in once, faults are named."""

import copy
from datetime import date, time

import pytest
from sqlalchemy import func, select

from core.importing.sections import import_content
from events.programme.models import (
    Event,
    EventCounters,
    EventHearing,
    EventOrganiser,
    EventPromise,
    EventRemark,
    EventResult,
    EventSession,
)
from events.programme.rules import EventState, OutcomeStage, RemarkState
from tests.integration.plan.test_importing import ALL, sample


@pytest.fixture
def imported(session, build):
    outcome = import_content(sample(), ALL, now=build.now)
    assert outcome.faults == ()
    return outcome


def test_the_mission_has_its_programme_its_report_and_what_was_promised(session, imported):
    event = session.scalars(select(Event).where(Event.code == "ЗР-2026-04")).one()
    sessions = session.scalars(
        select(EventSession)
        .where(EventSession.event_id == event.id)
        .order_by(EventSession.day, EventSession.starts_at)
    ).all()
    assert (sessions[0].day, sessions[0].starts_at) == (date(2026, 9, 7), time(6, 40))
    assert len(sessions) == 13
    promises = session.scalars(select(EventPromise)).all()
    stages = [promise.stage for promise in promises]
    assert len(promises) == 13
    assert stages.count(OutcomeStage.CONTRACT) == 2
    assert stages.count(OutcomeStage.LETTER_OF_INTENT) == 4
    assert not [promise for promise in promises if promise.company.startswith("c")]
    assert "48 деловых переговоров" in session.get(EventResult, event.id).summary


def test_the_practical_session_stands_outside_the_plan_with_its_hearings(session, imported):
    counters = session.scalars(select(EventCounters)).one()
    assert (counters.people, counters.regions, counters.countries) == (104, 18, 1)
    event = session.get(Event, counters.event_id)
    assert (event.state, event.is_public, event.participants) == (EventState.HELD, True, 104)
    assert event.commission.count("\n") == 4
    assert session.scalar(select(func.count()).select_from(EventOrganiser)) == 3
    assert session.scalar(select(func.count()).select_from(EventHearing)) == 3
    states = list(session.scalars(select(EventRemark.state)))
    assert (len(states), states.count(RemarkState.MET)) == (6, 3)


def test_a_second_import_changes_nothing(session, imported, build):
    counts = [
        session.scalar(select(func.count()).select_from(model))
        for model in (Event, EventSession, EventPromise, EventHearing)
    ]
    outcome = import_content(sample(), ALL, now=build.now)
    assert outcome.faults == ()
    assert counts == [
        session.scalar(select(func.count()).select_from(model))
        for model in (Event, EventSession, EventPromise, EventHearing)
    ]


@pytest.mark.parametrize(
    ("path", "value"),
    (
        (("business_mission", "event_code"), "нет"),
        (("business_mission", "programme", 0, "items", 0), ["10:00"]),
        (("business_mission", "programme", 0, "items", 0), ["10:00", "09:00", "Раньше"]),
        (("business_mission", "meetings", 0, "partner_id"), "p99"),
        (("business_mission", "meetings", 0, "result"), "поговорили"),
        (("practical_session", "dates"), []),
        (("practical_session", "organizers", 0, "role"), "гость"),
        (("practical_session", "projects", 0, "remarks", 0), ["одно"]),
    ),
)
def test_a_fault_is_named_by_its_place(session, build, path, value):
    content = copy.deepcopy(sample())
    place = content
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    outcome = import_content(content, ALL, now=build.now)
    assert any(path[0] in fault.path for fault in outcome.faults)
    assert session.scalar(select(func.count()).select_from(Event)) == 0
