"""First the event, then what hangs on it, then whoever: no two commands wait for each other."""

from datetime import date

import pytest

from core.adapters.database import db
from events.missions import services as missions_of
from events.missions.delegations.services.forgetting import forget_passports
from events.missions.models import Call
from events.missions.services import CallDraft
from events.missions.services.forgetting import forget_applications
from events.programme.models import Event
from events.programme.rules import EventAction
from events.programme.services import StepDraft, take_step
from tests.builders_delegations import DelegationsBuilder
from tests.builders_negotiations import NegotiationsBuilder
from tests.locking import locked_tables

HOUSE = (
    *("events", "mission_calls", "negotiation_schedules", "delegations", "delegation_members"),
)


def in_house_order(found):
    known = [name for name in found if name in HOUSE]
    assert known == sorted(known, key=HOUSE.index), found
    return set(known)


@pytest.mark.parametrize("step", ("describe", "open", "close"))
def test_an_event_is_locked_before_its_call(missions, step):
    call_id = missions.opened() if step == "close" else missions.described()
    event_id = db.session.get(Call, call_id).event_id
    act = {
        "describe": lambda: missions_of.describe_call(
            event_id, CallDraft(missions.facts(places=3), 1), **missions.by
        ),
        "open": lambda: missions_of.open_call(call_id, **missions.by),
        "close": lambda: missions_of.close_call(call_id, **missions.by),
    }[step]
    with locked_tables() as found:
        act()
    assert in_house_order(found) == {"events", "mission_calls"}


def test_a_turn_of_an_event_locks_the_event_its_call_and_its_negotiations(build, council):
    negotiations = NegotiationsBuilder(build, council)
    missions = negotiations.missions
    event = missions.event()
    missions.described(event)
    negotiations.framed(event=event)
    revision = db.session.get(Event, event.id, populate_existing=True).revision
    draft = StepDraft(EventAction.MOVE, revision, "Просьба хозяев", date(2027, 3, 1))
    with locked_tables() as found:
        take_step(event.id, draft, **missions.by)
    assert in_house_order(found) == {"events", "mission_calls", "negotiation_schedules"}


def test_the_nightly_run_locks_what_it_forgets_before_it_looks(missions):
    """What is sent or given at that moment is not forgotten with what was there before."""
    with locked_tables() as found:
        forget_applications(**missions.by)
        forget_passports(**missions.by)
    assert found == ["mission_applications", "sealed_passports"]


def test_a_schedule_is_framed_while_nobody_moves_the_event(build, council):
    negotiations = NegotiationsBuilder(build, council)
    schedule_id = negotiations.framed()
    with locked_tables() as found:
        negotiations.frame(schedule_id)
    assert in_house_order(found) == {"events", "negotiation_schedules"}


def test_a_passport_is_given_while_nobody_changes_the_journey(build, council):
    delegations = DelegationsBuilder(build, council)
    _event, members = delegations.asked(council.secretary)
    with locked_tables() as found:
        delegations.give(members[0].id)
    assert in_house_order(found) == {"events", "delegations", "delegation_members"}
