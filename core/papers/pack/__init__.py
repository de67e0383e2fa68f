"""A pack: papers and materials in one PDF with contents, bookmarks and page numbers through it.

Runs in the child process. The pack is PDF/A-3a and PDF/UA-1 like every paper: a material whose
sheets would break that, or that has none, is attached to the file as it is and named on the first
sheet with its reason; so is what cannot be given at all.
"""

from io import BytesIO
from typing import Any

from pypdf import PdfReader

from core.papers.pack.binding import Binder
from core.papers.pack.contents import with_contents
from core.papers.pack.parts import Collected, Piece, collected
from core.papers.pdf import pdf_of


def pack_of(pack: dict[str, Any], _content: bytes) -> tuple[bytes, dict[str, Any]]:
    """The content of the PDF, and what is told of it: pages, titles left out, titles attached."""
    found = collected(pack)
    cover = with_contents(pack, found)
    binder = Binder(cover)
    for piece in (Piece(pack["words"]["contents"], reader=cover), *found.pieces):
        binder.add(piece)
    number(binder)
    for attached in found.attached:
        binder.attach(attached)
    return binder.bound(), told(binder, found)


def told(binder: Binder, found: Collected) -> dict[str, Any]:
    return {
        "pages": binder.length,
        "left_out": [title for title, _ in found.left_out],
        "attached": [each.title for each in found.attached],
    }


def number(binder: Binder) -> None:
    """The number of the sheet in the whole pack, at the bottom right of each."""
    labels = PdfReader(BytesIO(pdf_of(labels_page(binder.length))))
    binder.number(labels)


def labels_page(total: int) -> str:
    sheets = "".join(f"<p>{number} / {total}</p>" for number in range(1, total + 1))
    return (
        '<!doctype html><html lang="ru"><head><title>-</title></head>'
        f'<body class="paper paper-labels">{sheets}</body></html>'
    )
