"""What a password must be, by its boundaries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.accounts.rules.passwords import demand_good, refusals
from core.kernel.errors import Refused

OWNER = ("Рябинина Елена Павловна", "e.ryabinina@example.org")
GOOD = "чайник гора сирень поезд"


def codes(password, about=OWNER):
    return tuple(refusal.code for refusal in refusals(password, about))


@pytest.mark.parametrize(
    ("length", "expected"),
    ((14, ("password_short",)), (15, ()), (256, ()), (257, ("password_long",))),
)
def test_a_password_has_15_to_256_characters(length, expected):
    text = (GOOD.replace(" ", "-") * 20)[:length]
    assert codes(text) == expected


def test_characters_are_counted_not_bytes_and_composed_first():
    assert codes("чайникгорасирен") == ()  # 15 letters, 30 bytes
    assert codes("чайникгорасире" + "\u0306") == ("password_short",)


@pytest.mark.parametrize(
    "password",
    (
        "aaaaaaaaaaaaaaaaaaaa",
        "abababababababababab",
        "123456789012345678",
        "qwertyuiopasdfghjkl",
        "йцукенгшщзхъфывапролджэ",
        "passwordpassword1234",
        "Пароль-Пароль-2026",
        "экспортный совет 2026",
        "Export Council 12345",
        "Рябинина Елена 1980!",
        "e.ryabinina@example.org",
        "RYABININA-ryabinina-RYABININA",
        "zyxwvutsrqponmlkjihg",
        "солнышко-любовь-наташа",
    ),
)
def test_what_anybody_would_try_is_refused(password):
    assert codes(password) == ("password_guessable",)


@pytest.mark.parametrize(
    "password",
    (
        GOOD,
        "correct horse battery staple",
        "zarechye-2026-demo",
        "V8#kq!mZ2@wLp9$x",
        "Рябинина любит сушёную воблу",
    ),
)
def test_what_is_long_and_odd_is_taken(password):
    assert codes(password) == ()


def test_eight_odd_characters_must_remain_beside_known_words():
    assert codes("ryabinina" + "xq7vkw2") == ("password_guessable",)
    assert codes("ryabinina" + "xq7vkw2z") == ()


def test_words_of_two_letters_do_not_count_as_the_owners_name():
    assert codes("ли-ли чайник ли сирень", about=("Ли Цой",)) == ()


def test_a_refused_password_raises_every_reason():
    with pytest.raises(Refused) as refused:
        demand_good("short", OWNER)
    assert refused.value.codes == ("password_short",)
    assert "15" in str(refused.value)
    demand_good(GOOD, OWNER)


@given(st.text(max_size=300), st.text(max_size=40))
def test_any_text_gets_an_answer(password, name):
    assert len(refusals(password, (name,))) <= 1
