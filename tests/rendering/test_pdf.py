"""The PDF of a paper: archival and accessible at once, the same each time, clean to copy.

Programs that we did not write look at it: page-validation and the tools of poppler.
"""

import re
import subprocess
from dataclasses import replace
from io import BytesIO

import page
import pytest
from pypdf import PdfReader

from core.kernel.papers import (
    Break,
    Column,
    Heading,
    Listing,
    Margins,
    Paragraph,
    SignatureLine,
    Signatures,
    Table,
)
from core.papers.renderer import Renderer
from core.papers.rules import source
from core.papers.rules.life import Work
from tests.papers import WORDS, long_paper, plain_paper, signatures, whole_paper

# page-validation takes every filter of the metadata for a fault; PDF/A-3 forbids only encryption
# there (ISO 19005-3, 6.6.2.1), and the compressed stream passes the reference checker.
KNOWN_FALSE_FLAG = "PDFA3A-METADATA-FILTER-001"
MM = 72 / 25.4


def tool(name, content, tmp_path, *arguments):
    path = tmp_path / "paper.pdf"
    path.write_bytes(content)
    command = [name, *arguments, str(path), *(["-"] if name == "pdftotext" else [])]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603


def faults(content, profile):
    report = page.validate_pdf_bytes(content, profile=profile)
    return sorted({failure.rule_id for failure in report.failures})


PAPERS = {
    "whole": whole_paper(),
    "draft": whole_paper(code="", address="", note="", margins=Margins.ORDINARY),
    "landscape": whole_paper(is_landscape=True),
    "long": long_paper(12),
    "plain": plain_paper(),
    "english": plain_paper("Text", language="en", title="Note"),
    "strange": plain_paper("→ ʻ 北京 💥 \u0301 א ₽ ≥ <script>"),
}


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_archival_and_accessible_in_one_file(made, name):
    content = made(PAPERS[name])

    assert faults(content, page.ValidationProfile.PDF_UA_1) == []
    assert faults(content, page.ValidationProfile.PDF_A_3A) == [KNOWN_FALSE_FLAG]


def test_the_metadata_carry_title_author_language_and_the_moment_of_the_paper(made, tmp_path):
    content = made(whole_paper())

    told = tool("pdfinfo", content, tmp_path)
    assert re.search(r"Title: +Протокол № 4 от 5 декабря 2026 г\.\n", told)
    assert re.search(r"Author: +Экспортный совет\n", told)
    assert "Sat Dec  5 09:30:00 2026 UTC" in told
    assert re.search(r"Tagged: +yes", told)
    assert PdfReader(BytesIO(content)).root_object["/Lang"] == "ru"


def test_the_same_paper_gives_the_same_bytes_also_in_a_new_process(made, tmp_path):
    first, again = made(whole_paper()), made(whole_paper())
    other = Renderer(str(tmp_path / "other"))
    try:
        with other.taken():
            job = {"do": Work.PDF, "words": WORDS}
            elsewhere, _ = other.render(job, source.to_json(whole_paper()).encode())
    finally:
        other.end()
    assert first == again == elsewhere
    assert made(whole_paper(note="")) != first


def test_text_is_copied_as_it_was_written(made, tmp_path):
    paper = plain_paper("Экспорт\u00adный\u202fсовет № 4 выставки–ярмарки " * 40)

    text = tool("pdftotext", made(paper), tmp_path)

    assert not set(text) & set("\u00ad\u202f\u2010\u2011\ufffd")
    assert " ".join(text.split()).count("Экспортный совет № 4 выставки–ярмарки") >= 20
    assert "-\n" not in text


def test_only_the_fonts_of_the_product_are_used_and_all_are_embedded(made, tmp_path):
    rows = tool("pdffonts", made(PAPERS["strange"]), tmp_path).splitlines()[2:]

    assert rows
    for row in rows:
        assert re.match(r"[A-Z]{6}\+(PT-Serif|DejaVu-Serif)", row), row
        assert row.split()[-5:-2] == ["yes", "yes", "yes"]  # embedded, a subset, with Unicode


def boxes(content, tmp_path):
    """(page, xMin, yMin, word) of every word, in points from the top left."""
    text = tool("pdftotext", content, tmp_path, "-bbox")
    number = 0
    for line in text.splitlines():
        number += "<page " in line
        if found := re.search(r'xMin="([\d.]+)" yMin="([\d.]+)".*>(.+)</word>', line):
            yield number, float(found[1]), float(found[2]), found[3]


@pytest.mark.parametrize(("margins", "left"), ((Margins.PERMANENT, 30), (Margins.ORDINARY, 20)))
def test_the_left_margin_is_wide_for_what_is_kept_for_ever(made, tmp_path, margins, left):
    words = list(boxes(made(replace(long_paper(8), margins=margins)), tmp_path))

    assert min(x for _, x, _, _ in words) == pytest.approx(left * MM, abs=2)


def test_pages_are_numbered_from_the_second_at_the_top_in_the_middle(made, tmp_path):
    words = list(boxes(made(long_paper(8)), tmp_path))

    tops = [(number, word, x) for number, x, y, word in words if y < 18 * MM]
    assert [(number, word) for number, word, _ in tops] == [(2, "2"), (3, "3")]
    middle = (20 + (210 - 30) / 2) * MM
    assert all(x == pytest.approx(middle, abs=8) for _, _, x in tops)
    assert all(y > 10 * MM for _, _, y, _ in words)


def test_the_head_of_a_table_is_repeated_and_no_row_is_cut(made, tmp_path):
    rows = tuple((str(n), f"начало{n}\n{'Представить доклад. ' * 12}\nконец{n}") for n in range(60))
    table = Table("Перечень", (Column("Номер", 15), Column("Поручение", 85)), rows)
    words = list(boxes(made(plain_paper(blocks=(table,))), tmp_path))

    pages = max(number for number, *_ in words)
    heads = [number for number, _, _, word in words if word == "Поручение"]
    assert heads == list(range(1, pages + 1))
    place = {word: number for number, _, _, word in words}
    assert all(place[f"начало{n}"] == place[f"конец{n}"] for n in range(60))


@pytest.mark.parametrize("lines", range(28, 46, 3))
def test_signatures_never_stand_alone_on_a_page(made, tmp_path, lines):
    text = "\n".join(f"строка{n}" for n in range(lines))
    paper = plain_paper(blocks=(Paragraph(text), signatures()))
    words = list(boxes(made(paper), tmp_path))

    place = next(number for number, _, _, word in words if word == "Председательствующий")
    beside = {y for number, _, y, word in words if number == place and "строка" in word}
    assert len(beside) >= 2
    names = {number for number, _, _, word in words if word in {"А.Н.", "Е.П.", "Секретарь"}}
    assert names == {place}


def test_the_code_stands_at_the_bottom_right_of_the_first_sheet_only(made, tmp_path):
    content = made(replace(whole_paper(), blocks=(*long_paper(8).blocks, Break())))
    words = list(boxes(content, tmp_path))

    numbers = [(n, y) for n, _, y, word in words if word == "2026-00001-4"]
    assert [n for n, _ in numbers] == [1]
    assert numbers[0][1] > 240 * MM
    listed = tool("pdfimages", content, tmp_path, "-list").splitlines()[2:]
    assert {row.split()[0] for row in listed} <= {"1"}


def test_a_heading_is_never_the_last_line_of_a_page(made, tmp_path):
    blocks = [Paragraph("\n".join("строка" for _ in range(39)))]
    for more in range(4):
        blocks.append(Paragraph("ещё"))
        paper = plain_paper(blocks=(*blocks, Heading("Заголовок"), Paragraph("Текст\nтекст")))
        words = list(boxes(made(paper), tmp_path))
        place = {word: number for number, _, _, word in words}
        assert place["Заголовок"] == place["Текст"], more


def structure(content):
    """Kind, scope and alternative text of every element of the structure tree."""

    def walk(node):
        node = node.get_object()
        if not isinstance(node, dict) or "/S" not in node:
            if isinstance(node, dict) and "/K" in node:
                yield from walk(node["/K"])
            elif isinstance(node, list):
                for each in node:
                    yield from walk(each)
            return
        facts = node.get("/A")
        facts = facts.get_object() if facts is not None else {}
        yield str(node["/S"]), str(facts.get("/Scope", "")), str(node.get("/Alt", ""))
        if "/K" in node:
            yield from walk(node["/K"])

    return list(walk(PdfReader(BytesIO(content)).root_object["/StructTreeRoot"]["/K"]))


def test_headings_lists_tables_and_the_code_are_told_to_a_screen_reader(made):
    found = structure(made(whole_paper()))
    kinds = [kind for kind, _, _ in found]

    assert kinds.count("/H1") == 1
    assert {"/H2", "/H3", "/L", "/LI", "/Table", "/Caption", "/TH", "/TD", "/Link"} <= set(kinds)
    assert {scope for kind, scope, _ in found if kind == "/TH"} == {"/Column"}
    assert [alt for kind, _, alt in found if kind == "/Figure"] == [WORDS["image"]]


def test_a_signature_without_a_mark_leaves_room_for_a_hand(made, tmp_path):
    paper = plain_paper(blocks=(Paragraph("Текст"), Signatures((SignatureLine("Секретарь", "Я"),))))
    assert "Секретарь" in tool("pdftotext", made(paper), tmp_path)


def test_an_empty_list_or_table_does_not_break_a_paper(made):
    table = Table("Пусто", (Column("№", 100),), ())
    made(plain_paper(blocks=(Listing(()), table)))
