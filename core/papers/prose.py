"""A text in the small Markdown of reports as blocks of a paper.

Emphasis is dropped: an official paper sets words off by headings alone.
"""

import re
from collections.abc import Iterator, Sequence

from markdown_it.tree import SyntaxTreeNode

from core.adapters.markdown import tokens_of
from core.kernel.papers import (
    WHOLE,
    Align,
    Block,
    Column,
    Entry,
    Heading,
    Listing,
    Paragraph,
    Table,
)

FIRST_LEVEL, LAST_LEVEL = 2, 3
DASH = "–"
NARROWEST, WIDEST = 12, 40  # letters
NUMBER = re.compile(r"[-−+]?[\d\s]+(?:,\d+)?\s?%?|[–-]?")


def blocks_of(text: str) -> tuple[Block, ...]:
    """Headings, paragraphs, lists and tables in the order of the text; none of an empty one."""
    tokens = tokens_of(text)
    return tuple(found_in(SyntaxTreeNode(tokens).children)) if tokens else ()


def found_in(nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
    for node in nodes:
        match node.type:
            case "heading":
                level = min(int(node.tag[1]) + FIRST_LEVEL - 1, LAST_LEVEL)
                yield Heading(" ".join(lines_of(node)), level)
            case "paragraph":
                yield from (Paragraph(line) for line in lines_of(node) if line.strip())
            case "bullet_list" | "ordered_list":
                yield Listing(tuple(entries(node, 1)))
            case "table":
                yield table_of(node)
            case "blockquote":
                yield from found_in(node.children)


def lines_of(node: SyntaxTreeNode) -> list[str]:
    """The words without emphasis; a line of the text stays a line."""
    words = "".join(word_of(each) for each in node.walk(include_self=False))
    return words.split("\n")


def word_of(node: SyntaxTreeNode) -> str:
    if node.type in {"softbreak", "hardbreak"}:
        return "\n"
    return node.content if node.type == "text" else ""


def entries(node: SyntaxTreeNode, level: int) -> Iterator[Entry]:
    """The entries of a list with those of the lists inside it, numbered as they were typed."""
    first = int(node.attrs.get("start", 1))
    for place, item in enumerate(node.children, first):
        number = f"{place}." if node.type == "ordered_list" else DASH
        texts = [each for each in item.children if each.type == "paragraph"]
        yield Entry(number, "\n".join("\n".join(lines_of(each)) for each in texts), level)
        for inner in item.children:
            if inner.type.endswith("_list"):
                yield from entries(inner, level + 1)


def table_of(node: SyntaxTreeNode) -> Table:
    rows = [cells for part in node.children for cells in map(cells_of, part.children)]
    head, *body = rows
    sides = [side_of(cells) for cells in zip(*body, strict=True)] or [Align.LEFT] * len(head)
    return Table("", tuple(map(Column, head, shares_of(rows), sides)), tuple(body))


def shares_of(rows: Sequence[Sequence[str]]) -> list[int]:
    """As wide as the longest text asks for, within bounds; the widest takes what is left."""
    longest = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    asked = [min(max(length, NARROWEST), WIDEST) for length in longest]
    shares = [WHOLE * each // sum(asked) for each in asked]
    shares[asked.index(max(asked))] += WHOLE - sum(shares)
    return shares


def side_of(cells: Sequence[str]) -> Align:
    """A column of numbers stands at the right."""
    return Align.RIGHT if all(map(NUMBER.fullmatch, cells)) else Align.LEFT


def cells_of(row: SyntaxTreeNode) -> tuple[str, ...]:
    return tuple(" ".join(lines_of(cell)) for cell in row.children)
