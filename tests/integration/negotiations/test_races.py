"""Two at once on a real database: runs, edits, workers."""

import pytest

from core.adapters.database import db
from events.negotiations import services
from events.negotiations.models import NegotiationRun
from events.negotiations.queries.loading import load
from events.negotiations.rules.changes import TakeOut
from events.negotiations.services import Edit, running
from tests.builders import Builder
from tests.builders_negotiations import NegotiationsBuilder
from tests.conftest import NOW
from tests.races import at_once, committed_app, refusals_at_once


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
