"""The text of published minutes as a sheet of paper, part by part."""

from dataclasses import dataclass
from datetime import datetime

from council.meetings.rules.addresses import MeetingAddress
from council.minutes.queries.published import PublishedMinutes
from council.minutes.rules.layout import Line, laid_out
from council.minutes.rules.redaction import PublicPart
from portal.meetings.queries.head import MeetingHead


@dataclass(frozen=True, slots=True)
class MinutesPart:
    """A part as blocks of lines laid out on the sheet; what is left out is marked."""

    blocks: tuple[tuple[Line, ...], ...]
    is_left_out: bool

    @classmethod
    def of(cls, part: PublicPart) -> "MinutesPart":
        return cls(laid_out(part.text), part.is_left_out)


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """`holds_now` is the edition in force when this one is older, else None."""

    head: MeetingHead
    address: MeetingAddress
    number: int
    parts: tuple[MinutesPart, ...]
    sha256: str
    signed_at: datetime | None
    published_at: datetime | None
    correction_note: str
    holds_now: int | None
    is_complete: bool
    is_signed_here: bool

    @classmethod
    def of(cls, head: MeetingHead, found: PublishedMinutes) -> "MinutesPage":
        is_older = found.number != head.edition_number
        return cls(
            head=head,
            address=head.address,
            number=found.number,
            parts=tuple(MinutesPart.of(part) for part in found.minutes.parts),
            sha256=found.sha256,
            signed_at=found.signed_at,
            published_at=found.published_at,
            correction_note=found.correction_note,
            holds_now=head.edition_number if is_older else None,
            is_complete=found.minutes.is_complete,
            is_signed_here=found.is_signed_here,
        )
