"""Who takes part in an item: leaving the hall, coming back, recusal."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.adapters.database import command, db
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.viewers import Viewer
from council.meetings.models import ItemAbsence, Meeting
from council.meetings.queries.session.hall import get_hall
from council.meetings.queries.session.items import ItemLine, get_item_line
from council.meetings.queries.session.locked import list_absence_records
from council.meetings.rules.roll import from_item_on, vote_is_not_taken
from council.meetings.rules.session import reason_is_given
from council.meetings.services.recording import lock_session, note


@dataclass(frozen=True, slots=True)
class Recusal:
    """Who takes no part in an item, and why."""

    person_id: UUID
    reason: str


@command
def leave(
    meeting_id: UUID, item_id: UUID, person_id: UUID, *, actor: Viewer, now: datetime
) -> None:
    """The member left the hall: from this item on, until they come back."""
    meeting = lock_session(meeting_id)
    items = open_items(meeting, item_id, person_id)
    known = list_absence_records(items, person_id)
    for each in items:
        if each not in known:
            db.session.add(ItemAbsence(item_id=each, person_id=person_id))
    note("member.left", item_id, actor=actor, now=now, details={"person_id": person_id})


@command
def come_back(
    meeting_id: UUID, item_id: UUID, person_id: UUID, *, actor: Viewer, now: datetime
) -> None:
    """The member is in the hall again, from this item on. A recusal stays."""
    meeting = lock_session(meeting_id)
    items = open_items(meeting, item_id, person_id)
    for row in list_absence_records(items, person_id).values():
        if not row.is_recusal:
            db.session.delete(row)
    note("member.returned", item_id, actor=actor, now=now, details={"person_id": person_id})


@command
def recuse(
    meeting_id: UUID, item_id: UUID, recusal: Recusal, *, actor: Viewer, now: datetime
) -> None:
    """The member takes no part in this item because of a conflict of interest."""
    meeting = lock_session(meeting_id)
    open_items(meeting, item_id, recusal.person_id)
    if refusal := reason_is_given(recusal.reason):
        raise Refused(refusal)
    row = list_absence_records([item_id], recusal.person_id).get(item_id)
    if row is None:
        row = ItemAbsence(item_id=item_id, person_id=recusal.person_id)
        db.session.add(row)
    row.is_recusal, row.reason = True, recusal.reason
    details = {"person_id": recusal.person_id, "reason": recusal.reason}
    note("member.recused", item_id, actor=actor, now=now, details=details)


@command
def withdraw_recusal(
    meeting_id: UUID, item_id: UUID, person_id: UUID, *, actor: Viewer, now: datetime
) -> None:
    """The member takes part in the item after all."""
    meeting = lock_session(meeting_id)
    open_items(meeting, item_id, person_id)
    row = list_absence_records([item_id], person_id).get(item_id)
    if row is not None and row.is_recusal:
        db.session.delete(row)
        details = {"person_id": person_id}
        note("member.recusal_withdrawn", item_id, actor=actor, now=now, details=details)


def open_items(meeting: Meeting, item_id: UUID, person_id: UUID) -> list[UUID]:
    """The item and those after it that nobody has voted on; checks that it can be changed."""
    line, lines = get_item_line(meeting.id, item_id)
    if refusal := vote_is_not_taken(is_voted=line.record.is_voted):
        raise Refused(refusal)
    if person_id not in get_hall(meeting).present:
        message = N_("This person is not among those present. Correct the roll first.")
        raise Refused(Refusal("not_present", message))
    return from_item_on([each.id for each in lines], item_id, closed(lines))


def closed(lines: tuple[ItemLine, ...]) -> frozenset[UUID]:
    return frozenset(each.id for each in lines if each.is_heard or each.record.is_voted)
