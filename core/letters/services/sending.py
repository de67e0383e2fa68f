"""The dispatcher: claim a batch under a lease, commit, send each, mark each in its own transaction.

Nothing is lost when it dies: the lease ends and another takes the batch. At most the letter between
the server's "yes" and our mark goes twice, with the same Message-ID. docs/adr/0007.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from uuid import UUID, uuid4

from sqlalchemy import or_, select, update

from core.adapters import journal
from core.adapters.database import command, db
from core.adapters.mail import NotSent, PutOff
from core.kernel.retrying import wait_after
from core.letters.models import OutgoingLetter
from core.letters.queries.outbox import LetterRow, load_attachments, load_leased
from core.letters.rules import Attachment, LetterState
from core.letters.rules.keeping import has_secrets, without_secrets
from core.letters.rules.outbox import BATCH, LEASE, WORST_SEND, is_hopeless
from core.letters.services.digests import Gathered, fail_gathered
from core.letters.services.posting import POST

# Takes one letter with its attachments; raises `NotSent` if the server does not take it.
Send = Callable[[LetterRow, tuple[Attachment, ...]], str]


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the letters that were tried."""

    sent: int = 0
    put_off: int = 0
    failed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.sent + other.sent, self.put_off + other.put_off, self.failed + other.failed
        )

    @property
    def tried(self) -> int:
        return self.sent + self.put_off + self.failed


class Watch:
    """The moment of the caller and the time that has passed since: no clock is read here."""

    def __init__(self, now: datetime) -> None:
        self.began = now
        self.started = monotonic()

    def now(self) -> datetime:
        return self.began + timedelta(seconds=monotonic() - self.started)

    def has_time_for_one(self) -> bool:
        """Whether the slowest letter would still end within the lease."""
        return self.now() + WORST_SEND < self.began + LEASE


def send_batch(send: Send, *, now: datetime, size: int = BATCH) -> Tally:
    """Send what is due, at most a batch; an empty tally says that nothing was."""
    lease = claim(uuid4(), size, now=now)
    if lease is None:
        return Tally()
    watch = Watch(now)
    rows = load_leased(lease)
    attachments = load_attachments([row.id for row in rows])
    db.session.rollback()  # no transaction stays open while a server thinks
    tally = Tally()
    for one in each_sent(rows, attachments, send, watch, lease):
        tally += one
    return tally


def each_sent(
    rows: tuple[LetterRow, ...],
    attachments: dict[UUID, tuple[Attachment, ...]],
    send: Send,
    watch: Watch,
    lease: UUID,
) -> Iterator[Tally]:
    """Try one after the other; what no time or no server is left for goes back at once."""
    gone: NotSent | None = None
    for row in rows:
        if gone is not None:
            yield mark_put_off(row, gone.words, lease, now=watch.now())
        elif not watch.has_time_for_one():
            give_back(row.id, lease)
        else:
            try:
                words = send(row, attachments.get(row.id, ()))
            except PutOff as error:
                gone = error if error.concerns_all else None
                yield mark_put_off(row, error.words, lease, now=watch.now())
            except NotSent as error:
                yield mark_failed(row, error.words, lease, now=watch.now())
            else:
                yield mark_sent(row, words, lease, now=watch.now())


@command
def claim(lease: UUID, size: int, *, now: datetime) -> UUID | None:
    """Take the letters that are due, and those whose holder died; None if there are none."""
    o = OutgoingLetter
    due = or_(
        (o.state == LetterState.WAITING) & (o.due_at <= now),
        (o.state == LetterState.SENDING) & (o.leased_until <= now),
    )
    chosen = (
        select(o.id)
        .where(due)
        .order_by(o.due_at, o.posted_at, o.id)
        .limit(size)
        .with_for_update(skip_locked=True)
    )
    taken = db.session.scalars(chosen).all()
    db.session.execute(
        update(o)
        .where(o.id.in_(taken))
        .values(state=LetterState.SENDING, lease=lease, leased_until=now + LEASE),
        execution_options={"synchronize_session": False},
    )
    return lease if taken else None


@command
def mark_sent(row: LetterRow, words: str, lease: UUID, *, now: datetime) -> Tally:
    """The server took it. One-time links are forgotten here: they are in the letter alone."""
    body = without_secrets(row.body) if has_secrets(row.body) else row.body
    if end(row.id, lease, state=LetterState.SENT, sent_at=now, answer=words, body=body):
        note("letter.sent", row, now)
    return Tally(sent=1)


@command
def mark_put_off(row: LetterRow, words: str, lease: UUID, *, now: datetime) -> Tally:
    """Try again later, until it has been put off for days."""
    attempts = row.attempts + 1
    if is_hopeless(attempts):
        return given_up(row, words, lease, now)
    due_at = now + wait_after(attempts)
    end(row.id, lease, state=LetterState.WAITING, attempts=attempts, due_at=due_at, answer=words)
    return Tally(put_off=1)


@command
def mark_failed(row: LetterRow, words: str, lease: UUID, *, now: datetime) -> Tally:
    """The server will never take it: the secretary is shown the address and these words."""
    return given_up(row, words, lease, now)


def given_up(row: LetterRow, words: str, lease: UUID, now: datetime) -> Tally:
    """A digest fails with every letter in it: each of them did not arrive."""
    attempts = row.attempts + 1
    if end(row.id, lease, state=LetterState.FAILED, attempts=attempts, answer=words):
        note("letter.failed", row, now)
        for inside in fail_gathered(row.id, words):
            note("letter.failed", inside, now)
    return Tally(failed=1)


@command
def give_back(letter_id: UUID, lease: UUID) -> None:
    end(letter_id, lease, state=LetterState.WAITING)


def note(what: str, row: LetterRow | Gathered, now: datetime) -> None:
    """What became of the letter; to whom it went stands in the outbox alone."""
    details = {"kind": row.fact.partition(":")[0]}
    journal.record(what, subject_id=row.id, actor=POST, at=now, details=details)


def end(letter_id: UUID, lease: UUID, **values: object) -> bool:
    """End the lease of one letter, unless another dispatcher holds it by now; whether it ended."""
    o = OutgoingLetter
    ended = (
        update(o)
        .where(o.id == letter_id, o.lease == lease)
        .values(lease=None, leased_until=None, **values)
        .returning(o.id)
    )
    found = db.session.execute(ended, execution_options={"synchronize_session": False})
    return found.one_or_none() is not None
