"""Minutes on paper, full and short: the signed text word for word, and the signatures. Pure.

Requisites stand in the order of DOMAIN.md § 2.3. How each line stands is read from the text alone
(`rules.layout`), because it may have been changed by hand.
"""

import re
from collections.abc import Iterator, Sequence

from core.kernel.paper_words import set_in, tidied
from core.kernel.papers import (
    Align,
    Apart,
    Block,
    Entry,
    Heading,
    Listing,
    Margins,
    Paper,
    Paragraph,
    SignatureLine,
    Signatures,
    Title,
)
from core.kernel.russian import counted, date_long, number_sign
from core.signatures.rules.marks import SIGNED_SIMPLY, agreement_line, dated
from council.minutes.rules.layout import Line, LineKind, laid_out
from council.minutes.rules.papers import LeftOut, MinutesRecord, PaperPart, SignatureMark
from council.minutes.rules.words import PartKind, Signatory

DRAFT = "Проект протокола"
PUBLIC = "Публичная версия протокола. Часть сведений исключена"
WHY = "доступ к ним ограничен или согласие на их публикацию не получено"
UNKNOWN_DAY = "день подписания неизвестен"
BROUGHT_OVER = "Протокол внесён при переносе сведений, на сайте не подписывался"
DRAWN_UP = "Файл составлен {day} по подписанному тексту, хранящемуся на сайте"
# «ВЫСТУПИЛИ:» and «РЕШИЛИ:» stand under the question, which begins with its number.
WITHIN_ITEM = frozenset({"ВЫСТУПИЛИ:", "РЕШИЛИ:", "ПОСТАНОВИЛИ:"})
# In the short form: the question under a Roman number, and those who spoke on it.
BEGINS_ITEM = re.compile(r"[IVXLC]+\.\s.+|\([^()]+\)")
SIGNATORIES = {"Председательствующий": Signatory.PRESIDING, "Секретарь": Signatory.SECRETARY}


def minutes(record: MinutesRecord) -> Paper:
    number, day = number_sign(record.number), date_long(record.day)
    return Paper(
        name=record.name,
        title=set_in(f"Протокол {number} от {day}. {record.body}"),
        language="ru",
        made_at=record.made_at,
        blocks=tidied(blocks_of(record)),
        margins=Margins.PERMANENT,
        address=record.address,
        note="" if record.is_signed else DRAFT,
        author=record.body,
    )


def blocks_of(record: MinutesRecord) -> Iterator[Block]:
    for part in record.parts:
        if part.kind is PartKind.HEADING:
            yield from heading(part.text)
            yield from edition_note(record)
        elif part.kind is PartKind.SIGNATURES:
            yield from left_out_note(record.left_out)
            yield from signatures(part, record)
        else:
            yield from running(part.text)


def heading(text: str) -> Iterator[Block]:
    """Body, kind and heading as one title; the date and the number at the edges below."""
    groups = laid_out(text)
    if len(groups) > 1 and is_title(groups[0]) and is_title(groups[1]):
        about = " ".join(line.text for line in groups[1][1:])
        yield Title("\n".join(line.text for line in groups[0]), groups[1][0].text, about)
        groups = groups[2:]
    for group in groups:
        yield from lines(group)


def is_title(group: Sequence[Line]) -> bool:
    return group[0].kind is LineKind.TITLE


def running(text: str) -> Iterator[Block]:
    for group in laid_out(text):
        yield from lines(group)


def lines(group: Sequence[Line]) -> Iterator[Block]:
    """What stands under a caption is a list («Присутствовали:»), all else running text."""
    first, *others = group
    if first.kind is LineKind.CAPTION:
        yield block_of(first)
        yield Listing(tuple(Entry("", line.text) for line in others))
        return
    for line in group:
        yield block_of(line)


def block_of(line: Line) -> Block:
    if line.kind is LineKind.APART:
        return Apart(line.text, line.right)
    if line.kind in {LineKind.TITLE, LineKind.CENTRED}:
        return Paragraph(
            line.text, Align.CENTRE, indented=False, strong=line.kind is LineKind.TITLE
        )
    if line.kind is LineKind.HEADING:
        return Heading(line.text, 3 if line.text in WITHIN_ITEM else 2)
    if line.kind is LineKind.CAPTION:
        return Paragraph(line.text, Align.LEFT, indented=False, keeps_with_next=True)
    return Paragraph(line.text, keeps_with_next=BEGINS_ITEM.fullmatch(line.text) is not None)


def edition_note(record: MinutesRecord) -> Iterator[Block]:
    """«(в редакции от 5 октября 2026 г.: …)» under the heading of a corrected edition."""
    if record.corrected_on is None:
        return
    why = f": {record.correction.rstrip('.')}" if record.correction else ""
    text = f"(в редакции от {date_long(record.corrected_on)}{why})"
    yield Paragraph(text, Align.CENTRE, indented=False)


def left_out_note(left_out: LeftOut) -> Iterator[Block]:
    """Says that the public version is not whole, and how much is missing."""
    if not left_out:
        return
    shares = []
    if left_out.parts:
        shares.append(counted(left_out.parts, "часть текста", "части текста", "частей текста"))
    if left_out.people:
        people = counted(left_out.people, "человека", "человек", "человек")
        shares.append(f"имена {people}")
    yield Paragraph(f"{PUBLIC} ({', '.join(shares)}): {WHY}.", indented=False)


def signatures(part: PaperPart, record: MinutesRecord) -> Iterator[Block]:
    """The lines of the signed text, each with the mark of the signature that was given on it."""
    given = {mark.signatory: mark for mark in record.signatures}
    for group in laid_out(part.text):
        if not all(line.kind is LineKind.APART for line in group):
            yield from lines(group)
            continue
        found = []
        for line in group:
            signatory = SIGNATORIES.get(line.text)
            mark = mark_lines(given[signatory], record.zone) if signatory in given else ()
            found.append(SignatureLine(line.text, line.right, mark))
        yield Signatures(tuple(found))


def mark_lines(mark: SignatureMark, zone: str) -> tuple[str, ...]:
    """The mark of a simple signature; there is no certificate and none is named.

    Minutes that were brought over claim no signature of this site, nor the number of one.
    """
    when = UNKNOWN_DAY
    if mark.signed_at is not None:
        when = dated(mark.signed_at, zone, is_hour_known=mark.is_signed_here)
    return (
        SIGNED_SIMPLY if mark.is_signed_here else BROUGHT_OVER,
        f"{mark.name}, {when}",
        *((f"Идентификатор: {mark.identifier}",) if mark.is_signed_here else ()),
        f"Контрольная сумма (SHA-256): {mark.sha256}",
        *agreement_line(mark.agreement),
    )
