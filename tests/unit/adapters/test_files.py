"""A file is told by its content, however it is called and however broken it is."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.adapters.files import LARGEST_FILE, checked
from core.kernel.errors import Refused

TEXT = "application/vnd.oasis.opendocument.text"


def archive(*members):
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members:
            target.writestr(name, content)
    return made.getvalue()


ODT = archive(("mimetype", TEXT), ("content.xml", "<office/>"))
DOCX = archive(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>"))
BAD = {
    "nothing": b"",
    "a page": b"<html><script>alert(1)</script></html>",
    "a program": b"MZ\x00\x00",
    "macros": archive(("[Content_Types].xml", "x"), ("word/vbaProject.bin", "x")),
    "a common archive": archive(("readme.txt", "x")),
    "the beginning of one": b"PK\x03\x04",
    "an archive of nothing": b"PK\x03\x04" + bytes(26) + archive(),
    "a name in no letters": archive(("я.txt", "x")).replace("я".encode(), b"\xff\xfe"),
    "damaged content": ODT.replace(ODT[38:60], b"\xff" * 22),
    "too large": b"%PDF-" + bytes(LARGEST_FILE),
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_what_is_no_document_is_refused(content):
    with pytest.raises(Refused):
        checked("Доклад.docx", content)


@given(st.sampled_from((ODT, DOCX)), st.data())
def test_a_damaged_file_is_refused_and_never_fails(whole, data):
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        broken[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        checked("Доклад.docx", bytes(broken[: data.draw(st.integers(4, len(whole)))]))
    except Refused as refused:
        assert refused.codes == ("file_type",)  # noqa: PT017 - both outcomes are right


@pytest.mark.parametrize(
    ("typed", "kept"),
    (
        ("Доклад о барьерах.pdf", "Доклад о барьерах.pdf"),
        ("C:\\Отчёты\\Итоги.PDF", "Итоги.PDF"),
        ("../../etc/passwd", "passwd.pdf"),
        ("\u202efdp.exe", "fdp.exe.pdf"),
        ("имя\n\x00.pdf", "имя.pdf"),
        ("", "file.pdf"),
        ("я" * 300 + ".pdf", "я" * 196 + ".pdf"),
    ),
)
def test_a_russian_name_is_kept_and_a_dangerous_one_is_cleaned(typed, kept):
    assert checked(typed, b"%PDF-1.7").name == kept


def test_the_type_comes_from_the_content_and_never_from_the_name():
    upload = checked("Таблица.xlsx", ODT)
    assert (upload.media_type, upload.name) == (TEXT, "Таблица.xlsx.odt")
