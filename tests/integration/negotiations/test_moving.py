"""A schedule moved with its event: an edition on the new days, and everybody has it by letter."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from core.adapters.database import db
from core.kernel.errors import Refused, Stale
from events.negotiations import services
from events.negotiations.models import NegotiationSchedule, Negotiator
from events.negotiations.queries.displacing import days_of_schedule
from events.negotiations.rules.changes import Absence, Closing, Move, VoiceAway, Withdrawal
from events.negotiations.rules.life import ScheduleState
from events.negotiations.rules.slots import Day
from events.negotiations.services import DaysDraft, Edit
from events.programme.models import Event
from events.programme.rules import EventAction
from events.programme.services import StepDraft, take_step
from events.timetables.queries import find_end, get_frame
from tests.builders_negotiations import FIRST_DAY, MORNING
from tests.integration.negotiations.test_editing import editions, free_slot, letters

LATER = timedelta(days=35)
NEXT = replace(MORNING, day=FIRST_DAY + LATER)
WHY = "Просьба принимающей стороны"


@pytest.fixture
def later(negotiations):
    """What is done after now, a minute each."""
    moments = (negotiations.build.now + timedelta(minutes=number) for number in range(1, 60))
    return lambda: {"actor": negotiations.by["actor"], "now": next(moments)}


@pytest.fixture
def carry(negotiations, later):
    """Moves the event of a schedule; without a day its new days are not known yet."""

    def move(schedule_id, starts_on=FIRST_DAY + LATER, days=3):
        db.session.rollback()
        event = db.session.get(Event, db.session.get(NegotiationSchedule, schedule_id).event_id)
        last = starts_on + timedelta(days=days - 1) if starts_on else None
        draft = StepDraft(EventAction.MOVE, event.revision, WHY, starts_on, last)
        take_step(event.id, draft, **later())

    return move


@pytest.fixture
def on(negotiations, later):
    """Gives a schedule other days."""

    def give(schedule_id, *days, **values):
        values.setdefault("revision", negotiations.revision(schedule_id))
        draft = DaysDraft(days, is_seen=values.pop("is_seen", True), **values)
        return services.move_schedule(schedule_id, draft, **later())

    return give


def refused(call, *args, **values):
    with pytest.raises(Refused) as caught:
        call(*args, **values)
    db.session.rollback()
    return caught.value.codes


def said(letter):
    return str(letter.body).replace("\\xa0", " ")


def test_the_days_proposed_follow_the_event(negotiations, carry):
    schedule_id, _ = negotiations.published()
    held = days_of_schedule(schedule_id)
    assert (held.is_displaced, held.proposed) == (False, (MORNING,))
    carry(schedule_id)
    held = days_of_schedule(schedule_id)
    assert (held.is_displaced, held.was) == (True, (FIRST_DAY, FIRST_DAY + timedelta(days=2)))
    assert (held.proposed, held.offset) == ((NEXT,), LATER)


def test_a_move_by_a_day_leaves_the_days_among_those_of_the_event_and_is_seen(negotiations, carry):
    second = replace(MORNING, day=FIRST_DAY + timedelta(days=1))
    schedule_id, _ = negotiations.published(days=(second,))
    carry(schedule_id, FIRST_DAY + timedelta(days=1))
    held = days_of_schedule(schedule_id)
    assert held.is_displaced
    assert held.proposed == (replace(MORNING, day=FIRST_DAY + timedelta(days=2)),)


def test_everything_is_published_on_the_new_days_and_everybody_is_told(negotiations, carry, on):
    schedule_id, _ = negotiations.published()
    rows, ids = negotiations.rows(schedule_id), negotiations.ids(schedule_id)
    carry(schedule_id)
    assert find_end(get_frame(schedule_id)) is not None
    on(schedule_id, NEXT, reason=WHY)
    assert negotiations.rows(schedule_id) == rows
    assert negotiations.ids(schedule_id) == ids
    assert {slot.day for slot in negotiations.materials(schedule_id).slots} == {NEXT.day}
    first, second = editions(schedule_id)
    assert (second.moved, second.meetings, second.reason) == (4, 4, WHY)
    old, new = ({each["slot"] for each in one.content["meetings"]} for one in (first, second))
    assert new == {key.replace("2027-02-08", "2027-03-15") for key in old}
    told = letters("negotiations.days")
    assert [each.email for each in told] == ["buyer0@example.org", "buyer1@example.org"]
    for words in (WHY, "понедельник, 8 февраля 2027 г.", "понедельник, 15 марта 2027 г."):
        assert words in said(told[0])
    assert find_end(get_frame(schedule_id)) is None
    assert not days_of_schedule(schedule_id).is_displaced


def test_a_shorter_event_keeps_what_fits_and_names_what_found_no_time(negotiations, carry, on):
    """Two mornings become one of two hours: of four meetings on one table, two remain at most."""
    days = tuple(Day(FIRST_DAY + timedelta(days=n), time(10), time(11)) for n in range(2))
    schedule_id, people = negotiations.published(days=days, tables=1)
    carry(schedule_id, days=1)
    held = days_of_schedule(schedule_id)
    assert (len(held.proposed), held.offset) == (1, None)
    moved = on(schedule_id, *held.proposed)
    assert (moved.kept, len(moved.lost)) == (2, 2)
    rows = negotiations.rows(schedule_id)
    assert sum(row.slot is not None for row in rows.values()) == 2
    assert len(rows) == 4
    lost = {people[number] for pair in moved.lost for number in pair}
    for letter in letters("negotiations.days"):
        assert ("Отменённые встречи" in said(letter)) == (letter.record_id in lost)


def test_absences_move_along_and_pages_of_the_old_ones_are_stale(negotiations, carry, on):
    schedule_id, people = negotiations.published()
    rows = negotiations.rows(schedule_id)
    slot = free_slot(rows, (3, 3))
    away = Absence(3, frozenset({negotiations.materials(schedule_id).slots[slot].key}))
    edit = Edit(away, negotiations.revision(schedule_id), is_seen=True)
    services.change_timetable(schedule_id, edit, **negotiations.by)
    revision = db.session.get(Negotiator, people[3]).revision
    negotiations.hall(schedule_id, name="Зал Б")
    negotiations.voice(schedule_id)
    for change in (Closing(2, away.absences), VoiceAway(1, away.absences)):
        edit = Edit(change, negotiations.revision(schedule_id), is_seen=True)
        services.change_timetable(schedule_id, edit, **negotiations.by)
    carry(schedule_id)
    on(schedule_id, NEXT)
    person = db.session.get(Negotiator, people[3], populate_existing=True)
    assert person.revision == revision + 1
    moved = {key.replace("02-08", "03-15") for key in away.absences}
    materials = negotiations.materials(schedule_id)
    assert set(person.absences) == materials.rooms[1].closed == materials.voices[0].absences
    assert set(person.absences) == moved


def test_an_arranged_schedule_moves_in_silence_and_is_published_only_on_days_of_its_event(
    negotiations, carry, on
):
    schedule_id, _ = negotiations.solved()
    rows = negotiations.rows(schedule_id)
    carry(schedule_id)

    def publish():
        revision = negotiations.revision(schedule_id)
        services.publish_schedule(schedule_id, revision=revision, **negotiations.by)

    assert refused(publish) == ("event_on_other_days",)
    assert days_of_schedule(schedule_id).proposed == (NEXT,)
    on(schedule_id, NEXT, is_seen=False)
    assert negotiations.rows(schedule_id) == rows
    assert (editions(schedule_id), letters("negotiations.days")) == ([], [])
    publish()
    assert db.session.get(NegotiationSchedule, schedule_id).state is ScheduleState.PUBLISHED


def test_what_cannot_be_is_refused_and_leaves_no_trace(negotiations, carry, on):
    schedule_id, _ = negotiations.published()
    assert refused(on, schedule_id, MORNING) == ("same_days",)
    carry(schedule_id, None)
    assert days_of_schedule(schedule_id).proposed == (MORNING,)
    assert refused(on, schedule_id, NEXT) == ("no_event_days",)
    carry(schedule_id)
    assert refused(on, schedule_id) == ("no_days",)
    assert refused(on, schedule_id, MORNING) == ("not_of_event",)
    assert refused(on, schedule_id, replace(NEXT, ends_at=time(9))) == ("day_ends",)
    assert refused(on, schedule_id, NEXT, is_seen=False) == ("not_seen",)
    with pytest.raises(Stale):
        on(schedule_id, NEXT, revision=1)
    db.session.rollback()
    assert {slot.day for slot in negotiations.materials(schedule_id).slots} == {FIRST_DAY}
    assert len(editions(schedule_id)) == 1
    event = db.session.get(Event, db.session.get(NegotiationSchedule, schedule_id).event_id)
    event.state, event.state_reason = "cancelled", WHY
    db.session.commit()
    assert refused(on, schedule_id, NEXT) == ("event_over",)


def test_until_the_negotiations_follow_no_meeting_gets_another_time(negotiations, carry, on):
    schedule_id, _ = negotiations.published()
    carry(schedule_id)
    wanted = Move((1, 3), free_slot(negotiations.rows(schedule_id), (1, 3)))

    def change(what):
        edit = Edit(what, negotiations.revision(schedule_id), is_seen=True)
        services.change_timetable(schedule_id, edit, **negotiations.by)

    assert refused(services.preview_change, schedule_id, wanted) == ("event_moved",)
    assert refused(change, wanted) == ("event_moved",)
    change(Withdrawal(4))
    on(schedule_id, NEXT)
    change(wanted)
    assert negotiations.rows(schedule_id)[1, 3].slot == wanted.slot


def test_who_leaves_before_the_negotiations_follow_frees_no_time_for_others(negotiations, carry):
    """One table for one hour: the pair that waits takes the place only where times hold."""
    hour = replace(MORNING, ends_at=time(10, 30))
    schedule_id, people = negotiations.published(1, 2, days=(hour,), tables=1)
    [seen] = [number for number, waits in waiting(negotiations, schedule_id).items() if not waits]
    still = services.preview_change(schedule_id, Withdrawal(seen)).adjustment
    assert len(still.told) == len(people)
    carry(schedule_id)
    assert services.preview_change(schedule_id, Withdrawal(seen)).adjustment.told == {1, seen}
    edit = Edit(Withdrawal(seen), negotiations.revision(schedule_id), is_seen=True)
    assert services.change_timetable(schedule_id, edit, **negotiations.by).told == {1, seen}


def waiting(negotiations, schedule_id):
    """Of each buyer whether its meeting with the exporter has no time."""
    rows = negotiations.rows(schedule_id)
    return {buyer: row.slot is None for (_, buyer), row in rows.items()}


def test_a_look_at_the_change_stores_nothing(negotiations, carry):
    schedule_id, _ = negotiations.published()
    carry(schedule_id)
    draft = DaysDraft((NEXT,), negotiations.revision(schedule_id))
    _, moved = services.preview_days(schedule_id, draft)
    assert (moved.kept, moved.other, moved.lost) == (4, 0, ())
    assert negotiations.materials(schedule_id).slots[0].day == FIRST_DAY


def test_days_may_change_without_a_move_of_the_event(negotiations, on):
    schedule_id, _ = negotiations.published()
    other = replace(MORNING, day=date(2027, 2, 10))
    assert on(schedule_id, other).kept == 4
    assert len(letters("negotiations.days")) == 2
