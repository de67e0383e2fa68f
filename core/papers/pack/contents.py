"""The first sheets of a pack: what is bound where, attached, or left out and why."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from core.kernel.papers import Align, Block, Column, Paper, Paragraph, Table, Title
from core.papers.html import print_page
from core.papers.pack.parts import Collected
from core.papers.pdf import pdf_of

Words = dict[str, str]


def with_contents(pack: dict[str, Any], found: Collected) -> PdfReader:
    """The first sheets; their own number of pages moves the numbers that stand on them."""
    length = 1
    for _ in range(3):
        page = print_page(contents(pack, found, length), {})
        cover = PdfReader(BytesIO(pdf_of(page)))
        if len(cover.pages) == length:
            break
        length = len(cover.pages)
    return cover


def contents(pack: dict[str, Any], found: Collected, offset: int) -> Paper:
    """`offset`: how many sheets it has itself, so that the pieces begin on the one after."""
    words: Words = pack["words"]
    rows, page = [], offset + 1
    for number, piece in enumerate(found.pieces, 1):
        rows.append((str(number), piece.title, str(page)))
        page += piece.length
    columns = (
        Column(words["number"], 8, Align.CENTRE),
        Column(words["document"], 77),
        Column(words["page"], 15, Align.CENTRE),
    )
    blocks: list[Block] = [Title("", words["contents"], pack["title"])]
    if rows:
        blocks.append(Table("", columns, tuple(rows)))
    attached = [(each.title, each.reason) for each in found.attached]
    blocks += [*named(words, "attached", attached), *named(words, "left_out", found.left_out)]
    moment = datetime.fromisoformat(pack["made_at"])
    return Paper(pack["title"], pack["title"], pack["language"], moment, tuple(blocks))


def named(words: Words, head: str, rows: Sequence[tuple[str, str]]) -> list[Block]:
    """What is no sheet of the pack, each with its reason; nothing if there is nothing to name."""
    if not rows:
        return []
    columns = (Column(words["document"], 60), Column(words["reason"], 40))
    return [
        Paragraph(words[head], indented=False, keeps_with_next=True),
        Table("", columns, tuple(rows)),
    ]
