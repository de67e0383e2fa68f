"""The digest of a morning: the letters that waited, each in short, as one letter.

What is in it is what is in them: subjects, facts and links, in the order in which they were posted.
"""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext, ngettext

from core.letters.queries.outbox import LetterRow
from core.letters.rules import (
    Actions,
    Addressee,
    Block,
    Facts,
    Heading,
    Letter,
    Listing,
    Paragraph,
    Urgency,
)
from core.letters.rules.keeping import read
from core.letters.rules.outbox import DIGEST


def digest_of(reader: Addressee, day: date, waited: Sequence[LetterRow]) -> Letter:
    """One letter of many; words are those of the reader's language (set by the caller).

    The secretary of a body keeps it if nothing of another body is in it.
    """
    count = len(waited)
    body: list[Block] = []
    bodies = {each.body_id for each in waited}
    for each in waited:
        body += [Heading(each.subject), *in_short(read(each.body))]
    return Letter(
        fact=f"{DIGEST}:{day.isoformat()}:{waited[0].id.hex}",
        kind=DIGEST,
        addressee=reader,
        urgency=Urgency.SERVICE,
        subject=ngettext("%(num)s message from the council", "%(num)s messages from it", count),
        greeting=gettext("Good morning! This is what happened since the last letter."),
        body=tuple(body),
        body_id=bodies.pop() if len(bodies) == 1 else None,
    )


def in_short(body: Sequence[Block]) -> list[Block]:
    """The first paragraph, the facts and the links; the page behind the link has the rest."""
    first = [block for block in body if isinstance(block, Paragraph)][:1]
    rest = [block for block in body if isinstance(block, Facts | Listing | Actions)]
    return [*first, *rest]
