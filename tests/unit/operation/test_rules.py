from datetime import UTC, datetime, timedelta

import pytest

from core.operation.rules import Life, Piece, age, faults_of

NOW = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
GOOD = {"head": "0023", "free_mb": 500, "least_free_mb": 200, "now": NOW}


def pieces(life, **changed):
    return [fault.piece for fault in faults_of(life, **{**GOOD, **changed})]


def test_nothing_is_wrong_with_a_site_at_work():
    assert pieces(Life("0023", NOW)) == []


def test_each_part_that_fails_is_named():
    assert pieces(None) == [Piece.DATABASE]
    assert pieces(Life("0022", NOW)) == [Piece.SCHEMA]
    assert pieces(Life("0023", None)) == [Piece.WORKER]
    assert pieces(Life("0023", NOW), free_mb=199) == [Piece.DISK]
    assert pieces(Life("0023", NOW), free_mb=200) == []
    assert pieces(None, free_mb=0) == [Piece.DATABASE, Piece.DISK]


@pytest.mark.parametrize(
    ("seconds", "is_alive"),
    ((0, True), (119, True), (120, False), (-119, True), (-120, False), (-172_800, False)),
)
def test_a_worker_lives_within_two_minutes_whichever_way_the_clock_was_set(seconds, is_alive):
    found = pieces(Life("0023", NOW - timedelta(seconds=seconds)))
    assert found == ([] if is_alive else [Piece.WORKER])


def test_an_age_is_never_below_nought_and_unknown_for_never():
    assert age(NOW - timedelta(seconds=7), NOW) == 7
    assert age(NOW + timedelta(days=2), NOW) == 0
    assert age(None, NOW) is None
