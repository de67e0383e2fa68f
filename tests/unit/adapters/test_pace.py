"""So many times within so many seconds, for each key on its own."""

import time

from core.adapters import pace
from core.adapters.pace import Pace


def test_each_key_has_its_own_tries_and_is_told_how_long_to_wait(monkeypatch):
    moment = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: moment[0])
    limit = Pace(times=2, seconds=60)

    assert [limit.wait("a") for _ in range(2)] == [0, 0]
    assert 1 <= limit.wait("a") <= 61
    assert limit.wait("b") == 0
    moment[0] += 59
    assert limit.wait("a") == 2
    moment[0] += 2
    assert limit.wait("a") == 0


def test_tries_that_had_to_wait_are_not_counted(monkeypatch):
    moment = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: moment[0])
    limit = Pace(times=1, seconds=10)
    limit.wait("a")
    for _ in range(9):
        moment[0] += 1
        assert limit.wait("a") > 0
    moment[0] += 1
    assert limit.wait("a") == 0


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(pace, "MOST_KEYS", 10)
    limit = Pace(times=1, seconds=60)
    for key in range(100):
        limit.wait(str(key))
    assert len(limit.seen) == 10
