"""How long the next try waits after failed ones."""

from datetime import UTC, datetime, timedelta

import pytest

from core.accounts.rules.throttle import (
    ONE_ADDRESS,
    ONE_EMAIL,
    ONE_SOURCE,
    Attempt,
    Limit,
    Throttled,
    demand_free,
    free_at,
)

NOW = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)


def failed(*seconds_ago):
    return [Attempt(NOW - timedelta(seconds=ago), succeeded=False) for ago in seconds_ago]


def succeeded(seconds_ago):
    return Attempt(NOW - timedelta(seconds=seconds_ago), succeeded=True)


def seconds_to_wait(limit, attempts):
    return max(0, (free_at(limit, attempts, NOW) - NOW).total_seconds())


@pytest.mark.parametrize(
    ("failures", "seconds"),
    (
        (0, 0),
        (1, 0),
        (4, 0),
        (5, 60),
        (6, 120),
        (7, 240),
        (8, 480),
        (9, 900),
        (10, 900),
        (999, 900),
    ),
)
def test_the_wait_doubles_after_five_failures_up_to_a_quarter_of_an_hour(failures, seconds):
    assert seconds_to_wait(ONE_SOURCE, failed(*[0] * failures)) == seconds


def test_the_wait_runs_from_the_last_failure():
    assert seconds_to_wait(ONE_SOURCE, failed(50, 40, 30, 20, 10)) == 50
    assert seconds_to_wait(ONE_SOURCE, failed(300, 240, 180, 120, 60)) == 0


def test_failures_older_than_an_hour_are_forgotten():
    assert seconds_to_wait(ONE_SOURCE, failed(3600, 30, 20, 10, 0)) == 0
    assert seconds_to_wait(ONE_SOURCE, failed(3599, 30, 20, 10, 0)) == 60


def test_failures_of_a_time_to_come_hold_nobody_until_then():
    """The clock went back: thirty hours of waiting would be told else."""
    to_come = failed(*[-30 * 3600] * 10)
    assert seconds_to_wait(ONE_SOURCE, to_come) == 0
    assert seconds_to_wait(ONE_SOURCE, [*to_come, *failed(0, 0, 0, 0, 0)]) == 60
    assert seconds_to_wait(ONE_SOURCE, failed(*[-30] * 5)) == 90, (
        "clocks a little apart still count"
    )


@pytest.mark.parametrize(("failures", "holds"), ((4, False), (5, True)))
def test_free_tries_that_a_faster_clock_noted_hold_nobody(failures, holds):
    """Two machines whose clocks differ by a second: the second try must not wait for the first."""
    assert (seconds_to_wait(ONE_SOURCE, failed(*[-1] * failures)) > 0) is holds


def test_a_success_wipes_out_the_failures_of_one_source():
    attempts = [*failed(50, 40, 30, 20), succeeded(10), *failed(5)]
    assert seconds_to_wait(ONE_SOURCE, attempts) == 0
    assert seconds_to_wait(ONE_SOURCE, [*attempts, *failed(4, 3, 2, 1)]) == 59


def test_failures_of_the_same_moment_as_a_success_count():
    assert seconds_to_wait(ONE_SOURCE, [succeeded(0), *failed(0, 0, 0, 0, 0)]) == 60


@pytest.mark.parametrize("limit", (ONE_ADDRESS, ONE_EMAIL))
def test_a_success_does_not_wipe_out_what_others_did_under_the_same_key(limit):
    attempts = [*failed(*range(1, limit.free + 1)), succeeded(0)]
    assert seconds_to_wait(limit, attempts) == 59


def test_an_office_behind_one_address_is_held_later_than_one_guesser():
    assert ONE_SOURCE.free < ONE_ADDRESS.free < ONE_EMAIL.free


def test_a_huge_number_of_failures_gives_no_huge_number():
    assert Limit(free=1).wait(10**9) == timedelta(minutes=15)


def test_too_early_a_try_is_told_when_to_come_back():
    demand_free(NOW, NOW)
    with pytest.raises(Throttled) as throttled:
        demand_free(NOW + timedelta(seconds=60, microseconds=1), NOW)
    assert throttled.value.seconds == 61
    assert throttled.value.codes == ("too_many_attempts",)
    assert throttled.value.refusals[0].values == {"minutes": 2}


def test_less_than_a_second_is_still_a_second():
    with pytest.raises(Throttled) as throttled:
        demand_free(NOW + timedelta(microseconds=1), NOW)
    assert throttled.value.seconds == 1
