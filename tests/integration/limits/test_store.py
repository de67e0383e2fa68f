"""Windows and seats, in the database and in Redis alike."""

import time

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from core.adapters.database import db
from core.adapters.limits import RateCount, forget_old_counts, make_store, storage
from tests.races import at_once, committed_app


@pytest.fixture
def machine(monkeypatch):
    """`machine(30)` moves the machine's clock on, for the database's counters only."""
    real, moved = time.time, [0.0]
    monkeypatch.setattr(storage.time, "time", lambda: real() + moved[0])

    def move(seconds):
        moved[0] += seconds

    return move


def test_so_many_are_free_and_the_next_is_told_how_long_to_wait(store):
    waits = [store.hit("search", 3, 60, "a") for _ in range(5)]

    assert waits[:3] == [0, 0, 0]
    assert all(1 <= wait <= 60 for wait in waits[3:])


def test_others_and_other_limits_are_counted_apart(store):
    assert store.hit("search", 1, 60, "a") == 0
    assert store.hit("search", 1, 60, "b") == 0
    assert store.hit("export", 1, 60, "a") == 0
    assert store.hit("search", 1, 60, "a") > 0


def test_what_costs_more_than_is_left_is_refused_and_uses_nothing_up(store):
    assert store.hit("megabytes", 10, 60, "a", cost=8) == 0
    assert store.hit("megabytes", 10, 60, "a", cost=3) > 0
    assert store.hit("megabytes", 10, 60, "a", cost=2) == 0
    assert store.hit("megabytes", 10, 60, "a") > 0


def test_a_seat_is_given_back(store):
    with store.seat("file", 2, 60, "a") as first, store.seat("file", 2, 60, "a") as second:
        with store.seat("file", 2, 60, "a") as third, store.seat("file", 2, 60, "b") as other:
            assert (first, second, third, other) == (True, True, False, True)
        with store.seat("file", 2, 60, "a") as still:
            assert still is False  # who got no seat gave none back
    with store.seat("file", 2, 60, "a") as again:
        assert again


def test_a_seat_falls_free_when_its_holder_dies(session, machine):
    store = make_store("")
    left = store.seat("file", 1, 60, "a")
    assert left.__enter__()
    machine(59)
    with store.seat("file", 1, 60, "a") as early:
        assert not early
    machine(1)
    with store.seat("file", 1, 60, "a") as later:
        assert later


def test_a_window_ends_and_another_begins(session, machine):
    store = make_store("")
    assert [store.hit("search", 1, 60, "a") == 0 for _ in range(2)] == [True, False]
    machine(59)
    assert store.hit("search", 1, 60, "a") > 0
    machine(1)
    assert [store.hit("search", 1, 60, "a") == 0 for _ in range(2)] == [True, False]


def test_a_clock_that_was_set_back_keeps_nobody_waiting(session, machine):
    store = make_store("")
    store.hit("search", 1, 60, "a")
    machine(-3600)
    assert store.hit("search", 1, 60, "a") == 0
    assert store.hit("search", 1, 60, "a") > 0


@pytest.fixture
def no_counts(session):
    """Counters are kept past a refused request, so other tests may have left some."""
    make_store("").storage.reset()


def test_windows_that_ended_are_forgotten(no_counts, machine):
    store = make_store("")
    store.hit("search", 1, 60, "a")
    store.hit("search", 1, 600, "b")
    machine(61)

    assert forget_old_counts() == 1
    assert db.session.scalar(select(func.count()).select_from(RateCount)) == 1
    assert store.storage.check()
    store.storage.reset()
    assert db.session.scalar(select(func.count()).select_from(RateCount)) == 0


def test_no_row_says_who_it_is_about(no_counts):
    make_store("").hit("search", 3, 60, "account of Ветлугина")

    assert [len(key) for key in db.session.scalars(select(RateCount.key))] == [64]


def test_of_many_at_once_exactly_so_many_are_free(database, request, tmp_path):
    with committed_app(database, request, tmp_path) as app:
        store = make_store("")
        waits = at_once(app, *[lambda: store.hit("search", 5, 60, "a")] * 12)

    assert sum(wait == 0 for wait in waits) == 5


@pytest.mark.parametrize("broken", ("database", "redis"))
def test_while_the_store_does_not_answer_the_process_counts_by_itself(
    session, monkeypatch, broken, caplog
):
    def fail(*_):
        raise OperationalError("INSERT", {}, Exception("the disk is full"))

    monkeypatch.setattr(storage, "add", fail)
    store = make_store("" if broken == "database" else "redis://127.0.0.1:1/0")

    assert [store.hit("search", 2, 60, "a") == 0 for _ in range(3)] == [True, True, False]
    assert "limits are counted by this process alone" in caplog.text
