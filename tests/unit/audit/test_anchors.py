"""Anchors are read from whatever people kept them in."""

import json

import pytest

from core.adapters.anchors import in_groups
from core.audit.rules.anchors import by_number, read_anchors
from core.kernel.chain import Head

DIGEST = "3f2a91bc" * 8
HEAD = Head(128, DIGEST)


@pytest.mark.parametrize(
    "text",
    (
        f"128 {DIGEST}",
        json.dumps({"seq": 128, "hash": DIGEST}),
        json.dumps({"hash": DIGEST, "seq": 128}),
        f"SHA-256: {DIGEST[::-1]}. Журнал: запись 128, {in_groups(DIGEST)}",
        f"21.11.2026. Журнал: запись 128, {in_groups(DIGEST)}",
        f"запись 128:\n{DIGEST[:32]}\n{DIGEST[32:]}.",
        f"Номер документа 2026-000017. Журнал: запись\u00a0128, {in_groups(DIGEST)}",
    ),
)
def test_an_anchor_is_read_from_a_letter_a_page_or_a_file(text):
    assert read_anchors(text) == (HEAD,)


@pytest.mark.parametrize(
    "text",
    (
        "",
        "128",
        f"128 {DIGEST[:-1]}",
        "запись 128: нет",
        f"SHA-256 {DIGEST}",
        '{"seq": 1, "hash": "a"}',
        '{"seq": "1", "hash": 2, }',
    ),
)
def test_what_is_no_anchor_is_passed_over(text):
    assert read_anchors(text) == ()


def test_many_anchors_are_read_from_one_file():
    other = Head(7, "ab" * 32)
    assert read_anchors(f"128 {DIGEST}\n7 {other.hash}\n") == (HEAD, other)


def test_anchors_of_one_entry_stand_together_and_an_empty_head_is_none():
    other = Head(128, "0" * 64)
    assert by_number([HEAD, other, HEAD, Head(0, "0" * 64)]) == {
        128: frozenset({DIGEST, other.hash})
    }


def test_heads_that_were_saved_one_after_the_other_are_not_mixed_up():
    """As `/audit/head.json` sorts its names, the hash of one stands before the number of it."""
    other = Head(7, "ab" * 32)
    saved = (json.dumps({"hash": each.hash, "seq": each.seq}) for each in (HEAD, other))
    assert read_anchors("\n".join(saved)) == (HEAD, other)
