"""Sheets of a PDF that somebody else made, each as one drawing that may stand in an archival file.

A file in which anything is found that PDF/A-3 forbids, or that is not judged here, gives no sheets:
`Obstacle` says why, and the file goes along as an attachment. Scripts, links, metadata and marks of
structure are taken off; what is drawn is not touched.
"""

from dataclasses import dataclass

from pypdf import PageObject, PdfReader
from pypdf.generic import PdfObject

from core.papers.pack.judging import Judge, Room
from core.papers.pack.streams import Obstacle

SMALLEST, LARGEST = 3, 14_400  # points; ISO 19005-3, 6.1.13
HALF_TURN = 180
WITHOUT_LOOK = {"/Link", "/Popup"}  # notes that draw nothing of their own
Numbers = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as a form to be drawn at the origin; `has_text` if it holds text to be read out."""

    content: bytes
    resources: PdfObject | None
    group: PdfObject | None
    box: tuple[float, float, float, float]
    rotation: int
    has_text: bool

    @property
    def size(self) -> tuple[float, float]:
        left, bottom, right, top = self.box
        width, height = right - left, top - bottom
        return (height, width) if self.rotation % HALF_TURN else (width, height)

    @property
    def matrix(self) -> Numbers:
        """Brings the box to the origin, turned as the reader is to see it."""
        left, bottom, right, top = self.box
        match self.rotation:
            case 90:
                return (0, -1, 1, 0, -bottom, right)
            case 180:
                return (-1, 0, 0, -1, right, top)
            case 270:
                return (0, 1, -1, 0, top, -left)
        return (1, 0, 0, 1, -left, -bottom)


def sheets_of(reader: PdfReader, room: Room) -> tuple[Sheet, ...]:
    """Every sheet of the file, or `Obstacle`."""
    try:
        demand_no_layers(reader)
        judge = Judge(room)
        return tuple(sheet_of(page, judge) for page in reader.pages)
    except Obstacle:
        raise
    except Exception as error:  # whatever a broken file does to its reader
        raise Obstacle("unreadable") from error


def sheet_of(page: PageObject, judge: Judge) -> Sheet:
    demand_no_notes(page)
    box = page.cropbox
    sides = (float(box.left), float(box.bottom), float(box.right), float(box.top))
    is_sized = all(SMALLEST <= side <= LARGEST for side in (box.width, box.height))
    if not is_sized or page.get("/UserUnit", 1) != 1:
        raise Obstacle("unusual")
    found = page.get("/Resources")
    content, has_text = judge.content(page.get_contents(), found)
    group = judge.group(page.get("/Group"))
    return Sheet(content, found, group, sides, page.rotation % (2 * HALF_TURN), has_text)


def demand_no_layers(reader: PdfReader) -> None:
    if "/OCProperties" in reader.root_object:
        raise Obstacle("layers")


def demand_no_notes(page: PageObject) -> None:
    """Fields, stamps and remarks have a look of their own that the drawing would lose."""
    for reference in page.get("/Annots") or ():
        if reference.get_object().get("/Subtype") not in WITHOUT_LOOK:
            raise Obstacle("notes")
