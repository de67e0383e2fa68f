"""Deciding on proposals and putting the agenda in order."""

from datetime import datetime

from core.adapters import journal
from core.adapters.database import command
from core.kernel.viewers import Viewer
from council.meetings.models import AgendaItem
from council.meetings.queries.agenda import get_item, last_position, lock_items
from council.meetings.queries.meetings import get_meeting
from council.meetings.rules.agenda import reordered
from council.meetings.rules.items import ITEM_LIFE_CYCLE, ItemAction, ItemAddress, ItemFacts
from council.meetings.rules.kinds import ItemState
from council.meetings.services.agenda import check_open
from council.meetings.services.revisions import check_revision, touch


@command
def decide_item(
    address: ItemAddress, action: ItemAction, reason: str = "", *, actor: Viewer, now: datetime
) -> AgendaItem:
    """Accept or decline a proposal, take an item off or on again; sent twice, done once."""
    meeting = get_meeting(address.meeting_id, lock=True)
    item = get_item(meeting.id, address.item_id, lock=True)
    if item.state is ITEM_LIFE_CYCLE.steps[action].target:
        return item
    item.state = ITEM_LIFE_CYCLE.advance(action, item.state, ItemFacts(meeting.state, reason))
    item.decline_reason, item.printed_number = reason, None
    if action is ItemAction.ACCEPT:
        item.position = last_position(meeting.id) + 1
    touch(item)
    touch(meeting)
    details = {"item": item.title, "reason": reason}
    journal.record(
        f"agenda_item.{item.state}", subject_id=item.id, actor=actor, at=now, details=details
    )
    return item


@command
def move_item(
    address: ItemAddress, place: int, *, revision: int, actor: Viewer, now: datetime
) -> None:
    """Put an accepted item at a place of the agenda, counted from 1."""
    meeting = get_meeting(address.meeting_id, lock=True)
    moved = get_item(meeting.id, address.item_id)
    check_revision(meeting, revision)
    check_open(meeting)
    items = {item.id: item for item in lock_items(meeting.id) if item.state is ItemState.ACCEPTED}
    for position, item_id in enumerate(reordered(tuple(items), moved.id, place), 1):
        items[item_id].position = position
    touch(meeting)
    details = {"item": moved.title, "to": place}
    journal.record("agenda.reordered", subject_id=meeting.id, actor=actor, at=now, details=details)
