"""Drafting: the minutes, or one part of them, written from the session."""

from datetime import datetime
from uuid import UUID, uuid4

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, Refusal, Refused, Stale
from core.kernel.viewers import Viewer
from council.meetings.models import Meeting
from council.meetings.queries.meetings import get_meeting
from council.meetings.rules.kinds import MeetingState
from council.minutes.models import MinutesEdition, MinutesPart
from council.minutes.queries import editions
from council.minutes.queries.records import get_session
from council.minutes.rules import EditionState, MinutesForm
from council.minutes.rules.drafting import DraftPart, drafted
from council.minutes.services.shared import demand_editable, locked

NOT_HELD = Refusal(
    "not_held", N_("Minutes are drafted when the meeting is over. Close the session first.")
)
ARCHIVED = Refusal(
    "archived", N_("This meeting was held before the system: its session is not recorded here.")
)
DRAFTED_ALREADY = Refusal(
    "drafted_already", N_("The minutes of this meeting are drafted already. Open them.")
)
NOT_A_DRAFT = Refusal(
    "not_a_draft",
    N_("Only a draft is written anew. Take the minutes back from circulation first."),
)
NOTHING_TO_DRAFT = Refusal(
    "nothing_to_draft", N_("The session holds nothing for this part. Write it by hand.")
)
CHANGED = Refusal(
    "part_changed", N_("Somebody saved this part while you were writing. Compare the texts.")
)


@command
def draft_minutes(
    meeting_id: UUID, form: MinutesForm, *, actor: Viewer, now: datetime
) -> MinutesEdition:
    """The first edition, from the session of a meeting that is over."""
    meeting = get_meeting(meeting_id, lock=True)
    if meeting.state is not MeetingState.HELD:
        raise Refused(NOT_HELD)
    if meeting.archive_seats is not None:
        raise Refused(ARCHIVED)
    if editions.last_number(meeting_id):
        raise Refused(DRAFTED_ALREADY)
    edition = MinutesEdition(id=uuid4(), meeting_id=meeting_id, number=1, form=form, created_at=now)
    db.session.add(edition)
    write_parts(edition.id, drafted(get_session(meeting), form))
    journal.record("minutes.drafted", subject_id=edition.id, actor=actor, at=now)
    return edition


@command
def redraft_minutes(
    edition_id: UUID, form: MinutesForm, *, revision: int, actor: Viewer, now: datetime
) -> None:
    """All parts anew, in the asked form; what was written by hand stays in the journal only."""
    meeting, edition = locked(edition_id)
    check_redraft(edition, revision)
    old = editions.load_parts(edition_id)
    lost = [part.text for part in old]
    for part in old:
        db.session.delete(part)
    db.session.flush()
    edition.form = form
    edition.revision += 1
    write_parts(edition.id, drafted(get_session(meeting), form))
    journal.record(
        "minutes.redrafted", subject_id=edition.id, actor=actor, at=now, details={"lost": lost}
    )


def check_redraft(edition: MinutesEdition, revision: int) -> None:
    """A correction is made from the signed text, never from the session."""
    if edition.state is not EditionState.DRAFT or edition.number > 1:
        raise Refused(NOT_A_DRAFT)
    if edition.revision != revision:
        raise Stale(CHANGED)


@command
def redraft_part(part_id: UUID, *, revision: int, actor: Viewer, now: datetime) -> None:
    """One part anew from the session; the others keep what was written by hand."""
    part, edition = editions.lock_part(part_id)
    demand_editable(edition)
    new = part_from(get_meeting(edition.meeting_id), part, edition.form)
    if part.revision != revision:
        raise Stale(CHANGED, mine=new.text, theirs=part.text)
    change_text(part, new.text, actor=actor, now=now, what="minutes.part_redrafted")


def part_from(meeting: Meeting, part: MinutesPart, form: MinutesForm) -> DraftPart:
    parts = drafted(get_session(meeting), form)
    key = (part.kind, part.item_id)
    found = next((each for each in parts if (each.kind, each.item_id) == key), None)
    if found is None:
        raise Refused(NOTHING_TO_DRAFT)
    return found


def change_text(part: MinutesPart, text: str, *, actor: Viewer, now: datetime, what: str) -> None:
    """Save a text; the old one stays in the journal, so that nothing is lost."""
    if changes := journal.apply_changes(part, {"text": text}):
        part.revision += 1
        part.edited_by, part.edited_at = actor.name, now
        journal.record(what, subject_id=part.id, actor=actor, at=now, details=changes)


def write_parts(edition_id: UUID, parts: tuple[DraftPart, ...]) -> None:
    db.session.flush()
    db.session.add_all(
        MinutesPart(
            edition_id=edition_id,
            position=position,
            kind=part.kind,
            item_id=part.item_id,
            text=part.text,
        )
        for position, part in enumerate(parts, start=1)
    )
    db.session.flush()
