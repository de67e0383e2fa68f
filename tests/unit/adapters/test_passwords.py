"""Passwords as hashes: right, wrong, none; and never more than the machine bears."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from argon2 import extract_parameters

from core.adapters import passwords
from core.adapters.passwords import DUMMY, HASHER, TooBusy, hash_password, is_right


def test_the_right_password_and_no_other_belongs_to_the_hash():
    stored = hash_password("чайник гора сирень поезд")
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert is_right(stored, "чайник гора сирень поезд")
    assert not is_right(stored, "чайник гора сирень поезда")
    assert not is_right("not a hash", "чайник гора сирень поезд")


def test_where_there_is_no_password_a_hash_of_the_same_cost_is_tried():
    assert not is_right(None, "anything")
    assert extract_parameters(DUMMY) == extract_parameters(hash_password("x"))
    assert not HASHER.check_needs_rehash(DUMMY)


def test_two_are_computed_at_once_and_beyond_a_short_queue_people_are_sent_away(monkeypatch):
    go_on, running, most = Event(), [], []

    def slow(_hash, _password):
        running.append(1)
        most.append(len(running))
        go_on.wait(5)
        running.pop()

    monkeypatch.setattr(passwords.PasswordHasher, "verify", lambda _, *given: slow(*given))
    places = passwords.AT_ONCE + passwords.WAITING
    with ThreadPoolExecutor(places) as pool:
        answers = [pool.submit(is_right, "hash", "x") for _ in range(places)]
        while passwords._places._value:  # noqa: SLF001 - no other sign that all wait
            pass
        with pytest.raises(TooBusy):
            is_right("hash", "x")
        go_on.set()
        assert all(answer.result() for answer in answers)

    assert max(most) == passwords.AT_ONCE
    with passwords.turn():
        pass  # every place was given back


def test_who_waits_too_long_for_a_turn_is_sent_away(monkeypatch):
    monkeypatch.setattr(passwords, "SECONDS", 0.01)
    with passwords.turn(), passwords.turn(), pytest.raises(TooBusy):
        hash_password("x")
    assert hash_password("x")
