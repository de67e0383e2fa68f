"""Negotiations and delegation of the sample come in once, as they were; faults are named."""

import copy
from datetime import date, time

import pytest
from sqlalchemy import func, select

from core.importing.sections import import_content
from events.missions.delegations.models import Delegation, DelegationMember
from events.missions.delegations.rules.members import DelegationRole
from events.negotiations.models import NegotiationEdition, NegotiationSchedule, Negotiator
from events.negotiations.queries.loading import load
from events.negotiations.rules.life import ScheduleState
from events.programme.models import Event, EventResult
from events.timetables.models import MeetingResult
from events.timetables.rules import MeetingGrade, NextStep
from tests.integration.plan.test_importing import ALL, sample

COUNTED = (NegotiationSchedule, Negotiator, MeetingResult, Delegation, DelegationMember)


@pytest.fixture
def imported(session, build):
    outcome = import_content(sample(), ALL, now=build.now)
    assert outcome.faults == ()
    return outcome


def counts(session):
    return [session.scalar(select(func.count()).select_from(model)) for model in COUNTED]


def test_the_schedule_is_published_with_who_met_whom_where_and_when(session, imported):
    schedule = session.scalars(select(NegotiationSchedule)).one()
    assert (schedule.state, schedule.edition, schedule.minutes) == (ScheduleState.PUBLISHED, 1, 30)
    materials = load(schedule.id).materials
    names = {one.number: one.name for one in materials.people}
    begins = [(slot.day, slot.starts_at) for slot in materials.slots]
    assert begins == [(date(2026, 9, 8), time(10 + n // 2, n % 2 * 30)) for n in range(3)]
    first = next(row for row in materials.rows if row.slot == 0 and row.table == 3)
    assert "Shifo Med Servis" in names[first.second]
    assert len([row for row in materials.rows if row.slot is not None]) == 15
    edition = session.scalars(select(NegotiationEdition)).one()
    assert edition.meetings == 15


def test_who_did_not_meet_leaves_the_time_to_those_who_did(session, imported):
    schedule = session.scalars(select(NegotiationSchedule)).one()
    materials = load(schedule.id).materials
    names = {one.number: one.name for one in materials.people}
    [out] = [row for row in materials.rows if row.slot is None]
    assert out.is_taken_out
    assert "Oq Yoʻl Agro" in names[out.second]


def test_each_meeting_has_its_result_and_the_reported_figures_stay(session, imported):
    found = session.execute(select(MeetingResult.grade, MeetingResult.next_step)).all()
    grades = [grade for grade, _ in found]
    assert len(found) == 15
    assert grades.count(MeetingGrade.NO_INTEREST) == 2
    assert [step for _, step in found].count(NextStep.CONTRACT) == 2
    event = session.scalars(select(Event).where(Event.code == "ЗР-2026-04")).one()
    assert session.get(EventResult, event.id).meetings == 48


def test_the_delegation_has_its_head_its_days_and_everybody_of_the_companies(session, imported):
    members = session.scalars(select(DelegationMember)).all()
    heads = [one for one in members if one.role is DelegationRole.HEAD]
    assert [(one.surname, one.post) for one in heads] == [("Рябинина", "глава делегации")]
    assert len(members) == 9
    assert {(one.arrives_on, one.leaves_on) for one in members} == {
        (date(2026, 9, 7), date(2026, 9, 10))
    }
    delegate = next(one for one in members if one.surname == "Орешин")
    assert delegate.organisation
    assert not delegate.organisation.startswith("c0")


def test_a_second_import_changes_nothing(session, imported, build):
    before = counts(session)
    assert import_content(sample(), ALL, now=build.now).faults == ()
    assert counts(session) == before


@pytest.mark.parametrize(
    ("path", "value", "told"),
    (
        ("meetings 0 time", "10:10", "is no beginning of a slot of 30 minutes"),
        ("meetings 1 table", 1, "is taken at this time already"),
        ("meetings 1 partner_id", "p02", "is taken at this time already"),
        ("meetings 1 company_id", "c01", "is taken at this time already"),
        ("meetings 6 partner_id", "p02", "these two meet already"),
        ("meetings 0 company_id", "c99", "refers to nothing in this file"),
        ("meetings 0 table", 0, "has to be a whole number from 1 to 200"),
        ("slot_minutes", 4, "has to be a whole number from 5 to 240"),
        ("participants 0 delegates 0", "12", "is no name of the form"),
        ("officials 1", "Рябинина Елена Павловна – глава делегации", "more than one head"),
        ("dates 1", "2026-09-01", "has to be the first and the last day"),
    ),
)
def test_a_fault_is_named_and_nothing_comes_in(session, build, path, value, told):
    content = copy.deepcopy(sample())
    *steps, last = [int(step) if step.isdigit() else step for step in path.split()]
    place = content["business_mission"]
    for step in steps:
        place = place[step]
    place[last] = value
    faults = import_content(content, ALL, now=build.now).faults
    assert [fault for fault in faults if told in fault.message], faults
    assert all(fault.path.startswith("business_mission.") for fault in faults)
    assert counts(session) == [0] * len(COUNTED)
