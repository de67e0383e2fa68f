"""Dissenting opinions: during the session and for some days after it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from core.adapters.database import command, db
from core.kernel.errors import Refused
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from council.meetings.models import Dissent, Meeting
from council.meetings.queries.meetings import MeetingRow
from council.meetings.queries.session.hall import day_of, get_hall
from council.meetings.queries.session.locked import find_dissent, get_dissent
from council.meetings.rules.kinds import MeetingState
from council.meetings.rules.session import (
    ON_RECORD,
    TOOK_PLACE,
    Dissenting,
    dissent_refusals,
    dissent_until,
)
from council.meetings.services.recording import considered_item, lock_session, note
from council.membership.queries import procedure_on


@dataclass(frozen=True, slots=True)
class Opinion:
    """Whose opinion, and what it says."""

    person_id: UUID
    text: str


@command
def file_dissent(
    meeting_id: UUID, item_id: UUID, opinion: Opinion, *, actor: Viewer, now: datetime
) -> None:
    """Attach a member's opinion to the minutes; filed again, it replaces the earlier text."""
    meeting = lock_session(meeting_id, TOOK_PLACE, by_ballots=True)
    considered_item(meeting, item_id)
    facts = Dissenting(
        text=opinion.text,
        took_part=opinion.person_id in get_hall(meeting).voters_at(item_id),
        today=local(now, meeting.zone).date(),
        last_day=last_day_of(meeting),
    )
    if refusals := dissent_refusals(facts):
        raise Refused(*refusals)
    write_dissent(meeting, item_id, opinion, now)
    details = {"person_id": opinion.person_id}
    note("dissent.filed", item_id, actor=actor, now=now, details=details)


@command
def withdraw_dissent(meeting_id: UUID, dissent_id: UUID, *, actor: Viewer, now: datetime) -> UUID:
    """Take an opinion back before the minutes go to be signed; returns its item."""
    lock_session(meeting_id, ON_RECORD, by_ballots=True)
    dissent = get_dissent(meeting_id, dissent_id)
    item_id, details = dissent.item_id, {"person_id": dissent.person_id}
    db.session.delete(dissent)
    note("dissent.withdrawn", item_id, actor=actor, now=now, details=details)
    return item_id


def last_day_of(meeting: Meeting | MeetingRow) -> date | None:
    """The last day for opinions; None while the meeting goes on.

    Of a meeting brought in from a file nobody pressed the end; its own time tells it.
    """
    if meeting.state is MeetingState.IN_SESSION:
        return None
    ended = meeting.closed_at or meeting.ends_at or meeting.starts_at
    days = procedure_on(meeting.body_id, day_of(meeting)).dissent_days
    return dissent_until(local(ended, meeting.zone).date(), days)


def write_dissent(meeting: Meeting, item_id: UUID, opinion: Opinion, now: datetime) -> None:
    """Within a command: the opinion of a member on an item; an empty text takes it back."""
    row = find_dissent(item_id, opinion.person_id)
    if not opinion.text.strip():
        if row is not None:
            db.session.delete(row)
        return
    if row is None:
        row = Dissent(item_id=item_id, person_id=opinion.person_id)
        db.session.add(row)
    row.text, row.filed_on = opinion.text, local(now, meeting.zone).date()
