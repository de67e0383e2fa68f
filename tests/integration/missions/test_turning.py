"""An event is moved or cancelled: who applied and who negotiates is told once, with the days."""

from datetime import date, timedelta

import pytest

from core.adapters.database import db
from core.kernel.errors import Refused
from core.letters.models import OutgoingLetter
from events.missions import services as missions_of
from events.missions.models import Call
from events.missions.rules.applications import MissionApplicationAction
from events.negotiations.services import (
    ask_wishes,
    close_wishes,
    publish_schedule,
    take_exporters,
)
from events.programme.models import Event
from events.programme.queries.choices import venue_of
from events.programme.rules import EventAction
from events.programme.services import StepDraft, take_step
from tests.builders_missions import STARTS_ON
from tests.builders_negotiations import NegotiationsBuilder

MOVED, CANCELLED = "application.event_moved", "application.event_cancelled"
LATER = date(2027, 3, 1)
WHY = "просьба принимающей стороны"


def event_of(call_id):
    return db.session.get(Event, db.session.get(Call, call_id).event_id, populate_existing=True)


def turn(missions, event_id, action, reason=WHY, **days):
    revision = db.session.get(Event, event_id, populate_existing=True).revision
    take_step(event_id, StepDraft(action, revision, reason, **days), **missions.by)


def letters(*kinds):
    found = db.session.query(OutgoingLetter).filter(OutgoingLetter.kind.in_(kinds))
    return found.order_by(OutgoingLetter.email).all()


def said(letter):
    return str(letter.body).replace("\u00a0", " ").replace("\\xa0", " ")


@pytest.fixture
def decided(missions):
    """Chosen, waiting, declined, submitted and withdrawn applications of a closed call."""
    call_id, found = missions.closed(companies=5, places=1)
    missions.decide(found[0])
    missions.decide(found[1], MissionApplicationAction.WAIT)
    missions.decide(found[2], MissionApplicationAction.DECLINE)
    missions_of.withdraw_application(found[4], **missions.who)
    return call_id, found


def test_whoever_is_considered_waits_or_has_a_place_learns_the_new_days(missions, decided):
    call_id, found = decided
    turn(missions, event_of(call_id).id, EventAction.MOVE, starts_on=LATER, ends_on=LATER)
    told = letters(MOVED)
    assert {each.record_id for each in told} == {found[0], found[1], found[3]}
    text = said(told[0])
    assert "понедельник, 8 февраля 2027 г. – среда, 10 февраля 2027 г." in text
    assert "понедельник, 1 марта 2027 г." in text
    assert f"Где {venue_of(event_of(call_id)).said('ru')}" in text.replace("', '", " ")
    assert WHY in text
    assert "переговоров" not in text  # there are none


def test_new_days_that_are_not_known_yet_are_said_to_be_so(missions, decided):
    call_id, _ = decided
    turn(missions, event_of(call_id).id, EventAction.MOVE)
    assert "пока не известно" in said(letters(MOVED)[0])


def test_each_move_and_the_cancellation_are_told_once(missions, decided):
    call_id, found = decided
    event = event_of(call_id)
    turn(missions, event.id, EventAction.MOVE, starts_on=LATER)
    missions.by["now"] += timedelta(days=1)
    turn(missions, event.id, EventAction.MOVE, starts_on=STARTS_ON)
    turn(missions, event.id, EventAction.CANCEL)
    own = [each.kind for each in letters(MOVED, CANCELLED) if each.record_id == found[0]]
    assert sorted(own) == [CANCELLED, MOVED, MOVED]
    assert "8 февраля 2027 г." in said(letters(CANCELLED)[0])


def test_a_refused_step_tells_nobody(missions, decided):
    call_id, _ = decided
    event = event_of(call_id)
    for draft in (
        StepDraft(EventAction.MOVE, event.revision, "", LATER),
        StepDraft(EventAction.MOVE, event.revision, WHY, event.starts_on, event.ends_on),
        StepDraft(EventAction.CANCEL, event.revision, " "),
    ):
        with pytest.raises(Refused):
            take_step(event.id, draft, **missions.by)
    assert letters(MOVED, CANCELLED) == []


def test_other_steps_tell_nobody(missions):
    call_id, _ = missions.closed(companies=1)
    missions_of.open_call(call_id, **missions.by)
    assert letters(MOVED, CANCELLED) == []


def test_drafts_and_mailboxes_that_nobody_confirmed_get_no_letter(missions):
    call_id = missions.opened()
    missions.saved(call_id, 1)
    missions.sent(call_id, 2)
    turn(missions, event_of(call_id).id, EventAction.CANCEL)
    assert letters(CANCELLED) == []


@pytest.fixture
def negotiations(build, council):
    return NegotiationsBuilder(build, council)


NEGOTIATED = {EventAction.MOVE: "negotiations.moved", EventAction.CANCEL: "negotiations.cancelled"}


@pytest.mark.parametrize("action", NEGOTIATED)
def test_who_has_a_timetable_and_did_not_apply_is_told_of_the_negotiations(
    missions, negotiations, action
):
    event = missions.event()
    negotiations.published(event=event)
    turn(missions, event.id, action)
    told = letters(NEGOTIATED[action])
    assert [each.email for each in told] == ["buyer0@example.org", "buyer1@example.org"]
    assert WHY in said(told[0])
    assert "из вашего графика" in said(told[0]) or "больше не действует" in said(told[0])


def test_who_was_asked_for_wishes_is_told_without_a_word_of_a_timetable(missions, negotiations):
    event = missions.event()
    schedule_id, _ = negotiations.peopled(event=event)
    turn(missions, event.id, EventAction.MOVE, starts_on=LATER)
    assert letters("negotiations.moved") == []  # it is still prepared
    asked = negotiations.revision(schedule_id)
    ask_wishes(schedule_id, revision=asked, **negotiations.by)
    turn(missions, event.id, EventAction.CANCEL)
    told = letters("negotiations.cancelled")
    assert len(told) == 2
    assert "графика" not in said(told[0])


def test_a_company_that_applied_learns_of_its_timetable_in_the_one_letter(missions, negotiations):
    call_id, (application_id,) = missions.closed(companies=1)
    missions.decide(application_id)
    event = event_of(call_id)
    schedule_id = negotiations.framed(event=event)
    negotiations.hall(schedule_id)
    take_exporters(schedule_id, **missions.by)
    negotiations.buyer(schedule_id, email="buyer@example.org")
    negotiations.all_wish(negotiations.people(schedule_id), exporters=1)
    close_wishes(schedule_id, revision=negotiations.revision(schedule_id), **missions.by)
    negotiations.solve(schedule_id)
    publish_schedule(schedule_id, revision=negotiations.revision(schedule_id), **missions.by)
    turn(missions, event.id, EventAction.CANCEL)
    (own,) = letters(CANCELLED)
    assert own.record_id == application_id
    assert "из вашего графика тоже отменены" in said(own)
    assert [each.email for each in letters("negotiations.cancelled")] == ["buyer@example.org"]
