"""What the secretary does about letters that did not arrive, and forgetting those of visitors."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.search import fold
from core.kernel.viewers import Viewer
from core.letters.models import LetterAttachment, OutgoingLetter, PaperLetter
from core.letters.queries.desk import lock_letter
from core.letters.rules import Addressee, LetterState
from core.letters.rules.handing import FORGOTTEN as FORGOTTEN_KEY
from core.letters.rules.letter import OF_ORGANISATION
from core.letters.services.digests import gather_again

MENDABLE = frozenset({LetterState.FAILED, LetterState.NO_ADDRESS, LetterState.KEPT_BACK})
NOT_FAILED = Refusal("not_failed", N_("This letter is on its way or has arrived already."))
EMAIL_UNREADABLE = Refusal("email_unreadable", N_("Enter an e-mail such as name@example.ru."))
SENT_THERE = Refusal("sent_there", N_("The same letter went to this address already."))
FORGOTTEN = "–"


@command
def send_again(letter_id: UUID, email: str, *, actor: Viewer, now: datetime) -> None:
    """Put a letter that failed into the outbox once more, to its address or to a mended one."""
    letter = lock_letter(letter_id)
    if letter.state not in MENDABLE:
        raise Refused(NOT_FAILED)
    reader = Addressee(
        letter.name,
        email,
        letter.person_id,
        letter.account_id,
        organisation_id=organisation_of(letter.addressee),
    )
    if not reader.address:
        raise Refused(EMAIL_UNREADABLE)
    if reader.key != letter.addressee and is_taken(letter, reader.key):
        raise Refused(SENT_THERE)
    changes = journal.apply_changes(letter, {"email": reader.address})
    letter.addressee = reader.key
    letter.search_text = fold(f"{letter.name} {reader.address}")
    letter.state, letter.due_at, letter.attempts = LetterState.WAITING, now, 0
    letter.digest_id = None  # out of a digest that failed it goes by itself
    gather_again(letter, now=now)
    journal.record("letter.sent_again", subject_id=letter.id, actor=actor, at=now, details=changes)


def organisation_of(addressee: str) -> UUID | None:
    """The organisation that a letter went to; None for a person or a mere mailbox."""
    key = addressee.removeprefix(OF_ORGANISATION)
    return UUID(key) if key != addressee else None


def is_taken(letter: OutgoingLetter, addressee: str) -> bool:
    o = OutgoingLetter
    query = select(o.id).where(
        o.fact == letter.fact, o.channel == letter.channel, o.addressee == addressee
    )
    return db.session.scalar(query) is not None


def forget_letters(record_ids: Collection[UUID]) -> None:
    """A step of other services: nothing personal is left of the letters about these records.

    What has not gone yet does not go: whoever is forgotten gets no letters.
    """
    o = OutgoingLetter
    forget_these(db.session.scalars(select(o.id).where(o.record_id.in_(record_ids))).all())


def forget_these(ids: Collection[UUID]) -> None:
    """The same, by the letters' own numbers."""
    o, a = OutgoingLetter, LetterAttachment
    db.session.execute(delete(a).where(a.letter_id.in_(ids)))
    db.session.execute(delete(PaperLetter).where(PaperLetter.letter_id.in_(ids)))
    for letter_id in ids:
        db.session.execute(
            update(o)
            .where(o.id == letter_id)
            .values(
                addressee=f"{FORGOTTEN_KEY}{letter_id.hex}",
                name=FORGOTTEN,
                email="",
                search_text="",
                subject=FORGOTTEN,
                greeting=FORGOTTEN,
                body=[],
                answer="",
            ),
            execution_options={"synchronize_session": False},
        )
    db.session.execute(
        update(o)
        .where(o.id.in_(ids), o.state.not_in([LetterState.SENT, LetterState.GATHERED]))
        .values(state=LetterState.NO_ADDRESS, lease=None, leased_until=None),
        execution_options={"synchronize_session": False},
    )
