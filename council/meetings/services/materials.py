"""Materials to agenda items: added and taken away until the meeting begins."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from core.adapters import files, journal
from core.adapters.database import command, db
from core.kernel.errors import N_, NotFound, Refusal, Refused
from core.kernel.viewers import Viewer
from council.meetings.models import AgendaItem, ItemFile
from council.meetings.queries.agenda import get_item
from council.meetings.queries.materials import last_file_position
from council.meetings.queries.meetings import get_meeting
from council.meetings.rules.items import ItemAddress
from council.meetings.rules.states import BEFORE

MOST_FILES = 20


@command
def attach_files(
    address: ItemAddress,
    uploads: tuple[files.Upload, ...],
    *,
    is_restricted: bool,
    actor: Viewer,
    now: datetime,
) -> None:
    """Add materials; one that is there already (the same name and content) is not added again."""
    item = changeable_item(address)
    there = {(file.name, file.sha256) for file in files_of(item)}
    new = [upload for upload in uploads if (upload.name, upload.sha256) not in there]
    if len(there) + len(new) > MOST_FILES:
        message = N_("An item has at most %(count)s files. Join some of them into one.")
        raise Refused(Refusal("too_many_files", message, {"count": MOST_FILES}))
    for position, upload in enumerate(new, last_file_position(item.id) + 1):
        db.session.add(
            ItemFile(
                item_id=item.id,
                position=position,
                name=upload.name,
                sha256=files.store(upload, now=now),
                is_restricted=is_restricted,
                added_at=now,
            )
        )
        journal.record(
            "agenda_item.file_added",
            subject_id=item.id,
            actor=actor,
            at=now,
            details={"file": upload.name, "sha256": upload.sha256, "restricted": is_restricted},
        )


@command
def detach_file(address: ItemAddress, file_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """Take a material away."""
    item = changeable_item(address)
    file = db.session.get(ItemFile, file_id)
    if file is None or file.item_id != item.id:
        raise NotFound("no such material")
    details = {"file": file.name, "sha256": file.sha256}
    db.session.delete(file)
    journal.record(
        "agenda_item.file_removed", subject_id=item.id, actor=actor, at=now, details=details
    )


def changeable_item(address: ItemAddress) -> AgendaItem:
    meeting = get_meeting(address.meeting_id, lock=True)
    item = get_item(meeting.id, address.item_id, lock=True)
    if meeting.state not in BEFORE:
        message = N_("The meeting has begun or is over. Its materials cannot be changed any more.")
        raise Refused(Refusal("materials_fixed", message))
    return item


def files_of(item: AgendaItem) -> list[ItemFile]:
    return list(db.session.scalars(select(ItemFile).where(ItemFile.item_id == item.id)))
