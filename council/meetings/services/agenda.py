"""Items of the agenda: proposed by anybody, added and changed by the secretary."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.viewers import Viewer
from council.meetings.models import AgendaItem, Meeting, Speaker
from council.meetings.queries.agenda import find_item, get_item, last_position, lock_items
from council.meetings.queries.meetings import get_meeting
from council.meetings.rules.items import (
    MOST_ITEMS,
    ItemAddress,
    ItemDraft,
    ItemFacts,
    agenda_is_open,
)
from council.meetings.rules.kinds import ItemState
from council.meetings.services.revisions import check_revision, touch
from council.reports.queries import list_tabling_options, lock_report

LIVE = frozenset({ItemState.ACCEPTED, ItemState.PROPOSED})


@command
def propose_item(
    meeting_id: UUID, draft: ItemDraft, *, key: UUID, actor: Viewer, now: datetime
) -> AgendaItem:
    """Hand in a question; the secretary accepts or declines it. A form sent twice gives one."""
    meeting = get_meeting(meeting_id, lock=True)
    return find_item(meeting_id, key) or place(
        new_item(meeting, draft, key), ItemState.PROPOSED, actor, now
    )


@command
def add_item(
    meeting_id: UUID, draft: ItemDraft, *, key: UUID, actor: Viewer, now: datetime
) -> AgendaItem:
    """Put an item on the agenda at once, as the secretary does."""
    meeting = get_meeting(meeting_id, lock=True)
    if made := find_item(meeting_id, key):
        return made
    touch(meeting)
    return place(new_item(meeting, draft, key), ItemState.ACCEPTED, actor, now)


@command
def change_item(
    address: ItemAddress, draft: ItemDraft, *, revision: int, actor: Viewer, now: datetime
) -> AgendaItem:
    """Change an item while the agenda is open."""
    meeting = get_meeting(address.meeting_id, lock=True)
    item = get_item(meeting.id, address.item_id, lock=True)
    check_revision(item, revision)
    check_open(meeting)
    changes = journal.apply_changes(item, columns_of(meeting, draft, item))
    set_speakers(item, draft)
    touch(item)
    journal.record("agenda_item.changed", subject_id=item.id, actor=actor, at=now, details=changes)
    return item


def new_item(meeting: Meeting, draft: ItemDraft, key: UUID) -> AgendaItem:
    """An item after all others, with its speakers; not yet proposed by anybody."""
    check_open(meeting)
    position = last_position(meeting.id) + 1
    if position > MOST_ITEMS:
        message = N_("There are %(count)s items already. Propose it for another meeting.")
        raise Refused(Refusal("too_many_items", message, {"count": MOST_ITEMS}))
    item = AgendaItem(
        id=key, meeting_id=meeting.id, position=position, **columns_of(meeting, draft)
    )
    db.session.add(item)
    db.session.flush()
    set_speakers(item, draft)
    return item


def place(item: AgendaItem, state: ItemState, actor: Viewer, now: datetime) -> AgendaItem:
    item.state, item.proposed_by_id, item.proposed_at = state, actor.person_id, now
    details = {"item": item.title}
    journal.record(f"agenda_item.{state}", subject_id=item.id, actor=actor, at=now, details=details)
    return item


def check_open(meeting: Meeting) -> None:
    if refusal := agenda_is_open(ItemFacts(meeting.state)):
        raise Refused(refusal)


def columns_of(
    meeting: Meeting, draft: ItemDraft, item: AgendaItem | None = None
) -> dict[str, object]:
    """The draft as columns; whether the report is gated goes with it, as the schema asks."""
    report_id = draft.tabled_report
    is_gated: bool | None = None
    if report_id is not None:
        check_report(meeting, report_id, item)
        is_gated = lock_report(report_id).is_gated
    return {
        "title": draft.title,
        "kind": draft.kind,
        "reasoning": draft.reasoning,
        "minutes": draft.minutes,
        "proposed_decision": draft.proposed_decision,
        "report_id": report_id,
        "report_is_gated": is_gated,
    }


def check_report(meeting: Meeting, report_id: UUID, item: AgendaItem | None) -> None:
    """A report of this body that can still be heard, on one item of the meeting only."""
    if item is not None and item.report_id == report_id:
        return
    if report_id not in {each.report_id for each in list_tabling_options(meeting.body_id)}:
        message = N_("This report cannot be tabled. Choose one from the list.")
        raise Refused(Refusal("report_unknown", message))
    others = (each for each in lock_items(meeting.id) if each is not item)
    if any(each.report_id == report_id and each.state in LIVE for each in others):
        raise Refused(Refusal("report_twice", N_("The report is on this agenda already.")))


def set_speakers(item: AgendaItem, draft: ItemDraft) -> None:
    db.session.execute(delete(Speaker).where(Speaker.item_id == item.id))
    db.session.add_all(
        Speaker(
            item_id=item.id,
            position=position,
            person_id=speaker.person_id,
            name=speaker.name,
            post=speaker.post,
        )
        for position, speaker in enumerate(draft.speakers, 1)
    )
