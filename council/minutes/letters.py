"""Letters about minutes: circulated, to be signed, signed, published.

Pure but for words; the language is set by whoever posts.
"""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

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


@dataclass(frozen=True, slots=True)
class Words:
    """What one kind of letter says."""

    step: str
    subject: str
    text: str
    action: Action
    urgency: Urgency = Urgency.TELLS
    term: tuple[str, str] | None = None


def circulated_letter(told: Told, until: datetime, reader: Addressee) -> Letter:
    """To the members: read the draft, say what is wrong, until a moment."""
    words = Words(
        "circulated",
        gettext("The draft minutes are ready: read them"),
        gettext("The draft of the minutes is open to you. You may remark on any part of it."),
        Action(gettext("Read the draft and remark on it"), told.page),
        term=(gettext("Remarks are taken until"), moment(until, told.meeting.zone)),
    )
    return letter(told, words, reader)


def to_sign_letter(told: Told, reader: Addressee) -> Letter:
    """To the presiding and the secretary."""
    words = Words(
        "to_sign",
        gettext("The minutes wait for your signature"),
        gettext("The text is fixed. Read it once more and sign it with your password."),
        Action(gettext("Read and sign"), told.page),
        urgency=Urgency.ASKS,
    )
    return letter(told, words, reader)


def signed_letter(told: Told, reader: Addressee) -> Letter:
    """To the members."""
    words = Words(
        "signed",
        gettext("The minutes are signed"),
        gettext("The presiding and the secretary have signed the minutes; they are final."),
        Action(gettext("Read the minutes"), told.page),
    )
    return letter(told, words, reader)


def published_letter(told: Told, reader: Addressee) -> Letter:
    """To the members: everybody can read them now."""
    words = Words(
        "published",
        gettext("The minutes are published"),
        gettext("The minutes stand on the public page of the meeting and can be shown to anybody."),
        Action(gettext("Open the published minutes"), told.public),
    )
    return letter(told, words, reader)


def letter(told: Told, words: Words, reader: Addressee) -> Letter:
    name = name_of(told.meeting, told.body)
    pairs = [(gettext("Meeting"), name), (gettext("Held"), when_of(told.meeting))]
    if words.term:
        pairs.append(words.term)
    return Letter(
        fact=fact_of(f"minutes.{words.step}", told.edition.id, told.at),
        kind=f"minutes.{words.step}",
        addressee=reader,
        urgency=words.urgency,
        subject=f"{words.subject}: {name}",
        greeting=greeting(reader),
        body=(Paragraph(words.text), Facts(tuple(pairs)), Actions((words.action,))),
        record_id=told.edition.id,
        about_id=told.meeting.id,
        about=name,
        body_id=told.meeting.body_id,
    )
