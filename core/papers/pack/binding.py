"""Binding: sheets of several files one after another, with one tree of structure over all.

Papers of ours keep their own structure, moved into the common tree; a foreign sheet becomes one
paragraph (or one figure where it holds no text). Numbers of sheets are decoration for no reader.
"""

from hashlib import sha256
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
)

from core.papers.pack.attaching import name_attached
from core.papers.pack.foreign import Sheet, sheets_of
from core.papers.pack.judging import Room
from core.papers.pack.objects import as_object, names, stream
from core.papers.pack.parts import Attached, Piece

MM = 72 / 25.4
KEPT_OF_ROOT = ("/Lang", "/MarkInfo", "/ViewerPreferences", "/OutputIntents", "/Metadata")
BEFORE = b"q\n"  # what a sheet changes of its coordinates ends with it
LABEL = b"\nQ\n/Artifact <</Type /Pagination /Subtype /Footer>> BDC\nq\n%s cm\n%s Do\nQ\nEMC"


class Binder:
    """The pack in the making; `cover` gives title, dates, language and colours to the whole."""

    def __init__(self, cover: PdfReader) -> None:
        self.cover = cover
        self.writer = PdfWriter()
        self.writer.pdf_header = "%PDF-1.7"
        self.parents = ArrayObject()
        self.next = 0  # the next number of a sheet or a note in the tree
        self.parts = ArrayObject()
        self.attached: list[Attached] = []
        self.whole = names(Type="/StructElem", S="/Document")
        self.document = self.added(self.whole)

    @property
    def length(self) -> int:
        return len(self.writer.pages)

    def added(self, found: PdfObject) -> PdfObject:
        return self.writer._add_object(found)  # noqa: SLF001 - the library's own way to add one

    def add(self, piece: Piece) -> None:
        first = self.length
        if piece.reader is not None:
            self.add_own(piece.reader)
        else:
            self.add_foreign(piece)
        self.writer.add_outline_item(title=piece.title, page_number=first)

    def add_own(self, reader: PdfReader) -> None:
        """The sheets of a paper of ours; the numbers of its structure move behind those before."""
        for page in reader.pages:
            sheet = self.writer.add_page(page)
            self.moved(page, sheet, "/StructParents")  # the library leaves it out of the copy
            for note, copy in zip(page.get("/Annots", ()), sheet.get("/Annots", ()), strict=True):
                self.moved(note.get_object(), copy.get_object(), "/StructParent")
        tree: Any = reader.root_object["/StructTreeRoot"].clone(self.writer)
        found = tree["/ParentTree"]["/Nums"]
        for key, parent in zip(found[::2], found[1::2], strict=True):
            self.parents += [NumberObject(key + self.next), parent]
        self.next += 1 + max((int(key) for key in found[::2]), default=-1)
        kids = tree["/K"].get_object()
        for kid in kids if isinstance(kids, ArrayObject) else [tree.raw_get("/K")]:
            part = kid.get_object()
            part.update(names(S="/Part", P=self.document))
            self.parts.append(kid)

    def moved(self, found: DictionaryObject, copy: DictionaryObject, name: str) -> None:
        if name in found:
            number: Any = found[name]
            copy[NameObject(name)] = NumberObject(number + self.next)

    def add_foreign(self, piece: Piece) -> None:
        told = names(Type="/StructElem", S="/Part", P=self.document, T=piece.title)
        part = self.added(told)
        kids = ArrayObject()
        for number, sheet in enumerate(piece.sheets, 1):
            page = self.add_sheet(sheet)
            alt = f"{piece.title}, {number} / {piece.length}"
            element = names(Type="/StructElem", P=part, K=0, Pg=page.indirect_reference)
            element.update(as_paragraph() if sheet.has_text else as_figure(sheet, alt))
            kids.append(self.added(element))
            page[NameObject("/StructParents")] = NumberObject(self.next)
            self.parents += [NumberObject(self.next), ArrayObject([kids[-1]])]
            self.next += 1
        told[NameObject("/K")] = kids
        self.parts.append(part)

    def add_sheet(self, sheet: Sheet) -> PageObject:
        page = self.writer.add_blank_page(*sheet.size)
        tag = b"/P" if sheet.has_text else b"/Figure"
        drawn = names(XObject=names(Sheet=self.form(sheet)))
        page[NameObject("/Resources")] = drawn
        page[NameObject("/Contents")] = self.added(
            stream(tag + b" <</MCID 0>> BDC\nq\n/Sheet Do\nQ\nEMC")
        )
        return page

    def form(self, sheet: Sheet) -> PdfObject:
        """The sheet as a drawing that stands alone, copied with all that it draws with."""
        drawing = stream(
            sheet.content, Type="/XObject", Subtype="/Form", BBox=sheet.box, Matrix=sheet.matrix
        )
        for name, found in (("/Resources", sheet.resources), ("/Group", sheet.group)):
            if found is not None:
                drawing[NameObject(name)] = found.clone(self.writer)
        return self.added(drawing)

    def number(self, labels: PdfReader) -> None:
        """Set a number on each sheet; readers of the structure do not meet it."""
        for page, label in zip(self.writer.pages, sheets_of(labels, Room()), strict=True):
            box = page.mediabox
            place = (float(box.right) - 36 * MM, float(box.bottom) + 4 * MM)
            self.draw_over(page, self.form(label), place)

    def draw_over(self, page: PageObject, label: PdfObject, place: tuple[float, float]) -> None:
        name = NameObject(f"/Number{page.page_number}")  # sheets of a paper share what they draw
        resources: Any = page["/Resources"]
        drawn = resources.setdefault(NameObject("/XObject"), DictionaryObject())
        drawn.get_object()[name] = label
        held = page["/Contents"]
        own = held if isinstance(held, ArrayObject) else [page.raw_get("/Contents")]
        at = b"1 0 0 1 %.3f %.3f" % place
        before, after = self.added(stream(BEFORE)), self.added(stream(LABEL % (at, name.encode())))
        page[NameObject("/Contents")] = ArrayObject([before, *own, after])

    def attach(self, attached: Attached) -> None:
        self.attached.append(attached)

    def bound(self) -> bytes:
        """The file; the same parts give the same bytes."""
        root = self.writer.root_object
        for name in KEPT_OF_ROOT:
            root[NameObject(name)] = self.cover.root_object.raw_get(name).clone(self.writer)
        root[NameObject("/PageMode")] = NameObject("/UseOutlines")
        tree = names(Type="/StructTreeRoot", K=[self.document], ParentTreeNextKey=self.next)
        tree[NameObject("/ParentTree")] = self.added(names(Nums=self.parents))
        placed = self.added(tree)
        self.whole.update(names(K=self.parts, P=placed))
        root[NameObject("/StructTreeRoot")] = placed
        name_attached(self.writer, self.attached)
        self.writer.metadata = self.cover.metadata
        return self.written()

    def written(self) -> bytes:
        """With an identifier made of the content itself."""
        target = BytesIO()
        self.writer.write(target)
        seal = ByteStringObject(sha256(target.getvalue()).digest()[:16])
        self.writer._ID = ArrayObject([seal, seal])  # noqa: SLF001 - the library offers no other way
        sealed = BytesIO()
        self.writer.write(sealed)
        return sealed.getvalue()


def as_paragraph() -> DictionaryObject:
    return names(S="/P")


def as_figure(sheet: Sheet, told: str) -> DictionaryObject:
    look = names(O="/Layout", Placement="/Block", BBox=(0, 0, *sheet.size))
    return names(S="/Figure", Alt=told, A=as_object(look))
