"""What the pages about letters show: plain values, nothing left to load."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.adapters.journal import HistoryLine
from core.letters.models import OutgoingLetter
from core.letters.queries.desk import LineRow
from core.letters.rules import Attachment, LetterState
from core.letters.rules.handing import is_for_paper
from core.letters.services.mending import MENDABLE

TONES = {
    LetterState.WAITING: "warn",
    LetterState.SENDING: "warn",
    LetterState.SENT: "ok",
    LetterState.FAILED: "bad",
    LetterState.HELD: "new",
    LetterState.GATHERED: "ok",
    LetterState.KEPT_BACK: "plain",
    LetterState.NO_ADDRESS: "bad",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a letter is shown: to a keeper or its reader, on a site that sends, plays or keeps.

    `digest_id`: the digest that it went in, if the viewer may read that.
    """

    is_kept_by_viewer: bool
    is_mute: bool
    is_demo: bool
    digest_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class LettersPage:
    """A list of letters. `is_mute`: no mail server is set, nothing leaves the site.

    `late_since`: the oldest letter that should have gone by now, if it waits for too long.
    """

    lines: tuple[LineRow, ...]
    found: int
    number: int
    total: int
    is_mute: bool
    is_demo: bool
    late_since: datetime | None = None

    def tone(self, line: LineRow) -> str:
        if line.handed_on:
            return "ok"
        return "warn" if line.paper_number else TONES[line.state]


@dataclass(frozen=True, slots=True)
class Part:
    """An attachment as it is offered for download."""

    position: int
    name: str
    media_type: str
    size: int

    @classmethod
    def of(cls, attachments: Sequence[Attachment]) -> "tuple[Part, ...]":
        return tuple(
            cls(position, each.name, each.media_type.partition(";")[0], len(each.content))
            for position, each in enumerate(attachments, 1)
        )


@dataclass(frozen=True, slots=True)
class LetterPage:
    """One letter. `is_kept_by_viewer`: the viewer is no mere reader but keeps the letters."""

    id: UUID
    subject: str
    name: str
    email: str
    state: LetterState
    tone: str
    about: str
    posted_at: datetime
    due_at: datetime
    sent_at: datetime | None
    attempts: int
    answer: str
    text: str
    parts: tuple[Part, ...]
    history: Sequence[HistoryLine]
    is_mute: bool
    is_demo: bool
    is_kept_by_viewer: bool
    digest_id: UUID | None
    may_be_printed: bool

    @property
    def may_be_sent_again(self) -> bool:
        return self.is_kept_by_viewer and self.state in MENDABLE

    @property
    def may_go_on_paper(self) -> bool:
        return self.is_kept_by_viewer and self.may_be_printed

    @property
    def waits_in_vain(self) -> bool:
        return self.is_mute and self.state in {LetterState.WAITING, LetterState.SENDING}

    @classmethod
    def of(
        cls,
        letter: OutgoingLetter,
        text: str,
        attachments: Sequence[Attachment],
        history: Sequence[HistoryLine],
        place: Place,
    ) -> "LetterPage":
        return cls(
            id=letter.id,
            subject=letter.subject,
            name=letter.name,
            email=letter.email,
            state=letter.state,
            tone=TONES[letter.state],
            about=letter.about,
            posted_at=letter.posted_at,
            due_at=letter.due_at,
            sent_at=letter.sent_at,
            attempts=letter.attempts,
            answer=letter.answer,
            text=text,
            parts=Part.of(attachments),
            history=history,
            is_mute=place.is_mute,
            is_demo=place.is_demo,
            is_kept_by_viewer=place.is_kept_by_viewer,
            digest_id=place.digest_id,
            may_be_printed=is_for_paper(letter.state, letter.kind),
        )


def masked(email: str) -> str:
    """«о…@region.ru»: enough to know one's own address, too little to learn another's."""
    local, _, host = email.rpartition("@")
    return f"{local[:1]}…@{host}" if local else ""
