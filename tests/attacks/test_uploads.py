"""A09, A10, A43: files that are not what they say, that unpack without end, evil names."""

import resource
import time
import zipfile
from io import BytesIO

import pytest

from core.adapters import files, spreadsheets
from core.adapters.files import checked
from core.kernel.errors import Refused
from tests.conftest import NOW

HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
XML = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PARTS = f'<?xml version="1.0"?><Types xmlns="{PACKAGE}/content-types"/>'
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + "]><workbook>&m;</workbook>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><workbook>&a;</workbook>'


def packed(members, compression=zipfile.ZIP_DEFLATED):
    made = BytesIO()
    with zipfile.ZipFile(made, "w", compression, compresslevel=9) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return made.getvalue()


def bomb():
    """Some ten kilobytes that unpack to more than may be."""
    zeros = b"\0" * (files.LARGEST_UNPACKED // 20)
    return packed([("[Content_Types].xml", PARTS), *((f"word/{n}.xml", zeros) for n in range(21))])


def crowd():
    return packed(
        [("[Content_Types].xml", PARTS), *((f"word/{n}", "") for n in range(100_000))],
        zipfile.ZIP_STORED,
    )


@pytest.mark.parametrize(
    "content", (HTML, SVG, XML, packed([("a.html", HTML)]), b"MZ\x90\0", b"%!PS")
)
@pytest.mark.parametrize("name", ("a.html", "a.svg", "a.xml", "a.docx", "a.pdf", "a.png"))
def test_a09_what_browsers_run_is_refused_under_any_name(content, name):
    with pytest.raises(Refused) as refused:
        checked(name, content)
    assert refused.value.codes == ("file_type",)


def test_a09_markup_with_the_head_of_an_image_gets_the_name_of_an_image():
    found = checked("a.html", b"\x89PNG\r\n\x1a\n" + HTML)

    assert (found.name, found.media_type) == ("a.html.png", "image/png")


def test_a09_what_is_stored_is_handed_out_as_a_download_in_a_sandbox(app, session):
    upload = checked("a.pdf", b"%PDF-1.7 /OpenAction << /S /JavaScript /JS (app.alert(1)) >>")
    with app.test_request_context("/"):
        answer = files.sent(files.store(upload, now=NOW), upload.name, upload.media_type)
        answer.close()

    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    ("name", "kept"),
    (
        ("<svg onload=1>.pdf", "<svg onload=1>.pdf"),
        ("..\\..\\a.pdf", "a.pdf"),
        ("../../etc/a.pdf", "a.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie: x=1.pdf"),
        ("a\x00.html.pdf", "a.html.pdf"),
        ("\u202efdp.exe.pdf", "fdp.exe.pdf"),
        ("Отчёт.pdf", "Отчёт.pdf"),
    ),
)
def test_a10_a_name_is_text_in_lists_and_in_headers(app, session, name, kept):
    upload = checked(name, b"%PDF-1.7")
    with app.test_request_context("/"):
        answer = files.sent(files.store(upload, now=NOW), upload.name, upload.media_type)
        answer.close()
    told = answer.headers["Content-Disposition"]

    assert upload.name == kept
    assert told.isascii()
    assert not set(told) & set('\r\n<>"')


def test_a10_a_wrong_file_with_a_name_of_markup_is_told_literally(council, sign_in):
    client = sign_in(council.member)
    paper = (BytesIO(b"text"), "<svg onload=1>.txt")
    page = client.submit("/documents/", {"paper": paper})

    assert "<svg onload" not in page.text


@pytest.mark.parametrize("make", (bomb, crowd))
def test_a43_an_archive_that_unpacks_without_end_is_refused_unread(make):
    content = make()
    began, before = time.thread_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Refused):
        checked("a.docx", content)

    assert time.thread_time() - began < 1.5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024


def test_a43_an_archive_in_an_archive_stays_packed():
    nested = packed([("inner.docx", bomb())])
    found = checked("a.docx", packed([("[Content_Types].xml", PARTS), ("word/a.zip", nested)]))

    assert found.media_type.endswith("wordprocessingml.document")


OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
ROOT_OF = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
WITH_BOOK = PARTS.replace(
    "/>", f'><Override PartName="/xl/workbook.xml" ContentType="{OFFICE}"/></Types>'
)
RELATIONS = (
    f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r" Type="{ROOT_OF}" Target="xl/workbook.xml"/></Relationships>'
)


@pytest.mark.parametrize("workbook", (LAUGHS, OUTSIDE, "<workbook>", ""))
def test_a43_entities_of_a_workbook_are_not_followed(workbook):
    book = [("_rels/.rels", RELATIONS), ("xl/workbook.xml", workbook)]
    content = packed([("[Content_Types].xml", WITH_BOOK), *book])
    began = time.thread_time()
    with pytest.raises(Refused) as refused:
        spreadsheets.read_sheet(content)

    assert refused.value.codes == ("not_a_table",)
    assert time.thread_time() - began < 1
