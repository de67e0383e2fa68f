"""What the council decided stays as decided: the database refuses to change an approved edition."""

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import IntegrityError

from events.plan.models import PlanEdition, PlanLine, PlanMoney, PlanRemoval
from events.plan.rules.editions import PlanEditionState
from tests.builders_events import EventsBuilder


@pytest.fixture
def approved(build):
    events = EventsBuilder(build)
    meeting = build.meeting(build.body())
    events.country()
    return events.approved(meeting, [events.event(), events.event()])


@pytest.mark.parametrize(
    "statement",
    (
        update(PlanLine).values(name="Другое"),
        delete(PlanLine),
        update(PlanMoney).values(rubles=1),
        delete(PlanMoney),
        update(PlanEdition).values(approved_on=None, state=PlanEditionState.DRAFT),
        update(PlanEdition).values(number=7),
        delete(PlanEdition),
    ),
)
def test_an_approved_edition_is_neither_changed_nor_deleted(session, approved, statement):
    with pytest.raises(IntegrityError, match="frozen"):
        session.execute(statement)
    session.rollback()


def test_nothing_is_added_to_an_approved_edition(session, approved):
    session.add(PlanRemoval(edition_id=approved.edition.id, event_id=approved.events[0].id))
    with pytest.raises(IntegrityError, match="frozen"):
        session.flush()
    session.rollback()


def test_invariant_12_an_edition_is_approved_only_by_a_meeting(session, build, approved):
    edition = PlanEdition(
        plan_id=approved.plan.id, number=2, state=PlanEditionState.APPROVED, created_at=build.now
    )
    session.add(edition)
    with pytest.raises(IntegrityError, match="approved_by_a_meeting"):
        session.flush()
    session.rollback()


def test_a_plan_has_one_edition_in_work(session, build, approved):
    for number in (2, 3):
        session.add(PlanEdition(plan_id=approved.plan.id, number=number, created_at=build.now))
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_no_edition_holds_an_event_twice(session, build, approved):
    """So no history counts it twice; an amendment holds it again, beside what was approved."""
    events, event = EventsBuilder(build), approved.events[0]
    amendment = PlanEdition(plan_id=approved.plan.id, number=2, created_at=build.now)
    events.line(build.add(amendment), event)
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        events.line(amendment, event, position=2)
    session.rollback()


def test_invariant_13_a_remote_event_needs_a_reason(session, approved):
    with pytest.raises(IntegrityError, match="remote_has_reason"):
        session.execute(text("UPDATE events SET format = 'remote'"))
    session.rollback()
