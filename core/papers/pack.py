"""A pack: papers and materials in one PDF with contents, bookmarks and page numbers through it.

Runs in the child process. What cannot be shown on paper is named on the first sheet with its
reason. Materials come from people: whatever they carry that acts (scripts, launches) is left out.
"""

import base64
from dataclasses import dataclass
from datetime import datetime
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from core.kernel.papers import Align, Block, Column, Paper, Paragraph, Table, Title
from core.papers.html import print_page
from core.papers.pdf import pdf_of
from core.papers.rules.source import from_json

MOST_PAGES = 600
MOST_PIXELS = 1_800  # of the longer side of an image: enough for a sheet
MM = 72 / 25.4
Words = dict[str, str]


class LeftOut(Exception):
    """The material cannot stand in the pack; its text is the name of the reason."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One paper or material of the pack, read."""

    title: str
    reader: PdfReader

    @property
    def length(self) -> int:
        return len(self.reader.pages)


def pack_of(pack: dict[str, Any], _content: bytes) -> tuple[bytes, dict[str, Any]]:
    words: Words = pack["words"]
    pieces, left_out = collected(pack)
    cover = with_contents(pack, pieces, left_out)
    writer = PdfWriter()
    for piece in (Piece(words["contents"], cover), *pieces):
        first = len(writer.pages)
        for page in piece.reader.pages:
            without_actions(writer.add_page(page))
        writer.add_outline_item(title=piece.title, page_number=first)
    number_pages(writer)
    set_facts(writer, pack)
    target = BytesIO()
    writer.write(target)
    told = {"pages": len(writer.pages), "left_out": [title for title, _ in left_out]}
    return target.getvalue(), told


def collected(pack: dict[str, Any]) -> tuple[list[Piece], list[tuple[str, str]]]:
    """What goes in, and (title, reason) of what does not."""
    pieces: list[Piece] = []
    left_out: list[tuple[str, str]] = []
    for part in pack["parts"]:
        try:
            piece = Piece(part["title"], read(part, pack))
            demand_room(sum(each.length for each in pieces) + piece.length)
            pieces.append(piece)
        except LeftOut as reason:
            left_out.append((part["title"], pack["words"][str(reason)]))
    return pieces, left_out


def demand_room(length: int) -> None:
    if length > MOST_PAGES:
        raise LeftOut("too_long")


def read(part: dict[str, Any], pack: dict[str, Any]) -> PdfReader:
    if "withheld" in part:
        raise LeftOut(part["withheld"])
    if "source" in part:
        page = print_page(from_json(part["source"]), part["words"])
        return PdfReader(BytesIO(pdf_of(page)))
    if part["media_type"] == "application/pdf":
        return read_pdf(Path(part["path"]))
    if part["media_type"].startswith("image/"):
        return PdfReader(BytesIO(pdf_of(image_page(part, pack))))
    raise LeftOut("no_sheet")


def read_pdf(path: Path) -> PdfReader:
    try:
        reader = PdfReader(BytesIO(path.read_bytes()))
        is_open = not reader.is_encrypted or bool(reader.decrypt(""))
        length = len(reader.pages) if is_open else 0
    except Exception as error:
        raise LeftOut("damaged") from error
    if not length:
        raise LeftOut("damaged" if is_open else "locked")
    return reader


def image_page(part: dict[str, Any], pack: dict[str, Any]) -> str:
    """A sheet with the image, made no larger than a sheet can show."""
    try:
        with Image.open(part["path"]) as image:
            image.thumbnail((MOST_PIXELS, MOST_PIXELS))
            data = BytesIO()
            image.convert("RGB").save(data, "JPEG", quality=85)
    except Exception as error:
        raise LeftOut("damaged") from error
    source = base64.b64encode(data.getvalue()).decode()
    title, moment = escape(part["title"]), escape(pack["made_at"])
    return (
        f'<!doctype html><html lang="{pack["language"]}"><head><title>{title}</title>'
        f'<meta name="dcterms.created" content="{moment}"></head><body class="paper paper-sheet">'
        f'<h1>{title}</h1><img src="data:image/jpeg;base64,{source}" alt="{title}"></body></html>'
    )


def with_contents(
    pack: dict[str, Any], pieces: list[Piece], left_out: list[tuple[str, str]]
) -> PdfReader:
    """The first sheets; their own number of pages moves the numbers that stand on them."""
    length = 1
    for _ in range(3):
        page = print_page(contents(pack, pieces, left_out, length), {})
        cover = PdfReader(BytesIO(pdf_of(page)))
        if len(cover.pages) == length:
            break
        length = len(cover.pages)
    return cover


def contents(
    pack: dict[str, Any], pieces: list[Piece], left_out: list[tuple[str, str]], offset: int
) -> Paper:
    words: Words = pack["words"]
    rows, page = [], offset + 1
    for number, piece in enumerate(pieces, 1):
        rows.append((str(number), piece.title, str(page)))
        page += piece.length
    columns = (
        Column(words["number"], 8, Align.CENTRE),
        Column(words["document"], 77),
        Column(words["page"], 15, Align.CENTRE),
    )
    title = Title("", words["contents"], pack["title"])
    blocks: list[Block] = [title, Table("", columns, tuple(rows))]
    if left_out:
        named = (Column(words["document"], 60), Column(words["reason"], 40))
        blocks.append(Paragraph(words["left_out"], indented=False, keeps_with_next=True))
        blocks.append(Table("", named, tuple(left_out)))
    moment = datetime.fromisoformat(pack["made_at"])
    return Paper(pack["title"], pack["title"], pack["language"], moment, tuple(blocks))


def without_actions(page: PageObject) -> None:
    """Drop what a page does when it is opened or touched, but for links to addresses."""
    page.pop("/AA", None)
    kept = ArrayObject()
    for reference in page.get("/Annots") or ():
        note = reference.get_object()
        if not isinstance(note, DictionaryObject):
            continue
        note.pop("/AA", None)
        action = note.get("/A")
        if action is not None and action.get_object().get("/S") != "/URI":
            note.pop("/A")
        note.pop("/StructParent", None)
        kept.append(reference)
    page.pop("/StructParents", None)
    if kept:
        page[NameObject("/Annots")] = kept
    else:
        page.pop("/Annots", None)


def number_pages(writer: PdfWriter) -> None:
    """The number of the sheet in the whole pack, at the bottom right of each."""
    total = len(writer.pages)
    labels = PdfReader(BytesIO(pdf_of(labels_page(total))))
    for page, label in zip(writer.pages, labels.pages, strict=True):
        if page.rotation:
            page.transfer_rotation_to_content()
        box = page.mediabox
        place = Transformation().translate(float(box.right) - 36 * MM, float(box.bottom) + 4 * MM)
        page.merge_transformed_page(label, place)


def labels_page(total: int) -> str:
    sheets = "".join(f"<p>{number} / {total}</p>" for number in range(1, total + 1))
    return (
        '<!doctype html><html lang="ru"><head><title>-</title></head>'
        f'<body class="paper paper-labels">{sheets}</body></html>'
    )


def set_facts(writer: PdfWriter, pack: dict[str, Any]) -> None:
    """Title, language and fixed dates; opened with the bookmarks in view."""
    moment = datetime.fromisoformat(pack["made_at"]).strftime("D:%Y%m%d%H%M%S+00'00'")
    writer.metadata = None
    writer.add_metadata(
        {"/Title": pack["title"], "/CreationDate": moment, "/ModDate": moment, "/Producer": "pypdf"}
    )
    root = writer.root_object
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    writer._root_object.pop("/OpenAction", None)  # noqa: SLF001
