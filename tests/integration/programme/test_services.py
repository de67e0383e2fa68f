"""Single events on both databases: steps, contracts that count once, who is visible, outcomes."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from core.adapters.journal import JournalEntry
from core.kernel.errors import NotFound, Refused, Stale
from core.letters.models import OutgoingLetter
from events.programme import queries, services
from events.programme.models import (
    Event,
    EventContract,
    EventPromise,
    EventResult,
    EventSession,
    EventStep,
    OutcomeAsk,
)
from events.programme.rules import EventAction, EventState, EventType, OutcomeStage
from events.programme.rules.results import Contract
from events.programme.rules.visibility import is_visible
from events.programme.services import EventDraft, PromiseDraft, ResultDraft, StepDraft
from tests.traces import count

S, A = EventState, EventAction
CONTRACT = Contract("1", "ООО «Насосы»", "Zarafshon", date(2026, 11, 10), 5_000_000, "USD", 800_000)
DRAFT = EventDraft("Встреча", EventType.BUYERS, "KZ", starts_on=date(2026, 12, 8))


@pytest.fixture
def keep(build, council):
    actor = build.viewer(council.coordinator)

    def call(service, *arguments, **values):
        return service(*arguments, actor=actor, now=build.now, **values)

    return call


@pytest.fixture
def held(events):
    return events.event(S.HELD, starts_on=date(2026, 11, 9))


def test_a_refused_step_leaves_no_trace(keep, session, events):
    event = events.event(S.PLANNED, starts_on=date(2026, 12, 1))
    for draft in (
        StepDraft(A.HOLD, 1),
        StepDraft(A.OPEN_CALL, 1),
        StepDraft(A.MOVE, 1, "", date(2026, 12, 5)),
        StepDraft(A.MOVE, 1, "просьба", ends_on=date(2026, 12, 5)),
        StepDraft(A.MOVE, 1, "просьба", date(2026, 12, 5), date(2027, 3, 5)),
    ):
        with pytest.raises(Refused):
            keep(services.take_step, event.id, draft)
    with pytest.raises(Stale):
        keep(services.take_step, event.id, StepDraft(A.PREPARE, 2))
    with pytest.raises(NotFound):
        keep(services.take_step, uuid4(), StepDraft(A.PREPARE, 1))
    session.refresh(event)
    assert (event.state, event.revision) == (S.PLANNED, 1)
    assert count(session, EventStep) == 0
    assert session.scalar(select(JournalEntry).where(JournalEntry.subject_id == event.id)) is None


def test_each_move_keeps_the_days_before_it_and_who_made_it_when(
    keep, session, events, build, council
):
    event = events.event(S.PLANNED, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 2))
    keep(services.take_step, event.id, StepDraft(A.MOVE, 1, "первая", date(2026, 12, 5)))
    keep(services.take_step, event.id, StepDraft(A.MOVE, 2, "вторая"))
    with pytest.raises(Refused):
        keep(services.take_step, event.id, StepDraft(A.MOVE, 3, "та же"))
    steps = queries.list_steps(event.id)
    assert [(step.old_starts_on, step.old_ends_on) for step in steps] == [
        (date(2026, 12, 1), date(2026, 12, 2)),
        (date(2026, 12, 5), date(2026, 12, 5)),
    ]
    assert [step.reason for step in steps] == ["первая", "вторая"]
    who = build.viewer(council.coordinator).name
    assert {(step.actor_name, step.at) for step in steps} == {(who, build.now)}
    session.refresh(event)
    assert (event.starts_on, event.state_reason) == (None, "вторая")


def test_the_programme_follows_the_event_also_when_its_days_are_unknown_for_a_while(
    keep, session, events
):
    """What stood on no day of the event stays; a page of the old programme is stale."""
    first = date(2026, 12, 1)
    event = events.event(S.PLANNED, starts_on=first, ends_on=first + timedelta(days=1))
    days = (first, first + timedelta(days=1), first + timedelta(days=9))
    rows = [
        events.add(EventSession(event_id=event.id, day=day, starts_at=time(10), title="Часть"))
        for day in days
    ]

    def held_on():
        for row in rows:
            session.refresh(row)
        return [row.day.isoformat() for row in rows]

    keep(services.take_step, event.id, StepDraft(A.MOVE, 1, "первая", date(2027, 2, 1)))
    assert held_on() == ["2027-02-01", "2027-02-02", "2026-12-10"]
    assert [row.revision for row in rows] == [2, 2, 1]
    keep(services.take_step, event.id, StepDraft(A.MOVE, 2, "вторая"))
    keep(services.take_step, event.id, StepDraft(A.MOVE, 3, "третья", date(2027, 3, 1)))
    assert held_on() == ["2027-03-01", "2027-02-02", "2026-12-10"]  # the move had one day left
    keep(services.take_step, event.id, StepDraft(A.CANCEL, 4, "отказ"))
    assert held_on() == ["2027-03-01", "2027-02-02", "2026-12-10"]


def test_a_report_is_published_only_when_it_was_written(keep, session, held):
    publish = StepDraft(A.PUBLISH_REPORT, 1)
    with pytest.raises(Refused):
        keep(services.take_step, held.id, publish)
    keep(services.save_result, held.id, ResultDraft(" Итоги ", {"companies": 6}))
    keep(services.take_step, held.id, publish)
    result = session.get(EventResult, held.id, populate_existing=True)
    assert (result.summary, result.published_at is not None) == ("Итоги", True)


def test_an_event_sent_twice_is_made_once(keep, session, events):
    key = uuid4()
    numbers = {keep(services.add_unplanned, key, DRAFT) for _time in range(2)}
    assert len(numbers) == 1
    assert count(session, Event) == 1


def test_the_database_holds_that_a_contract_counts_once(keep, session, events, held):
    other = events.event(S.HELD, starts_on=date(2026, 11, 2))
    keep(services.add_contract, held.id, uuid4(), CONTRACT)
    with pytest.raises(Refused) as refused:
        keep(services.add_contract, other.id, uuid4(), CONTRACT)
    assert refused.value.codes == ("counted_already",)
    row = session.scalars(select(EventContract)).one()
    values = {name: getattr(row, name) for name in ("identity", "company", "partner")}
    again = EventContract(
        event_id=other.id,
        amount=1,
        currency="USD",
        signed_on=row.signed_on,
        added_at=row.added_at,
        **values,
    )
    savepoint = session.begin_nested()
    session.add(again)
    with pytest.raises(IntegrityError):
        session.flush()
    savepoint.rollback()
    assert count(session, EventContract) == 1


def test_the_rule_and_the_database_agree_on_who_is_visible(session, build, council, events):
    meeting = build.meeting(council.body)
    made = [events.event(is_public=value) for value in (False, True, False, True)]
    events.approved(meeting, made[2:])
    rows = queries.list_events(2026)
    seen = set(session.scalars(select(Event.id).where(queries.visible())))
    assert seen == {
        row.id for row in rows if is_visible(is_public=row.is_public, was_approved=row.was_approved)
    }
    assert seen == {event.id for event in made[1:]}


def test_an_outcome_is_asked_in_waves_until_it_is_a_contract(keep, session, build, held):
    promise_id = uuid4()
    draft = PromiseDraft("ООО «Сыры»", "Farovon", email="a@example.org")
    for _time in range(2):
        keep(services.add_promise, held.id, promise_id, draft)
    days = (0, 95, 96, 110, 200, 215, 400, 420, 800)
    written = [services.ask_outcomes(build.now + timedelta(days=days_)) for days_ in days]
    assert written == [0, 1, 0, 1, 1, 1, 1, 1, 0]
    assert count(session, OutcomeAsk) == 3
    kinds = list(session.scalars(select(OutgoingLetter.kind)))
    assert sorted(kinds) == ["outcome.asked"] * 3 + ["outcome.reminded"] * 3
    session.expire_all()
    promise = session.get(EventPromise, promise_id)
    assert promise.stage is OutcomeStage.CONTACT
    with pytest.raises(NotFound):
        services.answer_outcome("nonsense", OutcomeStage.CONTRACT, now=build.now)
