"""All that is kept of one person as a paper: the answer to a request, to be read and printed.

Values stand as they were entered; what one paper cannot hold is counted and stands in the file.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.kernel.papers import (
    Align,
    Block,
    Entry,
    Heading,
    Listing,
    Paper,
    Paragraph,
    Title,
)
from core.kernel.zones import local
from core.privacy import pages
from core.privacy.rules.exported import Exported

MOST_ROWS = 200  # of one record
MOST_ENTRIES = 700  # of all records together: a renderer lays them out in seconds
LONGEST_VALUE = 2_000
KIND = "СВЕДЕНИЯ О ПЕРСОНАЛЬНЫХ ДАННЫХ"
WHOLE = (
    "Здесь названо всё, что сайт хранит об этом человеке: что, зачем, на каком основании "
    "и как долго."
)
CONSENTS = "Согласия"
NO_CONSENTS = "Согласий нет."
MORE = "Ещё записей: {count}. Они есть в файле в формате JSON."
MOMENT = "%d.%m.%Y %H:%M"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who answers: the council, its contact, and the clock of the place."""

    council: str
    contact: str
    zone: str


def blocks_in_words(found: Sequence[Exported], zone: str) -> tuple[pages.Block, ...]:
    """As many rows of each record as fit into one paper."""
    most = MOST_ROWS
    while most > 1 and sum(min(len(each.rows), most) for each in found) > MOST_ENTRIES:
        most //= 2
    return tuple(pages.Block.of(each, zone, most=most, longest=LONGEST_VALUE) for each in found)


def data_paper(page: pages.PersonPage, sender: Sender, *, made_at: datetime) -> Paper:
    return Paper(
        name="personal-data",
        title="Сведения о персональных данных",
        language="ru",
        made_at=made_at,
        blocks=tuple(parts(page, sender, made_at)),
        author=sender.council,
    )


def parts(page: pages.PersonPage, sender: Sender, made_at: datetime) -> Iterator[Block]:
    yield Title(sender.council.upper(), KIND, page.name)
    moment = local(made_at, sender.zone).strftime(MOMENT)
    operator = ", ".join(filter(None, (sender.council, sender.contact)))
    yield Paragraph(f"{operator}. Составлено {moment}.", Align.LEFT, indented=False)
    yield Paragraph(WHOLE)
    yield Heading(CONSENTS)
    if page.consents:
        lines = enumerate((of_consent(each, sender.zone) for each in page.consents), 1)
        yield Listing(tuple(Entry(f"{number}.", text) for number, text in lines))
    else:
        yield Paragraph(NO_CONSENTS)
    for block in page.blocks:
        yield from of_block(block)


def of_block(block: pages.Block) -> Iterator[Block]:
    yield Heading(block.title)
    yield Paragraph(block.why, Align.LEFT, indented=False, keeps_with_next=True)
    rows = ("; ".join(f"{name}: {printed(value)}" for name, value in row) for row in block.rows)
    yield Listing(tuple(Entry(f"{number}.", text) for number, text in enumerate(rows, 1)))
    if block.more:
        yield Paragraph(MORE.format(count=block.more), Align.LEFT, indented=False)


def of_consent(line: pages.ConsentLine, zone: str) -> str:
    given = f"дано {local(line.given_at, zone).strftime(MOMENT)}"
    text = f"редакция {line.version}" if line.version else ""
    ended = f"отозвано {local(line.revoked_at, zone).strftime(MOMENT)}" if line.revoked_at else ""
    return f"{line.title}: " + ", ".join(filter(None, (given, text, ended)))


def printed(value: str) -> str:
    """What a sheet can show: signs without a shape of their own become a space."""
    return "".join(sign if sign.isprintable() else " " for sign in value)
