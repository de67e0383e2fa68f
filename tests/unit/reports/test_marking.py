"""Marks of what was added never change what the document says."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.adapters.markdown import to_html
from core.kernel.difference import difference
from council.reports.pages.marking import marked_html


def html(old, new):
    return str(marked_html(difference(old, new)))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    (
        ("Исполнено 29.", "Исполнено 27.", "<p>Исполнено <mark>27.</mark></p>"),
        ("", "# Раздел", "<h3><mark>Раздел</mark></h3>"),
        ("", "- раз\n- два", "<li><mark>раз</mark></li>"),
        ("", "**важно**", "<p><strong>важно</strong></p>"),
        ("", "<b>&", "<p><mark>&lt;b&gt;&amp;</mark></p>"),
        ("", "| а | б |\n| --- | --- |\n| 1 | 2 |", "<td>1</td>"),
    ),
)
def test_added_words_are_marked(old, new, shown):
    assert shown in html(old, new)


def test_a_text_cannot_bring_marks_of_its_own():
    assert "<mark>" not in html("\ue000старый\ue001 текст", "\ue000старый\ue001 текст")


@given(st.text("ab 1#-*_|>\n&<", max_size=60), st.text("ab 1#-*_|>\n&<", max_size=60))
def test_without_its_marks_the_document_is_the_text_itself(old, new):
    assert re.sub("</?mark>", "", html(old, new)) == str(to_html(new, first_heading=3))
