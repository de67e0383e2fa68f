"""Rules of second factors and of their recovery: boundaries, spelling, the whole table."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.accounts.rules.factors import (
    LETTERS,
    RecoveryCode,
    is_code,
    read_recovery_code,
    signing_free_at,
    step_of,
    steps_around,
)
from core.accounts.rules.recoveries import (
    DELAY,
    LIFE_CYCLE,
    LIFETIME,
    RecoveryAction,
    RecoveryFacts,
    RecoveryState,
)

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def test_a_step_is_half_a_minute_and_its_neighbours_may_be_entered():
    step = step_of(NOON)
    assert step_of(NOON + timedelta(seconds=29)) == step
    assert step_of(NOON + timedelta(seconds=30)) == step + 1
    assert list(steps_around(NOON)) == [step - 1, step, step + 1]


@pytest.mark.parametrize("typed", ("123456", "123 456", " 123-456 ", "123\u00a0456"))
def test_a_code_is_read_however_it_is_grouped(typed):
    assert is_code(typed)


@pytest.mark.parametrize("typed", ("", "12345", "1234567", "12345a", "1-abcd-efgh-jkmn"))
def test_what_is_not_six_figures_is_no_code(typed):
    assert not is_code(typed)


@given(st.integers(1, 10), st.text(LETTERS, min_size=12, max_size=12))
def test_a_recovery_code_is_read_back_as_it_is_spelt(number, secret):
    code = RecoveryCode(number, secret)
    assert read_recovery_code(code.spelt) == code
    assert read_recovery_code(f" {code.spelt.upper().replace('-', ' ')} ") == code


@pytest.mark.parametrize(
    "typed", ("", "123456", "1-abcd-efgh", "abcd-efgh-jkmn", "1-abcd-efgh-jkm0")
)
def test_other_words_are_no_recovery_code(typed):
    assert read_recovery_code(typed) is None


def test_signing_is_free_again_some_hours_after_a_change():
    assert signing_free_at(NOON, 24) == NOON + timedelta(hours=24)
    assert signing_free_at(NOON, 0) is None
    assert signing_free_at(None, 24) is None


ALLOWED = {
    (RecoveryState.ASKED, RecoveryAction.CONFIRM): RecoveryState.CONFIRMED,
    (RecoveryState.ASKED, RecoveryAction.CANCEL): RecoveryState.CANCELLED,
    (RecoveryState.CONFIRMED, RecoveryAction.CANCEL): RecoveryState.CANCELLED,
    (RecoveryState.CONFIRMED, RecoveryAction.FINISH): RecoveryState.DONE,
}
ANY = RecoveryFacts()


@pytest.mark.parametrize(("state", "action"), tuple(product(RecoveryState, RecoveryAction)))
def test_the_whole_life_of_a_recovery(state, action):
    refusals = LIFE_CYCLE.refusals(action, state, ANY)
    if (state, action) in ALLOWED:
        assert LIFE_CYCLE.advance(action, state, ANY) is ALLOWED[state, action]
    else:
        assert [refusal.code for refusal in refusals] == ["wrong_state"]


def codes(action, state, **facts):
    return [r.code for r in LIFE_CYCLE.refusals(action, state, RecoveryFacts(**facts))]


def test_another_person_than_asker_and_owner_confirms():
    act = (RecoveryAction.CONFIRM, RecoveryState.ASKED)
    assert codes(*act, by_asker=True) == ["same_person"]
    assert codes(*act, is_own=True) == ["own_recovery"]
    assert codes(*act) == []


@pytest.mark.parametrize(
    ("waited", "refused"),
    (
        (DELAY - timedelta(seconds=1), ["too_early"]),
        (DELAY, []),
        (DELAY + LIFETIME - timedelta(seconds=1), []),
        (DELAY + LIFETIME, ["too_late"]),
    ),
)
def test_a_recovery_waits_a_day_and_does_not_wait_for_ever(waited, refused):
    act = (RecoveryAction.FINISH, RecoveryState.CONFIRMED)
    assert codes(*act, waited=waited) == refused
