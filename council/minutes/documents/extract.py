"""The extract («выписка из протокола»): one item as signed, certified by the secretary. Pure.

It says which minutes it is taken from and who signed them; nothing in the item's text changes.
"""

from collections.abc import Iterator

from core.kernel.paper_words import set_in, tidied
from core.kernel.papers import (
    Align,
    Block,
    Corner,
    Heading,
    Margins,
    Paper,
    Paragraph,
    SignatureLine,
    Signatures,
    Title,
)
from core.kernel.russian import date_long, number_sign
from council.minutes.documents.minutes import edition_note, heading, running
from council.minutes.rules.papers import ExtractRecord, MinutesRecord
from council.minutes.rules.words import PartKind

KIND = "ВЫПИСКА ИЗ ПРОТОКОЛА"
TRUE_COPY = "Выписка верна"


def extract(record: ExtractRecord) -> Paper:
    minutes = record.minutes
    number, day = number_sign(minutes.number), date_long(minutes.day)
    return Paper(
        name=f"{minutes.name}-extract-{record.item_number}",
        title=set_in(
            f"Выписка из протокола {number} от {day}, пункт {record.item_number}. {minutes.body}"
        ),
        language="ru",
        made_at=minutes.made_at,
        blocks=tidied(blocks_of(record)),
        margins=Margins.PERMANENT,
        address=minutes.address,
        author=minutes.body,
    )


def blocks_of(record: ExtractRecord) -> Iterator[Block]:
    yield from addressed(record)
    yield from head(record.minutes)
    yield Heading("ПОВЕСТКА ДНЯ:")
    yield Paragraph(f"{record.item_number}. {record.title.rstrip('.')}.")
    yield from running(record.item_text)
    yield from certified(record)


def addressed(record: ExtractRecord) -> Iterator[Block]:
    """To whom it goes: those who carry the item's decisions out, in the dative."""
    if record.addressees:
        yield Corner(tuple(each.dative for each in record.addressees))


def head(minutes: MinutesRecord) -> Iterator[Block]:
    """The heading of the minutes under the name of an extract."""
    text = next((part.text for part in minutes.parts if part.kind is PartKind.HEADING), "")
    for block in heading(text):
        yield Title(block.body, KIND, block.heading) if isinstance(block, Title) else block
    yield from edition_note(minutes)


def certified(record: ExtractRecord) -> Iterator[Block]:
    """Who signed the minutes, and the line under which the secretary certifies the extract."""
    names = " и ".join(mark.name for mark in record.minutes.signatures)
    if names:
        yield Paragraph(f"Подлинник протокола подписали {names}.", keeps_with_next=True)
    yield Paragraph(f"{TRUE_COPY}.", Align.LEFT, keeps_with_next=True)
    office = f"Секретарь {record.noun}"
    if record.secretary_post:
        office += f",\n{record.secretary_post}"
    yield Signatures((SignatureLine(office, record.secretary),))
    if record.issued_on is None:
        yield Paragraph("«___» ____________ 20__ г.", Align.LEFT, indented=False)
