"""Correction: a new edition copied from the signed one and signed again; the old stays readable.

The meeting keeps its number and its state; the heading of the new edition says since when it holds.
"""

from datetime import date, datetime
from uuid import UUID, uuid4

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.russian import date_long
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from council.meetings.queries.meetings import get_meeting
from council.minutes.models import MinutesEdition, MinutesPart
from council.minutes.queries import editions
from council.minutes.queries.editions import EditionRow
from council.minutes.rules import EditionAction, EditionState, PartKind
from council.minutes.rules.correction import with_note
from council.minutes.rules.states import SIGNED_FOR_EVER, EditionFacts
from council.minutes.services.shared import advance, locked

NOTHING_SIGNED = Refusal(
    "nothing_signed", N_("These minutes are not signed yet: change the draft itself.")
)
CORRECTED_ALREADY = Refusal(
    "corrected_already", N_("A correction is in work already. Open it, or discard it first.")
)
NO_NOTE = Refusal("no_correction_note", N_("Write what is corrected and why."))


@command
def start_correction(
    meeting_id: UUID, note: str, *, actor: Viewer, now: datetime
) -> MinutesEdition:
    """A draft with the words of the edition that holds now; `note` tells readers what changed."""
    meeting = get_meeting(meeting_id, lock=True)
    found = editions.list_editions(meeting_id)
    source = edition_to_correct(found)
    if not note.strip():
        raise Refused(NO_NOTE)
    edition = MinutesEdition(
        id=uuid4(),
        meeting_id=meeting_id,
        number=found[0].number + 1,
        form=source.form,
        correction_note=note.strip(),
        created_at=now,
    )
    db.session.add(edition)
    db.session.flush()
    copy_parts(source.id, edition.id, local(now, meeting.zone).date())
    journal.record(
        "minutes.correction_started",
        subject_id=edition.id,
        actor=actor,
        at=now,
        details={"note": edition.correction_note, "of": source.id},
    )
    return edition


def edition_to_correct(found: tuple[EditionRow, ...]) -> EditionRow:
    """The latest signed edition, if no other is in work."""
    live = [each for each in found if each.state is not EditionState.DISCARDED]
    if not live or all(each.state not in SIGNED_FOR_EVER for each in live):
        raise Refused(NOTHING_SIGNED)
    if live[0].state not in SIGNED_FOR_EVER:
        raise Refused(CORRECTED_ALREADY)
    return live[0]


def copy_parts(source_id: UUID, target_id: UUID, day: date) -> None:
    note = f"(в редакции от {date_long(day)})"
    db.session.add_all(
        MinutesPart(
            edition_id=target_id,
            position=part.position,
            kind=part.kind,
            item_id=part.item_id,
            text=with_note(part.text, note) if part.kind is PartKind.HEADING else part.text,
            is_restricted=part.is_restricted,
        )
        for part in editions.list_parts(source_id)
    )
    db.session.flush()


@command
def discard_correction(edition_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """Give a correction up before it went to be signed; it stays in the list of editions."""
    _, edition = locked(edition_id)
    advance(edition, EditionAction.DISCARD, EditionFacts(number=edition.number))
    journal.record("minutes.correction_discarded", subject_id=edition_id, actor=actor, at=now)
