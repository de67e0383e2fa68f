"""Letters about minutes: circulated, to be signed, signed, published.

Pure but for words; the language is set by whoever posts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask_babel import gettext

from core.kernel.errors import N_
from core.letters.rules import (
    Action,
    Actions,
    Addressee,
    Facts,
    Letter,
    Paragraph,
    Urgency,
    fact_of,
)
from core.letters.wording import greeting, moment
from council.meetings.letters.wording import name_of, when_of
from council.meetings.models import Meeting
from council.membership.queries import BodyRow
from council.minutes.models import MinutesEdition


@dataclass(frozen=True, slots=True)
class Told:
    """An edition with its meeting; `public` is the address that visitors read it at."""

    edition: MinutesEdition
    meeting: Meeting
    body: BodyRow
    at: datetime
    public: str = ""

    @property
    def page(self) -> str:
        return f"/desk/minutes/{self.edition.id}/"


class Step(StrEnum):
    """What happened to an edition; the kind of the letter is named after it."""

    CIRCULATED = "circulated"
    TO_SIGN = "to_sign"
    SIGNED = "signed"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Words:
    """What the letter of a step says, as messages of the catalogue."""

    subject: str
    text: str
    action: str
    urgency: Urgency = Urgency.TELLS


WORDS: Mapping[Step, Words] = {
    Step.CIRCULATED: Words(
        N_("The draft minutes are ready: read them"),
        N_("The draft of the minutes is open to you. You may remark on any part of it."),
        N_("Read the draft and remark on it"),
    ),
    Step.TO_SIGN: Words(
        N_("The minutes wait for your signature"),
        N_("The text is fixed. Read it once more and sign it with your password."),
        N_("Read and sign"),
        Urgency.ASKS,
    ),
    Step.SIGNED: Words(
        N_("The minutes are signed"),
        N_("The presiding and the secretary have signed the minutes; they are final."),
        N_("Read the minutes"),
    ),
    Step.PUBLISHED: Words(
        N_("The minutes are published"),
        N_("The minutes stand on the public page of the meeting and can be shown to anybody."),
        N_("Open the published minutes"),
    ),
}


def minutes_letter(
    told: Told, step: Step, reader: Addressee, *, until: datetime | None = None
) -> Letter:
    """The letter of a step; remarks on a draft are taken `until` a moment."""
    words, name = WORDS[step], name_of(told.meeting, told.body)
    pairs = [(gettext("Meeting"), name), (gettext("Held"), when_of(told.meeting))]
    if until:
        pairs.append((gettext("Remarks are taken until"), moment(until, told.meeting.zone)))
    page = told.public if step is Step.PUBLISHED else told.page
    action = Action(gettext(words.action), page)
    return Letter(
        fact=fact_of(f"minutes.{step}", told.edition.id, told.at),
        kind=f"minutes.{step}",
        addressee=reader,
        urgency=words.urgency,
        subject=f"{gettext(words.subject)}: {name}",
        greeting=greeting(reader),
        body=(Paragraph(gettext(words.text)), Facts(tuple(pairs)), Actions((action,))),
        record_id=told.edition.id,
        about_id=told.meeting.id,
        about=name,
        body_id=told.meeting.body_id,
    )
