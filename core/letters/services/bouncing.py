"""Letters that a server took and another one returned: they did not arrive after all.

A report is believed only where it names a letter of ours and its reader: nobody else knows both.
"""

from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import func, select, update

from core.adapters.bounces import Bounce, read_bounce
from core.adapters.database import command, db
from core.adapters.mailboxes import opened
from core.letters.models import OutgoingLetter
from core.letters.queries.outbox import LetterRow, letter_columns
from core.letters.rules import LetterState
from core.letters.services.digests import fail_gathered
from core.letters.services.dispatching import envelope_of
from core.letters.services.sending import note

REMEMBERED = timedelta(days=30)
BOUNCED = "letter.bounced"


def read_bounces(moment: datetime) -> int:
    """Look into the box for reports; returns how many letters did not arrive."""
    box = current_app.config["SETTINGS"].reply_box
    if box is None:
        return 0
    count = 0
    with opened(box) as mailbox:
        for letter in mailbox.with_reports():
            bounce = read_bounce(letter.content)
            if bounce is not None and take_bounce(bounce, now=moment):
                mailbox.done(letter)
                count += 1
    return count


@command
def take_bounce(bounce: Bounce, *, now: datetime) -> bool:
    """Whether it was about a letter of ours; told twice it changes nothing any more."""
    row = letter_of(bounce, now)
    if row is None:
        return False
    o = OutgoingLetter
    failed = (
        update(o)
        .where(o.id == row.id, o.state == LetterState.SENT)
        .values(state=LetterState.FAILED, sent_at=None, answer=bounce.words)
        .returning(o.id)
    )
    if db.session.execute(failed).one_or_none() is not None:
        note(BOUNCED, row, now)
        for inside in fail_gathered(row.id, bounce.words):
            note(BOUNCED, inside, now)
    return True


def letter_of(bounce: Bounce, now: datetime) -> LetterRow | None:
    """The letter of the last month with this very Message-ID to one of these readers."""
    o = OutgoingLetter
    sent = (func.lower(o.email).in_(bounce.recipients), o.posted_at > now - REMEMBERED)
    known = o.state.in_((LetterState.SENT, LetterState.FAILED))
    query = select(*letter_columns()).where(*sent, known)
    rows = (LetterRow(*row) for row in db.session.execute(query))
    return next((row for row in rows if envelope_of(row).message_id == bounce.message_id), None)
