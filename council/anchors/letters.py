"""The letter that carries the head of the journal. Pure but for words."""

from datetime import date
from uuid import UUID

from flask_babel import gettext

from core.adapters.anchors import in_groups
from core.kernel.chain import Head
from core.letters.rules import Addressee, Facts, Letter, Paragraph, Urgency
from core.letters.wording import day, greeting

KIND = "journal.head"


def anchor_letter(head: Head, on: date, body_id: UUID, reader: Addressee) -> Letter:
    """Keep it: it needs no answer. A day has one of them."""
    why = gettext(
        "This is the last entry of the journal of actions. Keep the letter: if somebody cuts or "
        "rewrites the journal later, these figures will not fit it any more."
    )
    facts = Facts(
        (
            (gettext("Journal of actions"), gettext("entry %(seq)s", seq=head.seq)),
            (gettext("Hash of the entry"), in_groups(head.hash)),
        )
    )
    how = gettext("You need not do anything. The administrator compares the figures when asked to.")
    return Letter(
        fact=f"{KIND}:{on.isoformat()}",
        kind=KIND,
        addressee=reader,
        urgency=Urgency.TELLS,
        subject=gettext("Journal of actions, %(day)s", day=day(on)),
        greeting=greeting(reader),
        body=(Paragraph(why), facts, Paragraph(how)),
        about=gettext("Journal of actions"),
        body_id=body_id,
    )
