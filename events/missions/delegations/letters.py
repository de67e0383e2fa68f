"""The letter that asks a traveller for the passport by the own page. Pure but for words."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from flask_babel import gettext

from core.adapters.language import language
from core.letters.rules import (
    Action,
    Actions,
    Addressee,
    Letter,
    Paragraph,
    Urgency,
    fact_of,
)
from core.letters.wording import greeting, until
from events.words import name_in


@dataclass(frozen=True, slots=True)
class PassportStory:
    """A traveller and the event; `page` is secret. Nothing of the passport stands here."""

    member_id: UUID
    event_id: UUID
    body_id: UUID
    event: str
    delete_on: date
    page: str
    at: datetime
    event_english: str = ""

    @property
    def called(self) -> str:
        """The event in the language of the letter, where it has a name in it."""
        return name_in(language(), self.event, self.event_english)


def passport_letter(story: PassportStory, reader: Addressee) -> Letter:
    asks = gettext(
        "For visa, tickets and passes we need the data of your passport. Please enter them on "
        "your page, not in a letter: there they are encrypted, read by named persons only and "
        "deleted on %(day)s.",
        day=until(story.delete_on),
    )
    return Letter(
        fact=fact_of("delegation.passport", story.member_id, story.at),
        kind="delegation.passport",
        addressee=reader,
        urgency=Urgency.SERVICE,
        subject=gettext("Passport data for the journey: %(event)s", event=story.called),
        greeting=greeting(reader),
        body=(
            Paragraph(asks),
            Actions((Action(gettext("Your journey"), story.page, is_secret=True),)),
        ),
        record_id=story.member_id,
        about_id=story.event_id,
        about=story.called,
        body_id=story.body_id,
    )
