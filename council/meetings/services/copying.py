"""Copying the agenda of another meeting, for example of one that had no quorum."""

from datetime import datetime
from uuid import UUID, uuid4

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, NotFound, Refusal, Refused
from core.kernel.viewers import Viewer
from council.meetings.models import AgendaItem, ItemFile, Speaker
from council.meetings.queries.agenda import ItemRow, accepted, last_position, list_items
from council.meetings.queries.materials import list_files, list_speakers
from council.meetings.queries.meetings import get_meeting
from council.meetings.rules.items import MOST_ITEMS
from council.meetings.rules.kinds import ItemState
from council.meetings.services.agenda import LIVE, check_open
from council.meetings.services.revisions import check_revision, touch


@command
def copy_agenda(
    meeting_id: UUID, source_id: UUID, *, revision: int, actor: Viewer, now: datetime
) -> int:
    """Add the accepted items of another meeting of the same body; returns how many.

    Items whose report stands on this agenda already are passed over.
    """
    meeting, source = get_meeting(meeting_id, lock=True), get_meeting(source_id)
    if source.body_id != meeting.body_id or source.id == meeting.id:
        raise NotFound("no such meeting of this body")
    check_revision(meeting, revision)
    check_open(meeting)
    here = list_items(meeting_id)
    tabled = {row.report_id for row in here if row.state in LIVE} - {None}
    rows = [row for row in accepted(list_items(source_id)) if row.report_id not in tabled]
    if not rows:
        message = N_("That agenda has no items that could be copied.")
        raise Refused(Refusal("nothing_to_copy", message))
    if len(here) + len(rows) > MOST_ITEMS:
        message = N_("There would be more than %(count)s items. Copy another agenda.")
        raise Refused(Refusal("too_many_items", message, {"count": MOST_ITEMS}))
    copy_rows(meeting_id, source_id, rows, actor, now)
    touch(meeting)
    details = {"from": source_id, "items": len(rows)}
    journal.record(
        "meeting.agenda_copied", subject_id=meeting.id, actor=actor, at=now, details=details
    )
    return len(rows)


def copy_rows(
    meeting_id: UUID, source_id: UUID, rows: list[ItemRow], actor: Viewer, now: datetime
) -> None:
    new_ids = {row.id: uuid4() for row in rows}
    for position, row in enumerate(rows, last_position(meeting_id) + 1):
        item = copied_item(row, new_ids[row.id])
        item.meeting_id, item.position = meeting_id, position
        item.proposed_by_id, item.proposed_at = actor.person_id, now
        db.session.add(item)
    db.session.flush()
    copy_speakers(source_id, new_ids)
    copy_files(source_id, new_ids, now)


def copied_item(row: ItemRow, item_id: UUID) -> AgendaItem:
    return AgendaItem(
        id=item_id,
        title=row.title,
        kind=row.kind,
        state=ItemState.ACCEPTED,
        reasoning=row.reasoning,
        minutes=row.minutes,
        proposed_decision=row.proposed_decision,
        report_id=row.report_id,
        report_is_gated=row.report_is_gated,
    )


def copy_speakers(source_id: UUID, new_ids: dict[UUID, UUID]) -> None:
    counts = dict.fromkeys(new_ids, 0)
    for row in list_speakers(source_id):
        if row.item_id in new_ids:
            counts[row.item_id] += 1
            post = "" if row.person_id else row.post
            name = "" if row.person_id else row.name
            db.session.add(
                Speaker(
                    item_id=new_ids[row.item_id],
                    position=counts[row.item_id],
                    person_id=row.person_id,
                    name=name,
                    post=post,
                )
            )


def copy_files(source_id: UUID, new_ids: dict[UUID, UUID], now: datetime) -> None:
    for position, row in enumerate(list_files(source_id), 1):
        if row.item_id in new_ids:
            db.session.add(
                ItemFile(
                    item_id=new_ids[row.item_id],
                    position=position,
                    name=row.name,
                    sha256=row.sha256,
                    is_restricted=row.is_restricted,
                    added_at=now,
                )
            )
