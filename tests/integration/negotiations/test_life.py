"""A schedule from its beginning to its publication and the repairs after it."""

from sqlalchemy import select

from core.adapters.database import db
from core.letters.models import OutgoingLetter
from events.negotiations import services
from events.negotiations.rules.changes import Absence
from events.negotiations.rules.life import RunState, ScheduleState
from events.negotiations.services import Edit
from tests.builders_negotiations import run_of, state_of


def test_a_schedule_comes_from_wishes_to_a_published_timetable(negotiations):
    schedule_id, _ = negotiations.published()
    assert state_of(schedule_id) is ScheduleState.PUBLISHED
    rows = negotiations.rows(schedule_id)
    assert len(rows) == 4
    assert all(row.slot is not None for row in rows.values())


def test_a_run_says_how_many_of_the_possible_meetings_it_placed(negotiations):
    schedule_id, _ = negotiations.closed()
    run = run_of(negotiations.solve(schedule_id))
    assert (run.state, run.placed, run.possible, run.percent) == (RunState.DONE, 4, 4, 100)


def test_everybody_gets_a_letter_with_the_whole_timetable(negotiations):
    negotiations.published()
    letters = letters_of("negotiations.published")
    assert [each.email for each in letters] == ["buyer0@example.org", "buyer1@example.org"]
    assert "Завод 1" in str(letters[0].body)


def test_a_lost_half_day_moves_few_and_tells_only_those_whose_meeting_changed(negotiations):
    schedule_id, people = negotiations.published(buyers=3)
    before = negotiations.rows(schedule_id)
    buyer = max(people)
    away = frozenset({"2027-02-08T10:00", "2027-02-08T10:30"})
    change = Absence(buyer, away)
    seen = services.preview_change(schedule_id, change)
    edit = Edit(change, seen.revision, reason="Опаздывает самолёт", is_seen=True)
    done = services.change_timetable(schedule_id, edit, **negotiations.by)
    assert done == seen.adjustment
    after = negotiations.rows(schedule_id)
    slots = {row.slot for pair, row in after.items() if buyer in pair}
    assert slots <= {2, 3, None}
    changed = {n for pair in after for n in pair if place(before[pair]) != place(after[pair])}
    assert changed == done.told
    told = {each.email for each in letters_of("negotiations.changed")}
    assert told == {f"buyer{number - 3}@example.org" for number in done.told if number > 2}


def place(row):
    return row.slot, row.hall, row.table


def letters_of(kind):
    query = select(OutgoingLetter).where(OutgoingLetter.kind == kind)
    return db.session.scalars(query.order_by(OutgoingLetter.email)).all()
