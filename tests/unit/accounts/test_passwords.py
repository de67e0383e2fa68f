"""What a password must be, by its boundaries."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.accounts.rules.passwords import FEWEST_TRIES, demand_good, refusals, tried_first
from core.adapters.guessing import tries_of
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
        demand_good("short", OWNER, tries_of)
    assert refused.value.codes == ("password_short",)
    assert "15" in str(refused.value)
    demand_good(GOOD, OWNER, tries_of)


def test_few_tries_refuse_what_no_rule_of_words_refuses():
    demand_good(GOOD, OWNER, lambda _text, _words: FEWEST_TRIES)
    with pytest.raises(Refused) as refused:
        demand_good(GOOD, OWNER, lambda _text, _words: FEWEST_TRIES - 0.1)
    assert refused.value.codes == ("password_guessable",)


def withstands(password, about=OWNER):
    return tries_of(password, tried_first(about)) >= FEWEST_TRIES


@pytest.mark.parametrize(
    "password",
    (
        "manchesterunited",
        "michaeljackson1",
        "1q2w3e4r5t6y7u8i9o",
        "qazwsxedcrfvtgbyhn",
        "P@ssw0rdP@ssw0rd1!",
        "welcometotheclub",
        "ГенералДракончик1985",
        "solnyshko-zaychik",
    ),
)
def test_what_others_chose_before_is_found_soon(password):
    assert not withstands(password)


@pytest.mark.parametrize(
    ("password", "meant"),
    (
        ("ghbdtnrfrltkf12", "приветкакдела"),
        ("k.,jdmyfdctulf1", "любовьнавсегда"),
        ("зфыыцщквьщтлун12", "passwordmonkey"),
        ("СолнышкоКонфетка", "солнышкоконфетка"),
    ),
)
def test_words_of_both_alphabets_are_known_on_the_keys_of_either(password, meant):
    assert not withstands(password), meant


@pytest.mark.parametrize(
    "password",
    (GOOD, "correct horse battery staple", "V8#kq!mZ2@wLp9$x", "Рябинина любит сушёную воблу"),
)
def test_unrelated_words_and_odd_signs_withstand(password):
    assert withstands(password)


def test_the_owner_and_the_place_are_tried_first():
    assert withstands("Верхнекамская Глафира", about=())
    assert not withstands("Верхнекамская Глафира", about=("Верхнекамская Глафира Львовна",))


@settings(max_examples=30)
@given(st.text(max_size=300))
def test_any_text_is_measured(password):
    assert tries_of(password, ()) >= 0


@given(st.text(max_size=300), st.text(max_size=40))
def test_any_text_gets_an_answer(password, name):
    assert len(refusals(password, (name,))) <= 1
