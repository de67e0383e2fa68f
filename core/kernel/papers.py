"""An official paper as a value; its HTML, PDF and DOCX are made of it. Pure.

Says what a block is, never how it looks: fonts, margins and numbering belong to the renderers.
Source: DOMAIN.md § 2.3 (ГОСТ Р 7.0.97-2025).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

WHOLE = 100  # per cent: the width of a table


class Align(StrEnum):
    """How the lines of a block stand."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFIED = "justified"


class Margins(StrEnum):
    """Left margin 30 mm for papers kept for ever (minutes), 20 mm for the rest."""

    PERMANENT = "permanent"
    ORDINARY = "ordinary"


@dataclass(frozen=True, slots=True)
class Title:
    """The name of the body, the kind of paper («ПРОТОКОЛ») and its heading; centred."""

    body: str
    kind: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Apart:
    """One line whose two halves stand at the two edges: date and number, place and so on."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Corner:
    """A narrow block at the right edge: «УТВЕРЖДАЮ» with office and name, «Приложение 1 к …»."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text; level 2 under the title, 3 under that."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `keeps_with_next` binds it to the block below.

    `lead` is a strong beginning on the same line: «СЛУШАЛИ:», «Секретарь –».
    """

    text: str
    align: Align = Align.JUSTIFIED
    indented: bool = True
    strong: bool = False
    keeps_with_next: bool = False
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list with its own printed number («1.1.» or «–»), never counted anew."""

    number: str
    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Listing:
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Lines of office and name («Присутствовали:»), without rules or a head."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """`share` is the part of the width in percent; the shares of a table add up to 100.

    In a column of boxes an empty cell is an empty box to tick, any other text a ticked one; the
    cells are read out as the title of the column.
    """

    title: str
    share: int
    align: Align = Align.LEFT
    has_boxes: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head repeated on each page; a cell with line breaks keeps them.

    A row of a single cell spans the table: the heading of a group. `is_for_hand` makes the rows
    high enough to write and sign in them, `is_dense` sets the text of a wide table smaller.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    is_for_hand: bool = False

    def __post_init__(self) -> None:
        """Refuse what no renderer could draw: a mistake of the code, not of people."""
        if sum(column.share for column in self.columns) != WHOLE:
            raise ValueError(f"the columns of {self.caption!r} are not {WHOLE} % together")
        if any(len(row) not in {1, len(self.columns)} for row in self.rows):
            raise ValueError(f"a row of {self.caption!r} has too few or too many cells")

    is_dense: bool = False


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """Office at the left, name with initials before the surname at the right.

    `mark` is what is printed between: the words of a simple electronic signature, or empty
    where a hand signs.
    """

    office: str
    name: str
    mark: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signatures:
    """Stay together with at least two lines of the text before them."""

    lines: tuple[SignatureLine, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A new page."""


Block = Title | Apart | Corner | Heading | Paragraph | Listing | Pairs | Table | Signatures | Break


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. `made_at` goes into the metadata: the same record gives the same bytes.

    `code` is the number of the stored document and `address` the page the QR code leads to; both
    empty on a draft. `note` stands small at the foot of each page («Проект», who made it). `author`
    is the body that made the paper, for the metadata.
    """

    name: str
    title: str
    language: str
    made_at: datetime
    blocks: tuple[Block, ...]
    margins: Margins = Margins.ORDINARY
    is_landscape: bool = False
    code: str = ""
    address: str = ""
    note: str = ""
    author: str = ""
