"""Tabling an edition: it stands behind an agenda item of kind plan until the council decides."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, NotFound, Refusal, Refused
from core.kernel.viewers import Viewer
from council.meetings.models import AgendaItem, Meeting
from council.meetings.rules.kinds import ItemKind, ItemState
from events.plan.models import PlanEdition, PlanLine, PlanRemoval
from events.plan.queries import get_edition
from events.plan.queries.differences import find_before, list_changes
from events.plan.rules.editions import LIFE_CYCLE, EditionFacts, PlanEditionAction
from events.plan.rules.meetings import OFF_STATES, OPEN_STATES
from events.plan.services import shared

WRONG_ITEM = Refusal(
    "wrong_item",
    N_("Choose an item of kind “plan of events” of a meeting that has not begun yet."),
)
TAKEN = Refusal("item_taken", N_("Another plan stands behind this item already."))


@command
def table_edition(
    edition_id: UUID, item_id: UUID, *, revision: int, actor: Viewer, now: datetime
) -> None:
    """Put the edition behind an agenda item; from now on its lines stay as they are."""
    edition = shared.lock_draft(edition_id)
    shared.check_revision(edition.revision, revision)
    meeting = meeting_of(item_id)
    state = LIFE_CYCLE.advance(PlanEditionAction.TABLE, edition.state, facts_of(edition))
    if db.session.scalar(select(PlanEdition.id).where(PlanEdition.item_id == item_id)):
        raise Refused(TAKEN)
    edition.item_id, edition.meeting_id, edition.state = item_id, meeting.id, state
    edition.revision += 1
    record("plan.tabled", edition, meeting, actor=actor, now=now)


@command
def take_back(edition_id: UUID, *, revision: int, actor: Viewer, now: datetime) -> None:
    """Take the edition off the agenda while its meeting has not begun, or was not held."""
    edition = get_edition(edition_id, lock=True)
    shared.check_revision(edition.revision, revision)
    meeting = db.session.get(Meeting, edition.meeting_id) if edition.meeting_id else None
    begun = meeting is not None and meeting.state not in OPEN_STATES | OFF_STATES
    facts = EditionFacts(meeting_has_begun=begun)
    edition.state = LIFE_CYCLE.advance(PlanEditionAction.TAKE_BACK, edition.state, facts)
    edition.item_id = edition.meeting_id = None
    edition.revision += 1
    record("plan.taken_back", edition, meeting, actor=actor, now=now)


def meeting_of(item_id: UUID) -> Meeting:
    """The meeting of the item, locked; refuses an item that cannot decide a plan."""
    item = db.session.get(AgendaItem, item_id, populate_existing=True)
    if item is None:
        raise NotFound("no such item")
    query = select(Meeting).where(Meeting.id == item.meeting_id).with_for_update()
    meeting = db.session.scalars(query).one()
    accepted = item.kind is ItemKind.PLAN and item.state is ItemState.ACCEPTED
    if not accepted or meeting.state not in OPEN_STATES:
        raise Refused(WRONG_ITEM)
    return meeting


def facts_of(edition: PlanEdition) -> EditionFacts:
    """What stands in the way of tabling: no lines, lines without time, changes without reasons."""
    lines = shared.list_whole_lines(edition.id)
    changes = list_changes(edition.id, find_before(edition.plan_id, edition.number))
    reasons = {line.event_id: line.reason for line in lines} | dict(removal_reasons(edition.id))
    return EditionFacts(
        lines=len(lines),
        unready=sum(not is_dated(line) for line in lines),
        unreasoned=sum(not reasons.get(change.event_id, "").strip() for change in changes),
        differs=edition.number == 1 or bool(changes),
    )


def is_dated(line: PlanLine) -> bool:
    """The one thing a line may lack that was copied from another year."""
    return line.starts_on is not None or line.month is not None


def removal_reasons(edition_id: UUID) -> list[tuple[UUID, str]]:
    query = select(PlanRemoval.event_id, PlanRemoval.reason).where(
        PlanRemoval.edition_id == edition_id
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]


def record(
    what: str, edition: PlanEdition, meeting: Meeting | None, *, actor: Viewer, now: datetime
) -> None:
    details = {"number": edition.number, "meeting": meeting.number if meeting else None}
    journal.record(what, subject_id=edition.plan_id, actor=actor, at=now, details=details)
    if meeting is not None:
        journal.record(what, subject_id=meeting.id, actor=actor, at=now, details=details)
