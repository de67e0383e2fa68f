"""F19: two schedulers at once send each reminder once, also when one of them is killed.

Each guard has its twin without it: the lock on the row, the name of the letter, the key of the row.
"""

import os
import time
from collections import Counter
from datetime import UTC, date, datetime
from threading import Barrier
from uuid import uuid4

import pytest
from sqlalchemy import select, text

from core.adapters.database import db
from core.letters.models import OutgoingLetter
from core.reminders import services as sending
from core.reminders.models import Reminder
from core.reminders.rules import ReminderState
from council.reminders import services
from council.reminders.services import remind
from tests.builders import Builder
from tests.builders_assignments import AssignmentBuilder
from tests.processes import Running
from tests.races import at_once, committed_app

MOMENT = datetime(2026, 12, 2, 5, tzinfo=UTC)  # the day after the last day of every assignment
DUE = date(2026, 12, 1)


@pytest.fixture
def app(database, request, tmp_path, stopped_clock):
    stopped_clock.stopped_at = MOMENT
    with committed_app(database, request, tmp_path) as app, app.app_context():
        yield app
        db.session.remove()


@pytest.fixture
def assignments(app):
    """So many assignments fell due yesterday."""
    build = Builder(db.session, MOMENT)
    council = build.council()
    given = AssignmentBuilder(build, council)

    def make(count):
        for _ in range(count):
            given.give(council.member, council.coordinator, due_on=DUE)
        db.session.commit()

    return make


def letters(kind="assignment_overdue"):
    """How many letters each person got about each assignment."""
    o = OutgoingLetter
    query = select(o.record_id, o.person_id).where(o.kind == f"reminder.{kind}")
    found = Counter(map(tuple, db.session.execute(query)))
    db.session.rollback()
    return found


def both_read_first(monkeypatch):
    """Both schedulers have read the same list of what is due before either sends anything."""
    barrier, read = Barrier(2), sending.list_due
    seen = set()

    def list_due(now, tried=()):
        found = read(now, tried)
        if id(tried) not in seen:
            seen.add(id(tried))
            db.session.rollback()
            barrier.wait(timeout=30)
        return found

    monkeypatch.setattr(sending, "list_due", list_due)


def without_lock(monkeypatch):
    """The twin: takes a row as the list named it, neither locked nor asked whether it waits."""
    monkeypatch.setattr(sending, "lock_waiting", lambda row_id: db.session.get(Reminder, row_id))


def without_name(monkeypatch):
    """The twin: a letter has no name by which a second one is known."""
    make = services.reminder_letter

    def nameless(told, reader):
        letter = make(told, reader)
        return type(letter)(
            **{
                name: getattr(letter, name)
                for name in letter.__dataclass_fields__
                if name != "fact"
            },
            fact=uuid4().hex,
        )

    monkeypatch.setattr(services, "reminder_letter", nameless)


def test_two_schedulers_send_each_reminder_once(app, assignments, monkeypatch):
    assignments(6)
    both_read_first(monkeypatch)
    at_once(app, *(lambda: remind(MOMENT),) * 2)
    found = letters()
    assert (len(found), set(found.values())) == (12, {1})


def test_the_twin_without_the_lock_is_still_held_by_the_name_of_the_letter(
    app, assignments, monkeypatch
):
    assignments(6)
    both_read_first(monkeypatch)
    without_lock(monkeypatch)
    at_once(app, *(lambda: remind(MOMENT),) * 2)
    assert set(letters().values()) == {1}


def test_the_twin_without_the_name_is_still_held_by_the_lock(app, assignments, monkeypatch):
    assignments(6)
    both_read_first(monkeypatch)
    without_name(monkeypatch)
    at_once(app, *(lambda: remind(MOMENT),) * 2)
    assert set(letters().values()) == {1}


def test_the_twin_without_both_sends_twice(app, assignments, monkeypatch):
    assignments(6)
    both_read_first(monkeypatch)
    without_lock(monkeypatch)
    without_name(monkeypatch)
    at_once(app, *(lambda: remind(MOMENT),) * 2)
    assert max(letters().values()) == 2


def both_plan_first(monkeypatch):
    """Both planners have read that there is no row yet before either writes one."""
    barrier, read = Barrier(2), sending.list_kept

    def list_kept(*args):
        found = read(*args)
        barrier.wait(timeout=30)
        return found

    monkeypatch.setattr(sending, "list_kept", list_kept)


def rows():
    found = Counter(
        map(tuple, db.session.execute(select(Reminder.kind, Reminder.fact, Reminder.addressee)))
    )
    db.session.rollback()
    return found


def plan_only(monkeypatch):
    monkeypatch.setattr(services, "send_due", lambda *_, **__: 0)


def test_two_planners_at_once_make_one_row_of_each(database, app, assignments, monkeypatch):
    assignments(3)
    if database == "postgresql":  # SQLite lets one command in at a time
        both_plan_first(monkeypatch)
    plan_only(monkeypatch)
    answers = at_once(app, *(lambda: remind(MOMENT),) * 2)
    assert answers == [0, 0]
    assert set(rows().values()) == {1}


def test_the_twin_without_the_key_makes_two(database, app, assignments, monkeypatch):
    if database == "sqlite":
        pytest.skip("SQLite lets one command in at a time: two planners never meet")
    assignments(3)
    both_plan_first(monkeypatch)
    plan_only(monkeypatch)

    def add(plan, scope_id):
        fields = ("kind", "fact", "addressee", "person_id", "subject_id", "due_at", "expires_at")
        values = {name: getattr(plan, name) for name in fields}
        db.session.add(Reminder(scope_id=scope_id, details=dict(plan.details), **values))

    monkeypatch.setattr(sending, "add_once", add)
    db.session.execute(
        text("ALTER TABLE reminders DROP CONSTRAINT uq_reminders_kind_fact_addressee")
    )
    db.session.commit()
    at_once(app, *(lambda: remind(MOMENT),) * 2)
    assert set(rows().values()) == {2}


@pytest.fixture
def schedulers(app, tmp_path):
    """Two real scheduler processes with what they say: {process: its log}."""
    environ = {
        **os.environ,
        "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "DATA_DIR": str(app.config["SETTINGS"].data_dir),
        "CLOCK_OFFSET_SECONDS": str(round((MOMENT - datetime.now(UTC)).total_seconds())),
        "LOG_LEVEL": "INFO",
    }
    command = ("-m", "flask", "--app", "wsgi", "run-jobs")
    running = {}

    def start():
        for number in range(2):
            log = tmp_path / f"scheduler-{number}.log"
            log.touch()
            running[Running(command, environ, log=log)] = log
        return running

    yield start
    for process in running:
        process.kill()
        process.wait()


def test_a_leader_killed_amid_its_sending_leaves_the_rest_to_the_standby(assignments, schedulers):
    assignments(40)
    running = schedulers()
    wait_for(lambda: letters().total() > 5)
    leader = next(each for each, log in running.items() if "runs the jobs now" in log.read_text())
    leader.kill()
    leader.wait()
    assert still_waiting()
    wait_for(lambda: not still_waiting())

    found = letters()
    assert (len(found), set(found.values())) == (80, {1})
    assert all("runs the jobs now" in log.read_text() for log in running.values())


def still_waiting():
    r = Reminder
    query = select(r.id).where(r.state == ReminderState.WAITING, r.due_at <= MOMENT)
    found = db.session.execute(query).all()
    db.session.rollback()
    return found


def wait_for(condition, seconds=90):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it takes too long"
        time.sleep(0.02)
