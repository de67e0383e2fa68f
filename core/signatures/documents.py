"""The agreement on paper, as it was accepted by one person. Pure."""

from collections.abc import Iterator
from datetime import datetime

from core.kernel.paper_words import set_in, tidied
from core.kernel.papers import (
    Align,
    Block,
    Entry,
    Listing,
    Paper,
    Paragraph,
    SignatureLine,
    Signatures,
    Title,
)
from core.signatures.rules import Agreement
from core.signatures.rules.marks import mark

TITLE = "о применении простой электронной подписи"
ACCEPTED = "Соглашение принято на сайте Совета."
TEXT_SUM = "Контрольная сумма текста (SHA-256): {sha256}"


def agreement_paper(text: Agreement, name: str, office: str, *, at: datetime, zone: str) -> Paper:
    return Paper(
        name=f"agreement-{text.version}",
        title=set_in(f"Соглашение {TITLE}, редакция {text.version}"),
        language="ru",
        made_at=at,
        blocks=tidied(blocks_of(text, name, office, at=at, zone=zone)),
        author=text.council,
    )


def blocks_of(
    text: Agreement, name: str, office: str, *, at: datetime, zone: str
) -> Iterator[Block]:
    yield Title(text.council.upper(), "СОГЛАШЕНИЕ", f"{TITLE} (редакция {text.version})")
    yield Listing(
        tuple(Entry(f"{number}.", clause) for number, clause in enumerate(text.clauses, 1))
    )
    yield Paragraph(TEXT_SUM.format(sha256=text.sha256), Align.LEFT, indented=False)
    yield Paragraph(ACCEPTED, indented=False, keeps_with_next=True)
    yield Signatures((SignatureLine(office or "Участник", name, mark(name, at, zone, "")),))
