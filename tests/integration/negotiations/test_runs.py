"""Runs: one at a time, cancelled, killed and taken up again, and never stored over news."""

from datetime import timedelta

import pytest

from core.adapters.database import db
from core.kernel.errors import Refused, Stale
from events.missions.rules.timetable.budget import Budget, Progress, SearchPhase
from events.missions.rules.timetable.wishes import Wish
from events.negotiations import services
from events.negotiations.jobs import run_waiting as job
from events.negotiations.models import Negotiator
from events.negotiations.rules.life import LEASE, RunState
from events.negotiations.rules.results import searched
from events.negotiations.services import running
from events.negotiations.work import run_waiting, work_on
from tests.builders_negotiations import run_of


@pytest.fixture
def closed(negotiations):
    return negotiations.closed()


def taken_of(negotiations, run_id):
    return running.take_run(run_id, now=negotiations.build.now)


def test_there_is_one_live_run_of_a_schedule(negotiations, closed):
    negotiations.run(closed[0])
    with pytest.raises(Refused) as caught:
        negotiations.run(closed[0])
    assert caught.value.codes == ("run_goes_on",)


@pytest.mark.parametrize(
    ("seconds", "code"), ((3, "no_such_budget"), (0, "no_such_budget"), (600, "no_such_budget"))
)
def test_a_run_has_one_of_three_budgets(negotiations, closed, seconds, code):
    with pytest.raises(Refused) as caught:
        negotiations.run(closed[0], seconds)
    assert caught.value.codes == (code,)


def test_a_run_waits_until_wishes_are_closed_and_somebody_wishes(negotiations):
    schedule_id, _ = negotiations.peopled()
    with pytest.raises(Refused) as caught:
        negotiations.run(schedule_id)
    assert caught.value.codes == ("wishes_open",)
    revision = negotiations.revision(schedule_id)
    services.close_wishes(schedule_id, revision=revision, **negotiations.by)
    with pytest.raises(Refused) as caught:
        negotiations.run(schedule_id)
    assert caught.value.codes == ("nothing_asked",)


def test_a_page_older_than_the_schedule_starts_no_run(negotiations, closed):
    with pytest.raises(Stale):
        services.start_run(closed[0], 2, revision=1, **negotiations.by)


def test_nothing_is_edited_while_a_run_goes_on(negotiations, closed):
    schedule_id, people = closed
    negotiations.run(schedule_id)
    with pytest.raises(Refused) as caught:
        negotiations.wish(people, 1, 3, Wish.NO)
    assert caught.value.codes == ("run_goes_on",)


def test_a_killed_run_is_taken_up_again_when_its_lease_is_over(negotiations, closed):
    run_id = negotiations.run(closed[0])
    first = taken_of(negotiations, run_id)
    assert taken_of(negotiations, run_id) is None  # somebody works on it
    later = negotiations.build.now + LEASE
    second = running.take_run(None, now=later)
    assert (second.run_id, second.attempt) == (run_id, 2)
    assert not running.report_progress(first, Progress(), now=later)  # the dead one came back
    solution = searched(first.materials, Budget(200), 1)
    by = {"actor": negotiations.by["actor"], "now": later}
    assert running.finish_run(first, solution, **by) is RunState.WORKING
    assert negotiations.rows(closed[0]) == {}
    assert running.finish_run(second, solution, **by) is RunState.DONE
    assert len(negotiations.rows(closed[0])) == 4


def test_a_run_over_which_three_workers_died_is_given_up(negotiations, closed):
    run_id, now = negotiations.run(closed[0]), negotiations.build.now
    for attempt in range(3):
        assert running.take_run(run_id, now=now + attempt * LEASE) is not None
    assert running.take_run(run_id, now=now + 3 * LEASE) is None
    assert run_of(run_id).state is RunState.FAILED


def test_a_sign_of_life_keeps_the_run_and_shows_how_far_it_is(negotiations, closed):
    run_id, now = negotiations.run(closed[0]), negotiations.build.now
    taken = taken_of(negotiations, run_id)
    later = now + timedelta(seconds=20)
    progress = Progress(SearchPhase.IMPROVING, 40, 4, 4, 2, 1)
    assert running.report_progress(taken, progress, now=later)
    run = run_of(run_id)
    assert (run.percent, run.placed, run.breaks) == (40, 4, 2)
    assert running.take_run(run_id, now=now + LEASE) is None
    assert running.take_run(run_id, now=later + LEASE) is not None


def test_a_cancelled_run_stops_and_stores_nothing(negotiations, closed):
    run_id = negotiations.run(closed[0])
    taken = taken_of(negotiations, run_id)
    services.cancel_run(run_id, **negotiations.by)
    services.cancel_run(run_id, **negotiations.by)  # pressed twice
    assert not running.report_progress(taken, Progress(), now=negotiations.build.now)
    solution = searched(taken.materials, Budget(200), 1)
    assert running.finish_run(taken, solution, **negotiations.by) is RunState.CANCELLED
    assert negotiations.rows(closed[0]) == {}


def test_a_result_made_of_older_wishes_is_dropped(negotiations, closed):
    schedule_id, people = closed
    run_id = negotiations.run(schedule_id)
    taken = taken_of(negotiations, run_id)
    change_behind_the_back(people[3])
    solution = searched(taken.materials, Budget(200), 1)
    assert running.finish_run(taken, solution, **negotiations.by) is RunState.OUTDATED
    assert negotiations.rows(schedule_id) == {}


def change_behind_the_back(negotiator_id):
    db.session.get_one(Negotiator, negotiator_id).absences = ["2027-02-08T10:00"]
    db.session.commit()


def test_what_contradicts_itself_fails_with_the_reason(negotiations):
    schedule_id, _ = negotiations.closed(tables=1)
    for name in ("Same", "Table"):
        negotiations.buyer(schedule_id, name=name, hall=1, table=1)
    run = run_of(negotiations.solve(schedule_id))
    assert run.state is RunState.FAILED
    assert "стол" in run.error


def test_the_job_does_all_runs_that_wait(negotiations, closed):
    other, _ = negotiations_of_another_event(negotiations)
    runs = [negotiations.run(each) for each in (closed[0], other)]
    assert work_on(runs[1], lambda: negotiations.build.now, most_seconds=0.05) == runs[1]
    services.cancel_run(runs[0], **negotiations.by)
    assert run_waiting(lambda: negotiations.build.now) == 0
    assert job(negotiations.build.now) == 0
    assert run_of(runs[1]).state is RunState.DONE


def negotiations_of_another_event(negotiations):
    schedule_id = negotiations.framed()
    negotiations.hall(schedule_id)
    for number in (51, 52):
        negotiations.exporter(schedule_id, number)
    for _ in range(2):
        negotiations.buyer(schedule_id)
    people = negotiations.people(schedule_id)
    negotiations.all_wish(people)
    revision = negotiations.revision(schedule_id)
    services.close_wishes(schedule_id, revision=revision, **negotiations.by)
    return schedule_id, people


def test_a_new_run_keeps_locked_meetings_and_the_identity_of_all(negotiations):
    schedule_id, _ = negotiations.solved()
    before = negotiations.ids(schedule_id)
    pair = min(before)
    revision = negotiations.revision(schedule_id)
    services.lock_meeting(before[pair], is_locked=True, revision=revision, **negotiations.by)
    slot = negotiations.rows(schedule_id)[pair].slot
    negotiations.solve(schedule_id)
    assert negotiations.rows(schedule_id)[pair].slot == slot
    assert negotiations.ids(schedule_id) == before
