"""How much a paper may hold: beyond this no renderer is asked, and the reader is told why. Pure.

A hostile or broken text must not keep a renderer busy for minutes; no real paper comes near.
"""

from collections.abc import Iterator

from core.kernel.errors import N_, Refusal, Refused
from core.kernel.papers import Listing, Pairs, Paper, Table

MOST_BLOCKS = 2_000
MOST_ROWS = 1_500
MOST_COLUMNS = 12
LONGEST_TEXT = 20_000
MOST_CHARACTERS = 600_000
TOO_COMPLEX = N_(
    "The document is too complex to be laid out: %(what)s. Split it into several documents."
)
BLOCKS = N_("too many parts")
ROWS = N_("too many rows in its tables")
COLUMNS = N_("too many columns in a table")
LENGTH = N_("too much text in one paragraph or cell")
WHOLE = N_("too much text")


def demand_simple(paper: Paper, source: str) -> None:
    """Raise `Refused` for a paper that no renderer should be given."""
    if found := fault(paper, source):
        raise Refused(Refusal("too_complex", TOO_COMPLEX, {"what": Refusal("part", found)}))


def fault(paper: Paper, source: str) -> str:
    """The first limit that the paper oversteps, in words; empty if none."""
    if len(paper.blocks) > MOST_BLOCKS:
        return BLOCKS
    if sum(rows_of(paper)) > MOST_ROWS:
        return ROWS
    if any(isinstance(b, Table) and len(b.columns) > MOST_COLUMNS for b in paper.blocks):
        return COLUMNS
    if any(len(text) > LONGEST_TEXT for text in texts(paper.blocks)):
        return LENGTH
    return WHOLE if len(source) > MOST_CHARACTERS else ""


def rows_of(paper: Paper) -> Iterator[int]:
    for block in paper.blocks:
        if isinstance(block, Table | Pairs):
            yield len(block.rows)
        elif isinstance(block, Listing):
            yield len(block.entries)


def texts(value: object) -> Iterator[str]:
    """Every text inside blocks, rows and entries."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
    elif hasattr(value, "__slots__"):
        for name in value.__slots__:
            yield from texts(getattr(value, name))
