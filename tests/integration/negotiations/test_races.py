"""Two at once on a real database: runs, edits, workers."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest

from core.adapters.database import db
from events.negotiations import services
from events.negotiations.models import NegotiationRun
from events.negotiations.queries.loading import get_schedule, list_days, load
from events.negotiations.rules.changes import TakeOut
from events.negotiations.services import DaysDraft, Edit, running
from events.programme.models import Event as CouncilEvent
from events.programme.rules import EventAction
from events.programme.services import StepDraft, take_step
from tests.builders import Builder
from tests.builders_negotiations import MORNING, NegotiationsBuilder
from tests.conftest import NOW
from tests.races import at_once, committed_app, demand_row_locks, refusals_at_once, unlock_rows

LATER = timedelta(days=35)
AFTER = replace(MORNING, day=MORNING.day + timedelta(days=1))


@pytest.fixture
def crowd(database, request, tmp_path):
    """An application whose transactions commit, with a schedule that is ready for a run."""
    with committed_app(database, request, tmp_path) as app, app.app_context():
        build = Builder(db.session, NOW)
        negotiations = NegotiationsBuilder(build, build.council())
        yield app, negotiations


def test_of_two_that_start_a_run_one_does(crowd):
    app, negotiations = crowd
    schedule_id, _ = negotiations.closed()
    revision = negotiations.revision(schedule_id)

    def act():
        services.start_run(schedule_id, 2, revision=revision, **negotiations.by)

    answers = refusals_at_once(app, act, act)
    assert answers.count(None) == 1
    assert db.session.query(NegotiationRun).count() == 1
    taken = at_once(app, *[lambda: running.take_run(None, now=negotiations.build.now)] * 2)
    assert sum(one is not None for one in taken) == 1


def test_of_two_that_change_one_page_one_does(crowd):
    app, negotiations = crowd
    schedule_id, _ = negotiations.solved()
    revision = negotiations.revision(schedule_id)

    def act(pair):
        edit = Edit(TakeOut(pair), revision)
        return lambda: services.change_timetable(schedule_id, edit, **negotiations.by)

    answers = refusals_at_once(app, act((1, 3)), act((2, 4)))
    assert answers.count(None) == 1
    out = [row.pair for row in load(schedule_id).materials.rows if row.is_taken_out]
    assert len(out) == 1


@contextmanager
def paused(monkeypatch, overtaken):
    """Who commits first waits until the other has done what it can without that; half a second."""
    reached, commit = Event(), db.session.commit

    def late():
        if not reached.is_set():
            reached.set()
            overtaken.wait(0.5)
        commit()

    with monkeypatch.context() as patched:
        patched.setattr(db.session, "commit", late)
        yield reached


def moved_at_once(crowd, monkeypatch):
    """The event leaves its days; the negotiations take another of those before it has committed."""
    app, negotiations = crowd
    schedule_id, _ = negotiations.published()
    draft = DaysDraft((AFTER,), negotiations.revision(schedule_id), is_seen=True)
    event = db.session.get(CouncilEvent, get_schedule(schedule_id).event_id)
    away = (event.starts_on + LATER, event.ends_on + LATER if event.ends_on else None)
    step = StepDraft(EventAction.MOVE, event.revision, "Просьба хозяев", *away)
    event_id, overtaken = event.id, Event()
    db.session.rollback()

    with paused(monkeypatch, overtaken) as reached:

        def follow():
            reached.wait()
            try:
                services.move_schedule(schedule_id, draft, **negotiations.by)
            finally:
                overtaken.set()

        answers = at_once(app, lambda: take_step(event_id, step, **negotiations.by), follow)
    db.session.rollback()
    return answers, list_days(schedule_id)


def test_negotiations_wait_for_the_event_that_moves_and_are_refused_days_it_has_left(
    crowd, monkeypatch
):
    (event, schedule), days = moved_at_once(crowd, monkeypatch)
    assert event is None
    assert {each.code for each in schedule.refusals} == {"not_of_event"}
    assert days == (MORNING,)


def test_twin_without_the_lock_negotiations_are_on_days_that_the_event_has_left(
    crowd, database, monkeypatch
):
    demand_row_locks(database)
    unlock_rows(monkeypatch)
    answers, days = moved_at_once(crowd, monkeypatch)
    assert not [each for each in answers if isinstance(each, Exception)]
    assert days == (AFTER,)
