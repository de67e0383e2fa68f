"""The sheet of a letter: a notice, a reminder or a covering letter in the official form. Pure.

Says what the letter says, word for word; only its links stay out, which nobody can press on paper.
"""

import re
from collections.abc import Iterator

from core.kernel.paper_words import set_in, tidied
from core.kernel.papers import (
    Align,
    Apart,
    Block,
    Corner,
    Entry,
    Heading,
    Listing,
    Paper,
    Paragraph,
    SignatureLine,
    Signatures,
    Title,
)
from core.kernel.russian import date_long, number_sign
from core.letters import rules as letters
from council.correspondence.rules import SheetRecord

NOTICE, REMINDER, COVERING = "УВЕДОМЛЕНИЕ", "НАПОМИНАНИЕ", "СОПРОВОДИТЕЛЬНОЕ ПИСЬМО"
SAID_TWICE = re.compile(r"^(?:Уведомление|Напоминание): ")
NUMBERED = re.compile(r"(\d+\.) (.*)", re.DOTALL)


def sheet(record: SheetRecord) -> Paper:
    kind, number = kind_of(record), number_sign(record.sheet.number)
    return Paper(
        name="letter",
        title=set_in(f"{kind.capitalize()} {number} от {date_long(record.sheet.dated_on)}"),
        language="ru",
        made_at=record.made_at,
        blocks=tidied(blocks_of(record)),
        author=record.body,
    )


def kind_of(record: SheetRecord) -> str:
    if record.sheet.enclosures:
        return COVERING
    return REMINDER if record.kind.startswith("reminder.") else NOTICE


def blocks_of(record: SheetRecord) -> Iterator[Block]:
    heading = SAID_TWICE.sub("", record.subject)
    yield Corner(tuple(record.sheet.addressee.splitlines()))
    yield Title(record.body.upper(), kind_of(record), heading)
    yield Apart(date_long(record.sheet.dated_on), number_sign(record.sheet.number))
    if record.city:
        yield Paragraph(record.city, Align.LEFT, indented=False)
    if record.sheet.greeting:
        yield Paragraph(record.sheet.greeting, Align.CENTRE, indented=False, keeps_with_next=True)
    for block in record.blocks:
        yield from of_letter(block)
    if record.sheet.enclosures:
        yield Paragraph(record.sheet.enclosures, Align.LEFT, lead="Приложение:")
    yield Signatures((SignatureLine(record.sheet.office, record.sheet.signer),))
    if record.sheet.contact:
        yield Paragraph(f"Исполнитель: {record.sheet.contact}", Align.LEFT, indented=False)


def of_letter(block: letters.Block) -> Iterator[Block]:
    """A block of the letter in those of a paper."""
    match block:
        case letters.Heading(text):
            yield Heading(text)
        case letters.Paragraph(text, quoted):
            yield Paragraph(f"«{text}»" if quoted else text)
        case letters.Facts(pairs):
            for label, value in pairs:
                yield Paragraph(value, Align.LEFT, indented=False, lead=f"{label}:")
        case letters.Listing(entries):
            yield Listing(tuple(entry(text) for text in entries))


def entry(text: str) -> Entry:
    """A numbered line keeps its number, any other one gets a dash."""
    found = NUMBERED.fullmatch(text)
    return Entry(found[1], found[2]) if found else Entry("–", text)
