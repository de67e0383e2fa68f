"""The canonical form: one content, one digest; another content, another digest."""

from decimal import Decimal
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kernel.canonical import canonical_bytes, sha256_of, short

ONE, TWO = "1" * 64, "a" * 64
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("абв"), inner, max_size=3)
    ),
    max_leaves=8,
)


def test_form_1_is_these_very_bytes():
    """Never change this expectation: published digests depend on it. Add a form 2 instead."""
    fields = {"version": 2, "text": "Отче\u0308т «I»\n", "gated": True, "period": ["2026", None]}

    assert canonical_bytes(fields, [TWO, ONE]).decode() == (
        f'{{"attachments":["{ONE}","{TWO}"],"canon":1,"fields":{{"gated":true,'
        '"period":["2026",null],"text":"Отчёт «I»\\n","version":2}}'
    )
    assert sha256_of(fields, [ONE]) == sha256(canonical_bytes(fields, [ONE])).hexdigest()


@given(st.dictionaries(st.text("abc", min_size=1), VALUES, max_size=5))
def test_the_order_of_fields_does_not_count(fields):
    turned = dict(reversed(fields.items()))

    assert canonical_bytes(fields) == canonical_bytes(turned)


def test_composed_and_decomposed_letters_are_one_text():
    assert sha256_of({"й": "ё"}) == sha256_of({"и\u0306": "е\u0308"})


def test_nested_mappings_are_composed_too():
    assert sha256_of({"a": [{"е\u0308": ("е\u0308",)}]}) == sha256_of({"a": [{"ё": ["ё"]}]})


@pytest.mark.parametrize(
    "other",
    (
        {"text": "Отчет", "n": 1},
        {"text": "Отчёт", "n": "1"},
        {"text": "Отчёт", "n": True},
        {"text": "Отчёт", "n": [1]},
        {"text": "Отчёт ", "n": 1},
        {"text": "Отчёт"},
        {"text": "Отчёт", "n": 1, "m": None},
    ),
)
def test_another_content_has_another_digest(other):
    assert sha256_of(other) != sha256_of({"text": "Отчёт", "n": 1})


def test_attachments_count_by_number_but_not_by_order():
    assert sha256_of({}, [ONE, TWO]) == sha256_of({}, [TWO, ONE])
    assert len({sha256_of({}, files) for files in ([], [ONE], [ONE, ONE], [ONE, TWO])}) == 4


@pytest.mark.parametrize("digest", ("", "A" * 64, "1" * 63, "1" * 65, "1" * 64 + "\n"))
def test_an_attachment_is_named_by_a_digest(digest):
    with pytest.raises(ValueError, match="is no SHA-256 digest"):
        sha256_of({}, [ONE, digest])


@pytest.mark.parametrize("value", (0.1, Decimal(1), b"1", {1}, object()))
def test_a_value_that_can_be_written_in_several_ways_is_refused(value):
    with pytest.raises(TypeError, match="has no canonical form"):
        sha256_of({"value": [value]})


def test_a_key_is_a_text_and_stands_once():
    with pytest.raises(TypeError, match="the key 1 is no text"):
        sha256_of({"inner": {1: "a"}})
    with pytest.raises(ValueError, match="two keys are one text"):
        sha256_of({"й": 1, "и\u0306": 2})


def test_half_a_character_is_refused():
    with pytest.raises(ValueError, match="surrogates not allowed"):
        sha256_of({"text": "\ud800"})


def test_the_short_form_shows_both_ends():
    digest = "9f2c41d8" + "0" * 52 + "e10b"

    assert short(digest) == "9f2c\u00a041d8…e10b"
