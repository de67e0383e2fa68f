"""The parts of a pack, read: what becomes sheets, what is attached as it is, what is left out.

Materials come from people: nothing of them is trusted to be readable, small or harmless.
"""

import base64
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from pypdf import PdfReader

from core.papers.html import print_page
from core.papers.pack.foreign import Sheet, sheets_of
from core.papers.pack.judging import Room
from core.papers.pack.streams import Obstacle
from core.papers.pack.timing import Slow, at_most
from core.papers.pdf import pdf_of
from core.papers.rules.source import from_json

SECONDS = 15  # of the processor for each part, as for a paper by itself
MOST_PAGES = 600
MOST_PIXELS = 1_800  # of the longer side of an image: enough for a sheet
MOST_ATTACHED = 64 * 1024 * 1024  # bytes of all attached files together
PDF = "application/pdf"


class LeftOut(Exception):
    """The material is not given at all; its text is the name of the reason."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One paper of ours with its structure (`reader`), or the sheets of somebody's file."""

    title: str
    reader: PdfReader | None = None
    sheets: tuple[Sheet, ...] = ()

    @property
    def length(self) -> int:
        return len(self.reader.pages) if self.reader else len(self.sheets)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes along inside the pack as it is; `reason` is told on the first sheet."""

    title: str
    content: bytes
    media_type: str
    reason: str
    made_at: str


@dataclass(slots=True)
class Collected:
    """What goes in and what does not; `left_out` holds (title, reason)."""

    pieces: list[Piece] = field(default_factory=list)
    attached: list[Attached] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    room: Room = field(default_factory=Room)

    @property
    def length(self) -> int:
        return sum(piece.length for piece in self.pieces)

    def add(self, piece: Piece) -> None:
        if self.length + piece.length > MOST_PAGES:
            raise Obstacle("too_long")
        self.pieces.append(piece)


def collected(pack: dict[str, Any]) -> Collected:
    """Every part of the pack (see core/papers/packs.py) in its order, with what became of it."""
    found = Collected()
    for part in pack["parts"]:
        try:
            take(part, pack, found)
        except LeftOut as reason:
            found.left_out.append((part["title"], pack["words"][str(reason)]))
    return found


def take(part: dict[str, Any], pack: dict[str, Any], found: Collected) -> None:
    """As sheets if its sheets can stand in the pack, else as an attached file; raises `LeftOut`."""
    if "withheld" in part:
        raise LeftOut(part["withheld"])
    try:
        with at_most(SECONDS):
            piece = read(part, pack, found.room)
        found.add(piece)
    except Obstacle as obstacle:
        found.attached.append(attached(part, pack, str(obstacle), found))
    except Slow:
        reason = "complex" if "source" in part else "unreadable"
        found.attached.append(attached(part, pack, reason, found))


def read(part: dict[str, Any], pack: dict[str, Any], room: Room) -> Piece:
    """As sheets; raises `Obstacle` where these cannot be bound, `LeftOut` where none are."""
    title = part["title"]
    if "kept" in part:
        return Piece(title, kept(Path(part["kept"]), part["sha256"]))
    if "source" in part:
        page = print_page(from_json(part["source"]), part["words"])
        return Piece(title, PdfReader(BytesIO(pdf_of(page))))
    if part["media_type"] == PDF:
        return Piece(title, sheets=sheets_of(read_pdf(Path(part["path"])), room))
    if part["media_type"].startswith("image/"):
        return Piece(title, PdfReader(BytesIO(pdf_of(image_page(part, pack)))))
    raise Obstacle("no_sheet")


def read_pdf(path: Path) -> PdfReader:
    """Raises `LeftOut` for what is no PDF, `Obstacle` for one that is locked or too long."""
    try:
        reader = PdfReader(BytesIO(path.read_bytes()))
        is_open = not reader.is_encrypted or bool(reader.decrypt(""))
        length = len(reader.pages) if is_open else 0
    except Exception as error:
        raise LeftOut("damaged") from error
    if not is_open:
        raise Obstacle("locked")
    if not length:
        raise LeftOut("damaged")
    if length > MOST_PAGES:
        raise Obstacle("too_long")
    return reader


def kept(path: Path, digest: str) -> PdfReader:
    """A paper of ours as it was signed; raises `LeftOut` if its file is not what it was."""
    content = path.read_bytes() if path.is_file() else b""
    if sha256(content).hexdigest() != digest:
        raise LeftOut("damaged")
    return PdfReader(BytesIO(content))


def attached(part: dict[str, Any], pack: dict[str, Any], reason: str, found: Collected) -> Attached:
    """The file as it is, `reason` in words; raises `LeftOut` where there is none or no room."""
    if "path" not in part:  # a paper of ours: it can be had by its own address
        raise LeftOut(reason)
    try:
        content = Path(part["path"]).read_bytes()
    except OSError as error:
        raise LeftOut("damaged") from error
    if sum(len(each.content) for each in found.attached) + len(content) > MOST_ATTACHED:
        raise LeftOut("too_large")
    words = pack["words"]
    return Attached(part["title"], content, part["media_type"], words[reason], pack["made_at"])


def image_page(part: dict[str, Any], pack: dict[str, Any]) -> str:
    """A sheet with the image, made no larger than a sheet can show; raises `LeftOut`."""
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
