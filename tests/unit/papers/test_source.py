"""A paper survives its way through the database, and what is the same has the same key."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.config import ROOT
from core.kernel.papers import Column, Paragraph, Table
from core.papers.rules import source
from core.papers.version import PATTERNS, key_of, renderer_version
from tests.papers import plain_paper, whole_paper


def test_every_kind_of_block_comes_back_as_it_was():
    paper = whole_paper()

    assert source.from_json(source.to_json(paper)) == paper


def test_the_same_paper_has_the_same_text_and_another_one_another():
    assert source.to_json(whole_paper()) == source.to_json(whole_paper())
    assert source.to_json(whole_paper()) != source.to_json(whole_paper(note=""))


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=50))
def test_whatever_text_people_type_is_stored_without_marks_that_break_copying(text):
    stored = source.from_json(source.to_json(plain_paper(text))).blocks[0]

    assert isinstance(stored, Paragraph)
    assert not set(stored.text) & set("\u00ad\u202f\u200b\x00\x0b\x1b\ud800")


def test_narrow_spaces_become_no_break_spaces():
    stored = source.from_json(source.to_json(plain_paper("№\u202f4, экс\u00adпорт")))

    assert stored.blocks == (Paragraph("№\u00a04, экспорт"),)


def test_what_is_no_paper_is_refused():
    text = source.to_json(replace(plain_paper(), blocks=())).replace('"Paper"', '"Paragraph"')
    with pytest.raises(TypeError):
        source.from_json(text)


def test_the_key_follows_the_form_and_any_change_of_the_renderers(tmp_path):
    assert key_of("a", "pdf") != key_of("a", "docx") != key_of("b", "docx")
    (tmp_path / "static").mkdir()
    style = tmp_path / "static" / "papers.css"
    style.write_text("a")
    first = renderer_version(tmp_path)
    renderer_version.cache_clear()
    style.write_text("b")
    assert renderer_version(tmp_path) != first
    renderer_version.cache_clear()


@pytest.mark.parametrize(
    ("shares", "row"),
    (((50, 49), ("а", "б")), ((50, 51), ("а", "б")), ((50, 30, 20), ("а", "б")), ((100,), ())),
)
def test_a_table_that_nobody_could_draw_is_refused_when_it_is_made(shares, row):
    with pytest.raises(ValueError, match="Таблица"):
        Table("Таблица", tuple(Column("№", share) for share in shares), (row,))


def test_a_text_that_is_a_part_of_a_paper_is_no_paper():
    part = json.loads(source.to_json(plain_paper("а")))["blocks"][0]

    with pytest.raises(TypeError, match="no paper"):
        source.from_json(json.dumps(part))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_part_of_the_renderers_is_where_its_version_looks(pattern):
    assert list(ROOT.glob(pattern))
