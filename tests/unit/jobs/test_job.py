"""When a job's turn has come, and how a clock that was set is noticed."""

from datetime import UTC, datetime, timedelta

import pytest

from core.adapters.jobs.job import LONGEST_WAIT, Job, Reading, clock_moved, is_due

NOW = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def job(every):
    return Job("sweep", every, lambda _now: None)


def test_a_frequent_job_is_always_due():
    assert is_due(job(LONGEST_WAIT), NOW, NOW)
    assert not job(LONGEST_WAIT).is_rare


def test_a_rare_job_is_asked_for_often_so_that_no_restart_delays_it():
    assert job(DAY).wait == LONGEST_WAIT
    assert job(timedelta(seconds=5)).wait == timedelta(seconds=5)


@pytest.mark.parametrize(
    ("since", "due"),
    (
        (DAY - timedelta(seconds=1), False),
        (DAY, True),
        (timedelta(days=3), True),
        (-timedelta(hours=1), False),
        (-timedelta(hours=48), True),
    ),
)
def test_a_rare_job_waits_from_its_last_success_unless_the_clock_went_far_back(since, due):
    assert is_due(job(DAY), NOW - since, NOW) is due


def test_a_rare_job_that_never_succeeded_is_due():
    assert is_due(job(DAY), None, NOW)


@pytest.mark.parametrize("hours", (30, -48, 0))
def test_a_clock_that_was_set_shows_against_one_that_cannot_be(hours):
    before, after = Reading(1_000.0, 50.0), Reading(1_000.5 + hours * 3600, 50.5)
    assert clock_moved(before, after) == pytest.approx(hours * 3600)
