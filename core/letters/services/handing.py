"""Letters that no e-mail reaches: printed under a number of their own, handed over by hand."""

from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import Refused
from core.kernel.viewers import Viewer
from core.letters.models import OutgoingLetter, PaperLetter
from core.letters.queries.desk import lock_letter
from core.letters.queries.handing import is_number_taken, lock_paper
from core.letters.rules.handing import (
    FORGOTTEN,
    NUMBER_TAKEN,
    ON_ITS_WAY,
    Handing,
    PaperDraft,
    is_for_paper,
    misdated,
)
from core.letters.services.posting import zone_of_region


@command
def put_on_paper(letter_id: UUID, draft: PaperDraft, *, actor: Viewer, now: datetime) -> None:
    """Give the letter its sheet, or another one while it has not been handed over."""
    letter, paper = taken(letter_id, now)
    check_day(letter, draft.dated_on, now)
    if is_number_taken(draft.dated_on.year, draft.number, letter_id):
        raise Refused(NUMBER_TAKEN)
    paper.year, paper.made_at = draft.dated_on.year, now
    for name, value in asdict(draft).items():
        setattr(paper, name, value)
    db.session.add(paper)
    details = {"number": draft.number, "dated_on": draft.dated_on}
    journal.record("letter.printed", subject_id=letter_id, actor=actor, at=now, details=details)


@command
def mark_handed(letter_id: UUID, handing: Handing, *, actor: Viewer, now: datetime) -> None:
    """Write down how the letter reached its reader; said again it is corrected."""
    letter, paper = taken(letter_id, now)
    check_day(letter, handing.day, now)
    paper.way, paper.handed_on, paper.note = handing.way, handing.day, handing.note
    db.session.add(paper)
    details = {"way": handing.way.value, "day": handing.day, "note": handing.note}
    journal.record("letter.handed_over", subject_id=letter_id, actor=actor, at=now, details=details)


def taken(letter_id: UUID, now: datetime) -> tuple[OutgoingLetter, PaperLetter]:
    """The locked letter and its sheet, a new one if it has none."""
    letter = lock_letter(letter_id)
    if not is_for_paper(letter.state, letter.kind) or letter.addressee.startswith(FORGOTTEN):
        raise Refused(ON_ITS_WAY)
    blank = PaperLetter(letter_id=letter_id, year=now.year, made_at=now, note="")
    return letter, lock_paper(letter_id) or blank


def check_day(letter: OutgoingLetter, day: date, now: datetime) -> None:
    zone = zone_of_region()
    if refusal := misdated(day, posted_at=letter.posted_at, now=now, zone=zone):
        raise Refused(refusal)
