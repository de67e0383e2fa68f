"""What readers chose: how often they want letters and in which language."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from core.adapters.database import db
from core.letters.models import LetterChoice
from core.letters.rules import Addressee, Frequency


@dataclass(frozen=True, slots=True)
class Choice:
    frequency: Frequency = Frequency.AT_ONCE
    language: str = "ru"


UNSAID = Choice()


def load_choices(addressees: Collection[Addressee]) -> dict[str, Choice]:
    """The choices of these readers by mailbox; whoever chose nothing is left out."""
    c = LetterChoice
    query = select(c.mailbox, c.frequency, c.language).where(
        c.mailbox.in_({each.mailbox for each in addressees})
    )
    return {row.mailbox: Choice(row.frequency, row.language) for row in db.session.execute(query)}


def find_choice(mailbox: str) -> Choice:
    """The choice kept for one mailbox."""
    c = LetterChoice
    query = select(c.frequency, c.language).where(c.mailbox == mailbox)
    row = db.session.execute(query).one_or_none()
    return Choice(row.frequency, row.language) if row else UNSAID
