"""Posting: a letter is written down in the transaction of the fact that it tells of.

Called inside a service's `@command`. The second letter of one fact to one addressee is not
written, whoever posts it and however often. Nothing is sent here.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from flask_babel import force_locale
from sqlalchemy import insert
from sqlalchemy.dialects import postgresql, sqlite

from core.adapters import journal
from core.adapters.database import db
from core.kernel.search import fold
from core.kernel.viewers import Viewer
from core.letters.models import MAIL, LetterAttachment, OutgoingLetter
from core.letters.queries.choices import UNSAID, load_choices
from core.letters.rules import Addressee, Letter
from core.letters.rules.keeping import kept
from core.letters.rules.letter import LONGEST_NAME, LONGEST_SUBJECT, one_line
from core.letters.rules.outbox import fate_of
from core.region.queries import find_region

LONGEST_SEARCHED = 500
POST = Viewer(name="site")  # letters follow from facts: the site itself writes them
Make = Callable[[Addressee], Letter]


def post(letter: Letter, *, now: datetime) -> bool:
    """Write one letter, in the language that its value has; False if it was written before."""
    return Posting([letter.addressee], now).add(letter)


def post_to(addressees: Iterable[Addressee], make: Make, *, now: datetime) -> int:
    """Write a letter to each addressee in the language that each of them chose; returns how many.

    `make` is called once per reader with gettext set to the reader's language. Readers are
    written to in one order, so that two services at once wait for each other and never for good.
    """
    readers = {each.key: each for each in addressees}
    posting = Posting(readers.values(), now)
    written = 0
    for key in sorted(readers):
        reader = replace(readers[key], language=posting.language(readers[key]))
        with force_locale(reader.language):
            letter = make(reader)
        written += posting.add(letter)
    return written


class Posting:
    """What the letters of one fact share: the readers' choices, the moment and the zone."""

    def __init__(self, readers: Collection[Addressee], now: datetime) -> None:
        self.choices = load_choices(readers)
        self.zone = zone_of_region()
        self.now = now

    def language(self, reader: Addressee) -> str:
        choice = self.choices.get(reader.mailbox)
        return choice.language if choice else reader.language

    def add(self, letter: Letter) -> bool:
        letter_id = uuid4()
        frequency = self.choices.get(letter.addressee.mailbox, UNSAID).frequency
        fate = fate_of(letter, frequency, now=self.now, zone=self.zone)
        values = columns(letter) | {
            "id": letter_id,
            "channel": MAIL,
            "state": fate.state,
            "due_at": fate.due_at,
            "posted_at": self.now,
            "attempts": 0,
            "answer": "",
        }
        statement = insert_once().values(values).returning(OutgoingLetter.id)
        if db.session.execute(statement).one_or_none() is None:
            return False
        add_attachments(letter_id, letter)
        told = {"kind": letter.kind}
        journal.record("letter.queued", subject_id=letter_id, actor=POST, at=self.now, details=told)
        return True


def zone_of_region() -> str:
    row = find_region()
    return row.zone if row else "Europe/Moscow"


def insert_once() -> Any:
    """An INSERT that lets an earlier letter of the same fact stand, on either database."""
    dialect = db.session.get_bind().dialect.name
    table = OutgoingLetter.__table__
    both = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
    chosen: Callable[[Any], Any] = both[dialect]
    return chosen(table).on_conflict_do_nothing(index_elements=["fact", "addressee", "channel"])


def columns(letter: Letter) -> dict[str, Any]:
    reader = letter.addressee
    return {
        "fact": letter.fact,
        "addressee": reader.key,
        "kind": letter.kind,
        "urgency": letter.urgency,
        "language": reader.language,
        "name": one_line(reader.name)[:LONGEST_NAME],
        "email": reader.address,
        "search_text": fold(f"{reader.name} {reader.address}")[:LONGEST_SEARCHED],
        "person_id": reader.person_id,
        "account_id": reader.account_id,
        "record_id": letter.record_id,
        "about_id": letter.about_id,
        "body_id": letter.body_id,
        "about": one_line(letter.about)[:LONGEST_SUBJECT],
        "subject": shortened(one_line(letter.subject)),
        "greeting": one_line(letter.greeting)[:LONGEST_SUBJECT],
        "body": kept(letter.body),
    }


def shortened(subject: str) -> str:
    if len(subject) <= LONGEST_SUBJECT:
        return subject
    return subject[: LONGEST_SUBJECT - 1].rstrip() + "…"


def add_attachments(letter_id: UUID, letter: Letter) -> None:
    rows = [
        {
            "id": uuid4(),
            "letter_id": letter_id,
            "position": position,
            "name": one_line(each.name).replace("/", "_")[:LONGEST_NAME],
            "media_type": one_line(each.media_type),
            "is_alternative": each.is_alternative,
            "content": each.content,
        }
        for position, each in enumerate(letter.attachments, 1)
    ]
    if rows:
        db.session.execute(insert(LetterAttachment), rows)
