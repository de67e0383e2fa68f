"""A reader's choice: how often, in which language. What waits already follows the new choice."""

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from sqlalchemy import exists, func, select

from core.adapters import journal
from core.adapters.database import command, db
from core.adapters.language import LANGUAGES
from core.kernel.viewers import Viewer
from core.letters.models import LetterAttachment, LetterChoice, OutgoingLetter
from core.letters.rules import Frequency, LetterState
from core.letters.rules.outbox import held_fate
from core.letters.services.posting import zone_of_region


@command
def choose_letters(
    mailboxes: Iterable[str],
    frequency: Frequency,
    language: str | None = None,
    *,
    actor: Viewer,
    now: datetime,
) -> None:
    """Keep the choice for each of the reader's addresses; the last one holds."""
    for mailbox in sorted(set(mailboxes)):
        choice = lock_choice(mailbox, now)
        changes = journal.apply_changes(
            choice,
            {
                "frequency": frequency,
                "language": language if language in LANGUAGES else choice.language,
            },
        )
        choice.chosen_at = now
        db.session.flush()
        if changes:
            journal.record(
                "letters.chosen", subject_id=choice.id, actor=actor, at=now, details=changes
            )
        release_held(mailbox, frequency, now)


def lock_choice(mailbox: str, now: datetime) -> LetterChoice:
    query = select(LetterChoice).where(LetterChoice.mailbox == mailbox).with_for_update()
    found = db.session.scalars(query).one_or_none()
    if found is None:
        found = LetterChoice(
            id=uuid4(),
            mailbox=mailbox,
            frequency=Frequency.AT_ONCE,
            language=LANGUAGES[0],
            chosen_at=now,
        )
        db.session.add(found)
    return found


def release_held(mailbox: str, frequency: Frequency, now: datetime) -> None:
    """Letters that wait for a digest go by the new choice."""
    o, a = OutgoingLetter, LetterAttachment
    invites = exists().where(a.letter_id == o.id, a.is_alternative)
    query = (
        select(o, invites)
        .where(func.lower(o.email) == mailbox, o.state == LetterState.HELD)
        .with_for_update(of=o)
    )
    zone = zone_of_region()
    for letter, is_invitation in db.session.execute(query):
        fate = held_fate(frequency, letter.urgency, is_invitation=is_invitation, now=now, zone=zone)
        letter.state, letter.due_at = fate.state, fate.due_at
