"""The papers of a meeting as one page lists them: forms to read them in, state, who gets them."""

from dataclasses import dataclass

from council.meetings.documents.wording import UNAPPROVED
from council.meetings.queries.meetings import MeetingRow
from council.meetings.rules.handing_out import (
    AUDIENCES,
    PACKS,
    Audience,
    PaperKind,
    Reader,
    may_read,
    papers_of,
)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper; a pack is a PDF alone."""

    kind: PaperKind
    audience: Audience
    is_pack: bool


@dataclass(frozen=True, slots=True)
class PapersPage:
    """`minutes_url` and `assignments_url` are empty where there is nothing to read there."""

    meeting: MeetingRow
    lines: tuple[PaperLine, ...]
    is_draft: bool
    minutes_url: str
    assignments_url: str

    @classmethod
    def of(
        cls, meeting: MeetingRow, reader: Reader, *, minutes_url: str, assignments_url: str
    ) -> "PapersPage":
        kinds = (kind for kind in papers_of(meeting.form) if may_read(kind, reader))
        return cls(
            meeting=meeting,
            lines=tuple(line_of(kind) for kind in kinds),
            is_draft=meeting.state in UNAPPROVED,
            minutes_url=minutes_url,
            assignments_url=assignments_url,
        )


def line_of(kind: PaperKind) -> PaperLine:
    return PaperLine(kind, AUDIENCES[kind], kind in PACKS)
