"""Photos and papers of an event: kept without what is not seen, described, shown to visitors."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from core.adapters import files, journal
from core.adapters.belonging import Spot, move_up, next_position, owned, part_of
from core.adapters.database import command, db
from core.adapters.pictures import Picture, cleaned
from core.kernel.errors import Refused
from core.kernel.viewers import Viewer
from events.programme.models import EventPhoto
from events.programme.queries import lock_event
from events.programme.rules.photos import photo_faults
from events.programme.services.shared import note_beside


@dataclass(frozen=True, slots=True)
class PhotoDraft:
    """What the pictures show, who agreed to their publication, whether visitors see them."""

    caption: str
    consent: str = ""
    is_shown: bool = False


def check(draft: PhotoDraft) -> None:
    """Raises `Refused` with every fault."""
    if faults := photo_faults(draft.caption, draft.consent, is_shown=draft.is_shown):
        raise Refused(*faults)


@command
def add_photos(
    event_id: UUID,
    uploads: tuple[files.Upload, ...],
    draft: PhotoDraft,
    *,
    actor: Viewer,
    now: datetime,
) -> None:
    """Keep checked files, pictures made anew; the same file twice is kept once."""
    lock_event(event_id)
    check(draft)
    known = set(
        db.session.scalars(select(EventPhoto.sha256).where(EventPhoto.event_id == event_id))
    )
    for picture in [cleaned(upload) for upload in uploads]:
        if picture.upload.sha256 not in known:
            known.add(picture.upload.sha256)
            add_photo(event_id, picture, draft, now=now)
            name = picture.upload.name
            note_beside(event_id, "event.photo_added", name, actor=actor, now=now)


def add_photo(event_id: UUID, picture: Picture, draft: PhotoDraft, *, now: datetime) -> None:
    row = EventPhoto(
        event_id=event_id,
        position=next_position(EventPhoto, EventPhoto.event_id, event_id),
        name=picture.upload.name,
        caption=draft.caption.strip(),
        consent=draft.consent.strip(),
        is_shown=draft.is_shown,
        sha256=files.store(picture.upload, now=now),
        width=picture.width,
        height=picture.height,
    )
    db.session.add(row)
    db.session.flush()


@command
def change_photo(spot: Spot, draft: PhotoDraft, *, actor: Viewer, now: datetime) -> None:
    """Other words, another note on the consent; shown to visitors or not."""
    lock_event(spot.root_id)
    check(draft)
    row = part_of(EventPhoto, spot, "event_id")
    values = {
        "caption": draft.caption.strip(),
        "consent": draft.consent.strip(),
        "is_shown": draft.is_shown,
    }
    if journal.apply_changes(row, values):
        row.revision += 1
        note_beside(spot.root_id, "event.photo_changed", row.name, actor=actor, now=now)


@command
def raise_photo(spot: Spot, *, actor: Viewer, now: datetime) -> None:
    """Before the one above."""
    lock_event(spot.root_id)
    row = owned(EventPhoto, spot, "event_id")
    if move_up(EventPhoto, EventPhoto.event_id, row):
        note_beside(spot.root_id, "event.photo_changed", row.name, actor=actor, now=now)
