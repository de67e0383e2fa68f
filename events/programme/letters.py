"""Letters about outcomes: a question months after an event, with a personal link; one reminder."""

from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext, ngettext

from core.adapters.language import label
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
from events.programme.rules import OutcomeStage

ASK = "outcome.asked"
REMIND = "outcome.reminded"


@dataclass(frozen=True, slots=True)
class Question:
    """Who is asked about what, of which wave; `path` leads to the personal page.

    `again` in the reminder.
    """

    ask_id: UUID
    promise_id: UUID
    event_id: UUID
    event_name: str
    company: str
    partner: str
    contact_name: str
    email: str
    months: int
    path: str
    again: bool = False


def outcome_letter(question: Question, body_id: UUID) -> Letter:
    """The question as a letter; the link opens without signing in."""
    kind = REMIND if question.again else ASK
    pairs = [
        (gettext("Event"), question.event_name),
        (gettext("Company"), question.company),
    ]
    if question.partner:
        pairs.append((gettext("Foreign partner"), question.partner))
    asks = gettext("Tell us how far you came: one choice on the page, no sign-in.")
    return Letter(
        fact=fact_of(kind, question.ask_id),
        kind=kind,
        addressee=Addressee(question.contact_name or question.company, question.email),
        urgency=Urgency.ASKS,
        subject=gettext("What came of it: %(event)s", event=question.event_name),
        greeting=gettext("Good day!"),
        body=(
            Paragraph(since(question.months)),
            Facts(tuple(pairs)),
            Paragraph(asks),
            Actions(tuple(choice(stage, question.path) for stage in OutcomeStage)),
        ),
        record_id=question.promise_id,
        about_id=question.event_id,
        about=question.event_name,
        body_id=body_id,
    )


def choice(stage: OutcomeStage, path: str) -> Action:
    """A link that opens the page with this stage chosen; a button there records it."""
    return Action(label(stage), f"{path}?stage={stage.value}", is_secret=True)


def since(months: int) -> str:
    return ngettext(
        "%(num)s month has passed since the event.",
        "%(num)s months have passed since the event.",
        months,
    )
