"""Gathering: one letter a morning to each reader of a digest, made of those that waited for it.

What becomes of the digest becomes of the letters in it: refused, each is one that did not arrive.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask_babel import force_locale
from sqlalchemy import select, update

from core.adapters.database import command, db
from core.kernel.zones import local
from core.letters.digest import digest_of
from core.letters.models import MAIL, OutgoingLetter, PaperLetter
from core.letters.queries.outbox import LetterRow, letter_columns
from core.letters.rules import Addressee, LetterState
from core.letters.services.posting import post, zone_of_region


def gather_digests(*, now: datetime) -> int:
    """Write the digests that are due; returns how many. Costs one statement if none is."""
    o = OutgoingLetter
    due = (o.state == LetterState.HELD, o.due_at <= now)
    readers = db.session.scalars(select(o.addressee).where(*due).distinct()).all()
    return sum(gather_for(addressee, now=now) for addressee in sorted(readers))


@command
def gather_for(addressee: str, *, now: datetime) -> bool:
    """The digest of one reader; another dispatcher may have been quicker."""
    o = OutgoingLetter
    query = (
        select(*letter_columns(), o.person_id, o.account_id)
        .where(o.addressee == addressee, o.state == LetterState.HELD, o.due_at <= now)
        .order_by(o.posted_at, o.id)
        .with_for_update()
    )
    rows = db.session.execute(query).all()
    if not rows:
        return False
    last = rows[-1]
    reader = Addressee(last.name, last.email, last.person_id, last.account_id, last.language)
    waited = [LetterRow(*row[:-2]) for row in rows]
    with force_locale(reader.language):
        digest = digest_of(reader, local(now, zone_of_region()).date(), waited)
    post(digest, now=now)
    gathered_in = select(o.id).where(o.fact == digest.fact, o.channel == MAIL).scalar_subquery()
    db.session.execute(
        update(o)
        .where(o.id.in_([row.id for row in waited]))
        .values(state=LetterState.GATHERED, digest_id=gathered_in, sent_at=now),
        execution_options={"synchronize_session": False},
    )
    return True


@dataclass(frozen=True, slots=True)
class Gathered:
    """A letter inside a digest."""

    id: UUID
    fact: str


def fail_gathered(digest_id: UUID, words: str) -> tuple[Gathered, ...]:
    """A step of sending: the server refused the digest for good, with these words."""
    o = OutgoingLetter
    inside = o.digest_id == digest_id, o.state == LetterState.GATHERED
    statement = (
        update(o).where(*inside).values(state=LetterState.FAILED, sent_at=None, answer=words)
    )
    found = db.session.execute(
        statement.returning(o.id, o.fact), execution_options={"synchronize_session": False}
    )
    return tuple(Gathered(*row) for row in found)


def gather_again(digest: OutgoingLetter, *, now: datetime) -> None:
    """A step of sending again: its letters go with it, but for those handed over meanwhile."""
    o, p = OutgoingLetter, PaperLetter
    handed = select(p.letter_id).where(p.handed_on.is_not(None))
    inside = o.digest_id == digest.id, o.state == LetterState.FAILED, o.id.not_in(handed)
    whither = {"email": digest.email, "search_text": digest.search_text}
    db.session.execute(
        update(o)
        .where(*inside)
        .values(state=LetterState.GATHERED, sent_at=now, answer="", **whither),
        execution_options={"synchronize_session": False},
    )
