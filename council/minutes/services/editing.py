"""Editing part by part: a page made from an older text meets a refusal that shows both."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, Refusal, Refused, Stale
from core.kernel.viewers import Viewer
from council.minutes.models import MinutesPart
from council.minutes.queries import editions
from council.minutes.rules import PartKind
from council.minutes.rules.redaction import RESTRICTABLE
from council.minutes.services.drafting import CHANGED, change_text
from council.minutes.services.shared import demand_editable, locked

EMPTY = Refusal("part_empty", N_("Write the text of this part: minutes have no empty ones."))
ATTACHED_ALREADY = Refusal(
    "attached_already", N_("The minutes have a list of attachments already. Change that one.")
)
NEVER_RESTRICTED = Refusal(
    "never_restricted", N_("This part is always published. Restrict an item or a list of people.")
)


@dataclass(frozen=True, slots=True)
class PartDraft:
    """A part as typed, and the revision of the text it was made from."""

    text: str
    revision: int
    is_restricted: bool = False


@command
def edit_part(part_id: UUID, draft: PartDraft, *, actor: Viewer, now: datetime) -> None:
    """Save the text of one part; an emptied list of attachments goes away."""
    part, edition = editions.lock_part(part_id)
    demand_editable(edition)
    text = normal_text(draft.text)
    if part.revision != draft.revision:
        raise Stale(CHANGED, mine=text, theirs=part.text)
    check_part(part, text, is_restricted=draft.is_restricted)
    if not text:
        remove_part(part, actor=actor, now=now)
        return
    change_text(part, text, actor=actor, now=now, what="minutes.part_edited")
    mark(part, is_restricted=draft.is_restricted, actor=actor, now=now)


def normal_text(text: str) -> str:
    """Line ends as stored, no spaces at line ends, no empty lines around."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def check_part(part: MinutesPart, text: str, *, is_restricted: bool) -> None:
    if not text and part.kind is not PartKind.ATTACHMENTS:
        raise Refused(EMPTY)
    if is_restricted and part.kind not in RESTRICTABLE:
        raise Refused(NEVER_RESTRICTED)


def mark(part: MinutesPart, *, is_restricted: bool, actor: Viewer, now: datetime) -> None:
    if changes := journal.apply_changes(part, {"is_restricted": is_restricted}):
        part.revision += 1
        journal.record(
            "minutes.part_restricted", subject_id=part.id, actor=actor, at=now, details=changes
        )


def remove_part(part: MinutesPart, *, actor: Viewer, now: datetime) -> None:
    journal.record(
        "minutes.part_removed",
        subject_id=part.edition_id,
        actor=actor,
        at=now,
        details={"text": part.text},
    )
    db.session.delete(part)


@command
def add_attachments(edition_id: UUID, text: str, *, actor: Viewer, now: datetime) -> None:
    """A list of attachments, before the signatures."""
    _, edition = locked(edition_id)
    demand_editable(edition)
    parts = editions.load_parts(edition_id)
    if not normal_text(text):
        raise Refused(EMPTY)
    if any(part.kind is PartKind.ATTACHMENTS for part in parts):
        raise Refused(ATTACHED_ALREADY)
    last = parts[-1]
    place = last.position
    if last.kind is PartKind.SIGNATURES:
        last.position += 1
        db.session.flush()
    else:
        place += 1
    part = MinutesPart(
        edition_id=edition_id,
        position=place,
        kind=PartKind.ATTACHMENTS,
        text=normal_text(text),
        edited_by=actor.name,
        edited_at=now,
    )
    db.session.add(part)
    journal.record("minutes.attachments_added", subject_id=edition_id, actor=actor, at=now)
