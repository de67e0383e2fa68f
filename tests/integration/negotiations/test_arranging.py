"""The frame, participants and wishes: what may be entered when, and what is refused."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from core.adapters.database import db
from core.kernel.errors import NotFound, Refused, Stale
from core.kernel.viewers import ANONYMOUS
from core.letters.models import OutgoingLetter
from events.missions.queries.calls import get_call_row
from events.missions.rules.applications import MissionApplicationAction
from events.missions.rules.timetable.wishes import Wish
from events.negotiations import services
from events.negotiations.models import Negotiator
from events.negotiations.queries.displacing import days_of_schedule
from events.negotiations.queries.loading import load
from events.negotiations.queries.people import list_wishes_of
from events.negotiations.rules.people import NegotiatorDraft
from events.negotiations.rules.slots import Day, Rhythm
from events.negotiations.services import MatrixRow
from events.programme.rules import EventState
from tests.builders_negotiations import FIRST_DAY, MORNING, state_of


def refused(act, *args, **values):
    with pytest.raises(Refused) as caught:
        act(*args, **values)
    return caught.value.codes


def test_a_schedule_is_begun_once(negotiations):
    event = negotiations.missions.event()
    assert negotiations.begun(event) == negotiations.begun(event)


def test_an_event_that_is_over_gets_no_schedule(negotiations):
    values = {"state": EventState.CANCELLED, "state_reason": "Отменено"}
    event = negotiations.missions.event(**values)
    assert refused(negotiations.begun, event) == ("event_over",)


def test_days_do_not_change_under_meetings(negotiations):
    schedule_id, _ = negotiations.solved()
    longer = Day(FIRST_DAY, time(10), time(13))
    assert refused(negotiations.frame, schedule_id, (longer,)) == ("days_are_used",)
    assert refused(negotiations.frame, schedule_id, (MORNING,), Rhythm(20, 5)) == ("days_are_used",)
    revision = negotiations.revision(schedule_id)
    services.clear_timetable(schedule_id, revision=revision, **negotiations.by)
    negotiations.frame(schedule_id, (longer,))
    assert len(load(schedule_id).materials.slots) == 6


def test_a_lower_cap_ends_meetings_beyond_it(negotiations):
    schedule_id, _ = negotiations.solved()
    negotiations.frame(schedule_id, most=1)
    rows = negotiations.rows(schedule_id).values()
    assert sum(row.slot is not None for row in rows) == 2


def test_a_stale_page_changes_no_frame(negotiations):
    schedule_id = negotiations.framed()
    with pytest.raises(Stale):
        negotiations.frame(schedule_id, revision=1)


def test_a_hall_in_use_stays_and_keeps_its_tables(negotiations):
    schedule_id, _ = negotiations.solved()
    by = negotiations.by
    assert refused(services.remove_hall, schedule_id, 1, **by) == ("hall_is_used",)
    tables = {row.table for row in negotiations.rows(schedule_id).values()}
    if max(tables) == 2:
        assert refused(negotiations.hall, schedule_id, 1, number=1) == ("hall_is_used",)
    negotiations.hall(schedule_id, 5, "Зал Б", number=1)
    assert [(one.name, one.tables) for one in load(schedule_id).materials.rooms] == [("Зал Б", 5)]
    negotiations.hall(schedule_id)
    services.remove_hall(schedule_id, 2, **by)


def test_interpreters_come_in_numbers_and_go_when_they_help_nobody(negotiations):
    schedule_id = negotiations.framed()
    negotiations.voice(schedule_id, count=2)
    assert [one.name for one in load(schedule_id).materials.voices] == [
        "Английский 1",
        "Английский 2",
    ]
    services.remove_interpreter(schedule_id, 1, **negotiations.by)
    assert [one.number for one in load(schedule_id).materials.voices] == [2]
    with pytest.raises(NotFound):
        services.remove_interpreter(schedule_id, 1, **negotiations.by)


def test_chosen_companies_are_taken_in_once_and_others_are_not(negotiations):
    missions = negotiations.missions
    call_id, found = missions.closed()
    missions.decide(found[0])
    missions.decide(found[1], MissionApplicationAction.DECLINE)
    event_id = get_call_row(call_id).event_id
    schedule_id = services.begin_schedule(event_id, **negotiations.by)
    assert services.take_exporters(schedule_id, **negotiations.by) == 1
    assert services.take_exporters(schedule_id, **negotiations.by) == 0
    [one] = db.session.query(Negotiator).all()
    assert (one.name, one.application_id, one.contact) == ("ООО «Завод 1»", found[0], "")


def test_a_company_or_buyer_takes_part_once(negotiations):
    schedule_id = negotiations.framed()
    negotiations.exporter(schedule_id)
    negotiations.buyer(schedule_id, name="Nasos Savdo")
    add = services.add_buyer
    draft = NegotiatorDraft(name="NASOS-SAVDO", country="UZ")
    assert refused(add, schedule_id, draft, **negotiations.by) == ("there_already",)
    draft = NegotiatorDraft(name="Other", country="UZ", hall=1)
    assert refused(add, schedule_id, draft, **negotiations.by) == ("no_such_hall",)
    assert refused(add, schedule_id, NegotiatorDraft(), **negotiations.by) == (
        "no_name",
        "no_country",
    )


def test_two_members_of_staff_do_not_overwrite_each_other(negotiations):
    _, people = negotiations.peopled()
    draft = NegotiatorDraft(name="Renamed", country="KZ")
    services.change_negotiator(people[3], draft, **negotiations.by)
    with pytest.raises(Stale):
        services.change_negotiator(people[3], draft, **negotiations.by)
    with pytest.raises(Stale):
        services.enter_wishes(people[3], {}, revision=1, **negotiations.by)
    row = MatrixRow(people[3], 1, {people[1]: Wish.MUST})
    with pytest.raises(Stale):
        services.enter_matrix(negotiations_of(people), [row], **negotiations.by)


def negotiations_of(people):
    return db.session.get_one(Negotiator, people[1]).schedule_id


def test_the_matrix_keeps_what_it_does_not_show(negotiations):
    schedule_id, people = negotiations.peopled()
    negotiations.wish(people, 1, 3, Wish.MUST)
    row = MatrixRow(people[1], 2, {people[4]: Wish.NO})
    services.enter_matrix(schedule_id, [row], **negotiations.by)
    assert list_wishes_of(people[1]) == {people[3]: Wish.MUST, people[4]: Wish.NO}
    unchanged = MatrixRow(people[1], 1, {people[4]: Wish.NO})
    services.enter_matrix(schedule_id, [unchanged], **negotiations.by)  # nothing to keep


def test_wishes_are_about_the_other_side_of_this_schedule(negotiations):
    _, people = negotiations.peopled()
    for stranger in (people[2], people[1]):
        wishes = {stranger: Wish.WANT}
        give = services.enter_wishes
        assert refused(give, people[1], wishes, revision=1, **negotiations.by) == ("stranger",)


def test_a_wish_against_a_placed_meeting_ends_it(negotiations):
    schedule_id, people = negotiations.solved()
    negotiations.wish(people, 1, 3, Wish.NO)
    rows = negotiations.rows(schedule_id)
    assert (1, 3) not in rows
    assert rows[1, 4].slot is not None


def give(negotiations, who, wishes, absences=frozenset(), now=None):
    moment = now or negotiations.build.now
    services.give_wishes(who, wishes, absences, actor=ANONYMOUS, now=moment)


def test_participants_answer_while_wishes_are_gathered(negotiations):
    schedule_id, people = negotiations.peopled(wishes_until=date(2026, 11, 21))
    wishes = {people[1]: Wish.MUST}
    assert refused(give, negotiations, people[3], wishes) == ("not_gathered",)
    revision = negotiations.revision(schedule_id)
    services.ask_wishes(schedule_id, revision=revision, **negotiations.by)
    known = frozenset({"2027-02-08T10:00"})
    assert refused(give, negotiations, people[3], wishes, known | {"junk"}) == ("other_times",)
    db.session.rollback()
    assert list_wishes_of(people[3]) == {}
    give(negotiations, people[3], wishes, known)
    db.session.rollback()
    one = db.session.get_one(Negotiator, people[3])
    assert (one.absences, one.answered_at) == (["2027-02-08T10:00"], negotiations.build.now)
    assert list_wishes_of(people[3]) == wishes
    tomorrow = negotiations.build.now + timedelta(days=1)
    assert refused(give, negotiations, people[3], {}, now=tomorrow) == ("wishes_over",)
    kinds = [each.kind for each in db.session.query(OutgoingLetter).all()]
    assert kinds.count("negotiations.wishes") == 2


def test_days_are_among_those_of_the_event_as_far_as_they_are_known(negotiations):
    after = replace(MORNING, day=FIRST_DAY + timedelta(days=9))
    schedule_id = negotiations.framed()
    assert refused(negotiations.frame, schedule_id, days=(MORNING, after)) == ("not_of_event",)
    negotiations.frame(schedule_id, days=())
    assert load(schedule_id).materials.slots == ()


def test_days_before_those_of_the_event_are_no_move_and_the_reason_is_said(negotiations):
    event = negotiations.missions.event(starts_on=None, month=2)
    schedule_id, _ = negotiations.solved(event=event)
    held = days_of_schedule(schedule_id)
    assert (held.is_displaced, held.moves) == (True, ())
    revision, publish = negotiations.revision(schedule_id), services.publish_schedule
    codes = refused(publish, schedule_id, revision=revision, **negotiations.by)
    assert codes == ("no_event_days",)


def test_who_is_removed_takes_wishes_and_meetings_along(negotiations):
    schedule_id, people = negotiations.solved()
    services.remove_negotiator(people[3], **negotiations.by)
    assert all(3 not in pair for pair in negotiations.rows(schedule_id))
    assert state_of(schedule_id) == "arranging"


def test_after_publication_the_arrangement_is_frozen(negotiations):
    schedule_id, people = negotiations.published()
    by = negotiations.by
    revision = negotiations.revision(schedule_id)
    assert refused(negotiations.frame, schedule_id, most=3) == ("published",)
    assert refused(services.clear_timetable, schedule_id, revision=revision, **by) == ("published",)
    assert refused(services.remove_negotiator, people[3], **by) == ("published",)
    assert refused(negotiations.wish, people, 1, 3, Wish.NO) == ("published",)
    assert refused(negotiations.run, schedule_id) == ("published",)
    current = db.session.get_one(Negotiator, people[3]).revision
    name = db.session.get_one(Negotiator, people[3]).name
    draft = NegotiatorDraft(name=name, country="UZ", most=1, revision=current)
    assert refused(services.change_negotiator, people[3], draft, **by) == ("published",)
    draft = NegotiatorDraft(name=name, country="UZ", phone="+998", revision=current)
    services.change_negotiator(people[3], draft, **by)


def test_who_met_before_meets_again_only_when_both_insist(negotiations):
    negotiations.published()
    event = negotiations.missions.event()
    schedule_id = negotiations.framed(event=event)
    negotiations.hall(schedule_id)
    for inn in db.session.query(Negotiator.company_id).filter(Negotiator.company_id.is_not(None)):
        services.add_company(schedule_id, inn[0], **negotiations.by)
    negotiations.buyer(schedule_id, name="Buyer 1")
    people = negotiations.people(schedule_id)
    assert load(schedule_id).materials.met == {frozenset({1, 3}), frozenset({2, 3})}
    negotiations.frame(schedule_id, heeds_met=False)
    assert load(schedule_id).materials.met == frozenset()
    assert len(people) == 3
