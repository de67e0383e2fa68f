"""Tails of addresses."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kernel.slugs import LONGEST, slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    (
        ("Международная бизнес-миссия в Ташкент", "mezhdunarodnaia-biznes-missiia-v-tashkent"),
        ("Выставка «Щёлково – 2026»", "vystavka-shchelkovo-2026"),
        ("Gulfood, collective stand", "gulfood-collective-stand"),
        ("Café", "cafe"),
        ("???", "event"),
        ("", "event"),
        ("а" * 100, "a" * 60),
        ("слово " * 20, "-".join(["slovo"] * 10)),
    ),
)
def test_a_name_becomes_a_readable_tail(name, slug):
    assert slug_of(name) == slug


@given(st.text(max_size=300))
def test_any_text_makes_a_tail_that_an_address_can_hold(name):
    slug = slug_of(name)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= LONGEST
