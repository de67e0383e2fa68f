"""The smaller pages: one part, a conflict, the text to sign, the preview, what was corrected."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.kernel.difference import Paragraph, Run, difference
from council.minutes.pages.edition import PartView
from council.minutes.pages.words import Dated, part_name, title_of
from council.minutes.queries.editions import EditionRow, PartRow
from council.minutes.rules.layout import Line, laid_out
from council.minutes.rules.redaction import PublicMinutes
from council.minutes.rules.signing import minutes_sha256


@dataclass(frozen=True, slots=True)
class Place:
    """Whose minutes a small page belongs to."""

    meeting_id: UUID
    edition_id: UUID
    title: str
    number: int
    zone: str
    revision: int

    @classmethod
    def of(cls, meeting: Dated, edition: EditionRow) -> "Place":
        return cls(
            edition.meeting_id,
            edition.id,
            title_of(meeting),
            edition.number,
            meeting.zone,
            edition.revision,
        )


@dataclass(frozen=True, slots=True)
class MeetingPlace:
    """A meeting whose minutes are about to be begun or corrected."""

    meeting_id: UUID
    title: str
    is_over: bool
    is_archived: bool = False


@dataclass(frozen=True, slots=True)
class PartPage:
    place: Place
    part: PartView


@dataclass(frozen=True, slots=True)
class ConflictPage:
    """Somebody saved first: both texts, what differs, and what the choices need."""

    place: Place
    part_id: UUID
    name: str
    mine: str
    theirs: str
    runs: tuple[Run, ...]
    version: int
    is_restricted: bool
    who: str
    when: datetime | None

    @classmethod
    def of(cls, place: Place, part: PartRow, mine: str, *, is_restricted: bool) -> "ConflictPage":
        runs = tuple(run for each in difference(part.text, mine) for run in each.runs)
        return cls(
            place=place,
            part_id=part.id,
            name=part_name(part),
            mine=mine,
            theirs=part.text,
            runs=runs,
            version=part.revision,
            is_restricted=is_restricted,
            who=part.edited_by,
            when=part.edited_at,
        )


@dataclass(frozen=True, slots=True)
class SignPage:
    """The very text and its sum; `shown_sha256` is that of a stale form, empty otherwise."""

    place: Place
    blocks: tuple[tuple[Line, ...], ...]
    sha256: str
    shown_sha256: str = ""

    @classmethod
    def of(cls, place: Place, text: str, sha256: str, shown_sha256: str = "") -> "SignPage":
        return cls(place, laid_out(text), sha256, shown_sha256)


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """The public text, part by part; `shown` is its sum, which the act of publication names."""

    place: Place
    parts: tuple[tuple[bool, tuple[tuple[Line, ...], ...]], ...]
    marks: tuple[PartView, ...]
    parts_left_out: int
    people_left_out: int
    shown: str
    may_publish: bool
    may_mark: bool

    @classmethod
    def of(
        cls,
        place: Place,
        minutes: PublicMinutes,
        parts: tuple[PartRow, ...],
        *,
        may_publish: bool,
        may_mark: bool,
    ) -> "PreviewPage":
        return cls(
            place=place,
            parts=tuple((part.is_left_out, laid_out(part.text)) for part in minutes.parts),
            marks=tuple(view for view in map(PartView.of, parts) if view.may_be_restricted),
            parts_left_out=minutes.parts_left_out,
            people_left_out=minutes.people_left_out,
            shown=minutes_sha256(minutes.text),
            may_publish=may_publish,
            may_mark=may_mark,
        )


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What an edition changed in the one before it."""

    place: Place
    before: int
    note: str
    paragraphs: tuple[Paragraph, ...]
