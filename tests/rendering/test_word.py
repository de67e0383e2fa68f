"""The Word file of a paper: real styles and fields, nothing cut, the same bytes each time."""

import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from core.kernel.papers import Paragraph
from core.papers.rules.life import Work
from tests.papers import WORDS, ballot, long_paper, plain_paper, signatures, whole_paper


@pytest.fixture(scope="module")
def whole(request):
    from core.papers.word import word_of  # noqa: PLC0415 - the library takes its time

    return word_of(whole_paper(), WORDS)


def opened(content):
    return Document(BytesIO(content))


def test_the_sheet_has_the_margins_of_the_standard(whole):
    section = opened(whole).sections[0]

    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    sides = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(side.mm) for side in sides] == [30, 10, 20, 20]


def test_headings_are_styles_that_the_navigation_of_word_knows(whole):
    found = [(p.style.name, p.text) for p in opened(whole).paragraphs if "Heading" in p.style.name]

    assert found == [
        ("Heading 1", "ПРОТОКОЛ\nзаседания Экспортного совета"),
        ("Heading 2", "Присутствовали:"),
        ("Heading 3", "ПОВЕСТКА ДНЯ:"),
    ]


def test_pages_are_numbered_by_a_field_from_the_second(whole):
    section = opened(whole).sections[0]

    assert section.different_first_page_header_footer
    fields = [each.text for each in section.header._element.iter(qn("w:instrText"))]  # noqa: SLF001
    assert fields == ["PAGE"]
    assert not list(section.first_page_header._element.iter(qn("w:instrText")))  # noqa: SLF001


def test_heads_of_tables_repeat_and_rows_are_not_cut(whole):
    table = opened(whole).tables[1]

    marks = [[each.tag for each in row._tr.trPr] for row in table.rows]  # noqa: SLF001
    assert all(qn("w:cantSplit") in row for row in marks)
    assert [qn("w:tblHeader") in row for row in marks] == [True, False, False, False, False]
    assert [cell.text for cell in table.rows[2].cells] == ["0", "О плане\nвыставок", "☒", "☐"]
    assert table.rows[1].cells[0]._tc is table.rows[1].cells[3]._tc  # noqa: SLF001 - one cell
    assert table.rows[2].height >= Mm(10)


def test_signatures_are_bound_to_the_text_before_them():
    from core.papers.word import word_of  # noqa: PLC0415

    content = word_of(plain_paper(blocks=(Paragraph("Текст"), signatures())), WORDS)
    bound = [p.paragraph_format.keep_with_next for p in opened(content).paragraphs]
    assert bound == [None, True, True, True, False]  # the heading's style says it itself
    assert opened(content).styles["Normal"].paragraph_format.widow_control


def test_language_font_and_facts_are_those_of_the_paper(whole):
    made = opened(whole)

    assert {each.get(qn("w:val")) for each in made.styles.element.iter(qn("w:lang"))} == {"ru-RU"}
    assert made.styles["Normal"].font.name == "PT Serif"
    assert made.styles["Normal"].font.size == Pt(13)
    assert made.core_properties.title == whole_paper().title
    assert made.core_properties.author == "Экспортный совет"


def test_the_code_stands_in_the_foot_of_the_first_sheet_with_words(whole):
    section = opened(whole).sections[0]
    first = section.first_page_footer
    assert whole_paper().address in "".join(p.text for p in first.paragraphs)
    assert [e.get("descr") for e in first._element.iter(qn("wp:docPr"))] == [WORDS["image"]]  # noqa: SLF001
    assert "Проект" in section.footer.paragraphs[0].text


def test_the_same_paper_gives_the_same_bytes(made, whole):
    assert made(whole_paper(), Work.DOCX) == made(whole_paper(), Work.DOCX) == whole
    moments = {member.date_time for member in zipfile.ZipFile(BytesIO(whole)).infolist()}
    assert moments == {(2026, 12, 5, 9, 30, 0)}


@pytest.mark.parametrize("paper", (long_paper(20), plain_paper(blocks=(ballot(200),))))
def test_long_papers_become_word_files_in_time(made, paper):
    assert opened(made(paper, Work.DOCX))
