"""What proves published minutes: who signed which bytes, when, and the editions before."""

from dataclasses import dataclass
from datetime import datetime

from council.minutes.rules import EditionState, Signatory
from portal.meetings.naming import Naming
from portal.meetings.pages.items import Lines
from portal.meetings.queries.beside import Beside
from portal.meetings.queries.head import MeetingHead


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """Who signed the minutes; `name` is None where nobody may be named."""

    signatory: Signatory
    name: str | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class EditionLink:
    """An older edition that stays readable."""

    number: int
    url: str
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Authenticity:
    """What proves the minutes: who signed which bytes, when they were published."""

    sha256: str
    edition: int
    correction_note: str
    signatures: tuple[SignatureLine, ...]
    signed_at: datetime | None
    published_at: datetime | None
    older: tuple[EditionLink, ...]
    is_signed_here: bool


def authenticity(head: MeetingHead, lines: Lines, naming: Naming) -> Authenticity:
    order = list(Signatory)
    given = lines.get((Beside.SIGNATURE, None), ())
    signed = [
        SignatureLine(Signatory(line.note), naming.name(line.person_id), line.at) for line in given
    ]
    older = [
        EditionLink(line.number, head.address.edition(line.number), line.at)
        for line in lines.get((Beside.EDITION, None), ())
        if line.number != head.edition_number and line.note == EditionState.PUBLISHED
    ]
    return Authenticity(
        sha256=head.sha256 or "",
        edition=head.edition_number or 1,
        correction_note=naming.shown(head.correction_note or ""),
        signatures=tuple(sorted(signed, key=lambda each: order.index(each.signatory))),
        signed_at=head.signed_at,
        published_at=head.published_at,
        older=tuple(sorted(older, key=lambda each: -each.number)),
        is_signed_here=any(line.flag for line in given),
    )
