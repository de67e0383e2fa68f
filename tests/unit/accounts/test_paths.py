"""Where people may be sent back to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.accounts.rules.paths import own_path


@pytest.mark.parametrize("path", ("/", "/desk/", "/meetings/2026/2/?a=b&c=//d#e", "/совет"))
def test_own_paths_are_kept(path):
    assert own_path(path) == path


@pytest.mark.parametrize(
    "path",
    (
        None, "", "desk", "//evil.example", "///evil", "/\\evil.example", "\\\\evil.example",
        "https://evil.example/", "javascript:alert(1)", "/\t/evil.example", "/\n/evil.example",
        " /desk", "/desk\r\nSet-Cookie: a=b", "/\x00", "/\x7f", "/" + "a" * 2000,
    ),
)  # fmt: skip
def test_everything_else_is_not(path):
    assert own_path(path) is None


@given(st.text())
def test_what_is_kept_begins_with_one_slash(text):
    kept = own_path(text)
    assert kept is None or (kept == text and kept[0] == "/" and kept[1:2] not in ("/", "\\"))
