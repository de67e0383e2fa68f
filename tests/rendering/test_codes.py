"""The QR code of each document, read from its picture, leads where the document says."""

import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from core.papers.rules.life import Work
from tests import qr
from tests.papers import plain_paper
from tests.rendering.test_every_document import EVERY

CODED = {name: paper for name, paper in EVERY.items() if paper.address}
HOST = "https://eksport.zarechye.example/documents/"
LENGTHS = (1, 40, 90)  # the code has more modules with a longer address


def read_from_pdf(content, tmp_path):
    """What a reader's telephone would read from the first sheet."""
    path, drawn = tmp_path / "paper.pdf", tmp_path / "sheet"
    path.write_bytes(content)
    command = ["pdftoppm", "-png", "-gray", "-r", "200", "-singlefile", path, drawn]
    subprocess.run(command, check=True)  # noqa: S603 - our own file
    with Image.open(drawn.with_suffix(".png")) as picture:
        width, height = picture.size  # the standard puts it at the bottom right
        return qr.read(picture.crop((width // 2, height * 3 // 4, width, height)))


def read_from_word(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        (name,) = [each for each in archive.namelist() if each.startswith("word/media/")]
        with Image.open(BytesIO(archive.read(name))) as picture:
            return qr.read(picture)


@pytest.mark.parametrize("name", CODED)
def test_the_code_on_the_first_sheet_holds_the_address_that_stands_beside_it(made, tmp_path, name):
    assert read_from_pdf(made(CODED[name]), tmp_path) == CODED[name].address


@pytest.mark.parametrize("more", LENGTHS)
def test_an_address_of_any_length_is_read_from_pdf_and_word_alike(made, tmp_path, more):
    paper = plain_paper(code="2026-00001-4", address=f"{HOST}{'4' * more}/")
    assert read_from_pdf(made(paper), tmp_path) == paper.address
    assert read_from_word(made(paper, Work.DOCX)) == paper.address


def test_a_paper_without_an_address_has_no_code(made, tmp_path):
    paper = replace(plain_paper(), address="")
    with pytest.raises(ValueError, match="empty"):
        read_from_pdf(made(paper), tmp_path)
