"""What is sealed opens with its key, in its row, unchanged; the keys are read from the setting."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.adapters.vault import CannotOpen, Sealed, Vault
from core.environment import BadSettings, passport_keys

OLD, NEW = "o" * 32, "n" * 32
SAFE = Vault([OLD])


@settings(max_examples=30)
@given(st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=1500))
def test_what_is_sealed_opens_again_and_tells_nothing_of_its_length(text):
    sealed = SAFE.seal(text, "row 1")
    assert SAFE.open(sealed, "row 1") == text
    assert (len(sealed.content) - 28) % 512 == 0


def test_the_same_text_is_never_sealed_alike():
    assert SAFE.seal("text", "row 1").content != SAFE.seal("text", "row 1").content


def test_nothing_of_the_text_stands_in_what_is_sealed():
    assert b"canary" not in SAFE.seal("canary", "row 1").content


def test_in_another_row_it_does_not_open():
    with pytest.raises(CannotOpen):
        SAFE.open(SAFE.seal("text", "row 1"), "row 2")


@pytest.mark.parametrize("at", (0, 12, -1))
def test_what_was_changed_does_not_open(at):
    sealed = SAFE.seal("text", "row 1")
    content = bytearray(sealed.content)
    content[at] ^= 1
    with pytest.raises(CannotOpen):
        SAFE.open(Sealed(sealed.key_name, bytes(content)), "row 1")


@pytest.mark.parametrize("content", (b"", b"short", b"0" * 12, b"0" * 28))
def test_what_was_never_sealed_does_not_open(content):
    with pytest.raises(CannotOpen):
        SAFE.open(Sealed(SAFE.newest, content), "row 1")


def test_the_newest_key_seals_and_the_older_ones_open():
    sealed, both = SAFE.seal("text", "row 1"), Vault([NEW, OLD])
    assert both.open(sealed, "row 1") == "text"
    assert both.seal("text", "row 1").key_name == Vault([NEW]).newest != SAFE.newest


def test_without_its_key_it_does_not_open():
    with pytest.raises(CannotOpen):
        Vault([NEW]).open(SAFE.seal("text", "row 1"), "row 1")
    assert not Vault([])


def test_another_key_under_the_same_name_does_not_open():
    other = Vault([NEW])
    with pytest.raises(CannotOpen):
        other.open(Sealed(other.newest, SAFE.seal("text", "row 1").content), "row 1")


def test_keys_are_read_newest_first_from_the_variable_or_its_file(tmp_path):
    file = tmp_path / "keys"
    file.write_text(f"{NEW} ,\n{OLD}\n", encoding="utf-8")
    assert passport_keys({"PASSPORT_KEY_FILE": str(file)}) == (NEW, OLD)
    assert passport_keys({"PASSPORT_KEY": OLD}) == (OLD,)
    assert passport_keys({}) == ()


@pytest.mark.parametrize("text", ("short", f"{OLD},short", f"{OLD},{OLD}"))
def test_short_and_repeated_keys_stop_the_start_and_are_not_told(text):
    with pytest.raises(BadSettings) as caught:
        passport_keys({"PASSPORT_KEY": text})
    assert "PASSPORT_KEY" in str(caught.value)
    assert "short" not in str(caught.value)
