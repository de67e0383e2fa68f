"""A01, A36, A40: in the files of papers hostile words stay words.

A Word file gets no field, no link and no part from them, a PDF no action, link, script or
attachment: it is built as the same document with harmless words. One of the papers has every kind
of block; of the others some, each as its own slice makes it.
"""

import zipfile
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from core.papers.rules.life import Work
from tests.papers import whole_paper
from tests.rendering.newer import NEWER
from tests.rendering.test_every_document import EVERY

TYPED = (
    '"\'>]]></w:t></w:r><w:fldSimple w:instr="DDEAUTO c:\\\\calc"/><script>1</script><!-- '
    '{ HYPERLINK "http://evil.example" } { INCLUDEPICTURE "http://evil.example/x" } MERGEFIELD '
    ") /S /JavaScript /JS (app.alert(1)) >> endobj <</OpenAction 1 0 R>> stream endstream \\ "
    "http://evil.example www.evil.example javascript:alert(1) file:///etc/passwd x@evil.example "
    "&#x3c;w:p/> &lt; %PDF-1.7 </x:xmpmeta> <?xml?> =cmd|' /C calc'!A0 {{ 7 * 7191 }} ${7*7191} "
    "\x00\x1b[2J\x0b\x0c\u2028\u202e\ufeff"
)
HARMLESS = "б " * len(TYPED.split())
CHOSEN = {"language", "name", "address"}  # by programs, never typed
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LINES = {f"{W}{name}" for name in ("t", "br", "tab", "cr")}  # what a line of text is made of
PDFS = {"whole": whole_paper(), "letter": NEWER["letter"]}
WORD_FILES = {
    **PDFS,
    **{
        name: EVERY[name] for name in ("z-2026-4-minutes", "z-2026-3-ballots", "report", "schedule")
    },
}
FORBIDDEN = {
    *("/JS", "/JavaScript", "/AA", "/OpenAction", "/Launch", "/URI", "/GoToR", "/GoToE"),
    *("/SubmitForm", "/ImportData", "/RichMedia", "/XFA", "/AcroForm", "/EmbeddedFiles", "/EF"),
}


def soiled(value, typed):
    """The same paper with `typed` for every text that people may have entered."""
    if type(value) is str:
        return value and typed
    if type(value) is tuple:
        return tuple(soiled(each, typed) for each in value)
    if is_dataclass(value):
        names = [each.name for each in fields(value) if each.name not in CHOSEN]
        return replace(value, **{name: soiled(getattr(value, name), typed) for name in names})
    return value


def parts_of(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {
            name: ET.fromstring(archive.read(name))  # noqa: S314 - our own file
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }


def build_of(part):
    return Counter(each.tag for each in part.iter() if each.tag not in LINES)


@pytest.mark.parametrize("name", WORD_FILES)
def test_a40_in_a_word_file_no_text_is_a_field_a_link_or_a_part(made, name):
    found = parts_of(made(soiled(WORD_FILES[name], TYPED), Work.DOCX))
    usual = parts_of(made(soiled(WORD_FILES[name], HARMLESS), Work.DOCX))

    assert found.keys() == usual.keys()
    for part in found:
        assert build_of(found[part]) == build_of(usual[part])
    whole = found["word/document.xml"]
    assert "DDEAUTO" in "".join(whole.itertext())
    asked = [each.text for part in found.values() for each in part.iter(f"{W}instrText")]
    assert set(asked) <= {"PAGE"}
    assert not [each for part in found.values() for each in part.iter() if "External" in
                each.attrib.values()]  # fmt: skip


def dictionaries(content):
    """Every dictionary of a PDF, at whatever depth."""
    reader = PdfReader(BytesIO(content))
    waiting = [reader.get_object(number) for number in range(1, reader.trailer["/Size"])]
    while waiting:
        one = waiting.pop()
        if isinstance(one, DictionaryObject):
            yield one
            waiting += one.values()
        elif isinstance(one, ArrayObject):
            waiting += one


def links(content):
    """Where the links of a PDF lead: the names of what they do, and their addresses."""
    acts = [each["/A"] for each in dictionaries(content) if "/A" in each and "/Rect" in each]
    return sorted((str(act["/S"]), str(act.get("/URI", ""))) for act in acts)


@pytest.mark.parametrize("name", PDFS)
def test_a40_in_a_pdf_no_text_is_an_action_a_script_or_a_link(made, name):
    paper = soiled(PDFS[name], TYPED)
    content, usual = made(paper), made(soiled(PDFS[name], HARMLESS))

    keys = {key for each in dictionaries(content) for key in each}
    assert keys & FORBIDDEN == ({"/URI"} if paper.address else set())
    assert set(links(content)) == set(links(usual)) <= {("/URI", paper.address)}
    read = PdfReader(BytesIO(content))
    assert "DDEAUTO" in read.metadata.title
    assert tags_of_metadata(read) == tags_of_metadata(PdfReader(BytesIO(usual)))
    assert "DDEAUTO" in "".join(page.extract_text() for page in read.pages)


def tags_of_metadata(reader):
    told = ET.fromstring(reader.root_object["/Metadata"].get_data())  # noqa: S314 - our own file
    return Counter(each.tag for each in told.iter())
