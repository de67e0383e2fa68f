"""What a person would see on the sheets: pdftoppm draws them, and what is plain is measured.

Nothing here knows how a paper is made; whether it is handsome was looked at (docs/papers.md).
"""

import re
import subprocess
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from core.kernel.papers import Margins, Table
from tests.papers import long_paper, plain_paper
from tests.rendering.test_every_document import EVERY
from tests.rendering.test_pdf import tool

DOTS = 50  # an inch
MM = DOTS / 25.4
A4 = (210, 297)
INK = 160  # darker than this is ink: thin rules of tables are grey at this size
EDGE, TOP_OF_NUMBER, TOP, RIGHT = 8, 9, 19, 9  # millimetres kept free
LEFT = {Margins.ORDINARY: 19, Margins.PERMANENT: 29}
FAINTEST, DARKEST = 0.0005, 0.35
FEWEST_WORDS = 12
WORD = re.compile(r"\w+")


def pictures(content, tmp_path):
    """Each sheet as a grey picture."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(content)
    command = ["pdftoppm", "-r", str(DOTS), "-gray", str(path), str(tmp_path / "sheet")]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    return [Image.open(found) for found in sorted(tmp_path.glob("sheet*.pgm"))]


def ink_of(picture):
    """A picture that is white where there is ink."""
    return picture.point(lambda grey: 255 if grey < INK else 0)


def share_of(picture):
    histogram = ink_of(picture).histogram()
    return histogram[255] / sum(histogram)


def edges_of(picture):
    """Millimetres from each edge of the sheet to the first ink: left, top, right, bottom."""
    left, top, right, bottom = ink_of(picture).getbbox()
    width, height = picture.size
    return left / MM, top / MM, (width - right) / MM, (height - bottom) / MM


@pytest.mark.parametrize("name", EVERY)
def test_every_sheet_is_written_on_and_its_margins_are_free(printed, tmp_path, name):
    paper, content = EVERY[name], printed(EVERY[name])
    sheets = pictures(content, tmp_path)

    assert len(sheets) == len(PdfReader(BytesIO(content)).pages)
    for number, sheet in enumerate(sheets):
        size = tuple(round(side / MM) for side in sheet.size)
        assert size == (A4[::-1] if paper.is_landscape else A4)
        assert FAINTEST < share_of(sheet) < DARKEST
        left, top, right, bottom = edges_of(sheet)
        assert left > LEFT[paper.margins]
        assert top > (TOP_OF_NUMBER if number else TOP)
        assert right > RIGHT
        assert bottom > EDGE


@pytest.mark.parametrize("name", EVERY)
def test_no_paper_ends_with_a_sheet_of_a_few_words(printed, name):
    """A last sheet holds at least two lines of text: signatures never stand there alone."""
    last = PdfReader(BytesIO(printed(EVERY[name]))).pages[-1]
    assert len(last.extract_text().split()) > FEWEST_WORDS


@pytest.mark.parametrize("name", EVERY)
def test_no_word_in_the_head_of_a_table_is_broken(printed, tmp_path, name):
    tables = [block for block in EVERY[name].blocks if isinstance(block, Table)]
    titles = " ".join(column.title for table in tables for column in table.columns)
    shown = set(WORD.findall(tool("pdftotext", printed(EVERY[name]), tmp_path, "-raw")))
    assert set(WORD.findall(titles)) - shown == set()


def test_a_blank_sheet_and_ink_in_a_margin_would_be_seen(printed, tmp_path):
    """The twin: the measures tell what they are there for."""
    [sheet] = pictures(printed(plain_paper("Текст")), tmp_path)
    blank = Image.new("L", sheet.size, 255)
    assert share_of(blank) < FAINTEST < share_of(sheet)
    spoilt = sheet.copy()
    spoilt.paste(0, (1, 100, 5, 104))
    assert edges_of(spoilt)[0] < 1 < LEFT[Margins.ORDINARY] < edges_of(sheet)[0]


def test_numbers_of_sheets_begin_with_the_second(printed, tmp_path):
    first, *others = pictures(printed(long_paper(8)), tmp_path)
    assert edges_of(first)[1] > TOP
    assert all(TOP_OF_NUMBER < edges_of(sheet)[1] < TOP for sheet in others)
