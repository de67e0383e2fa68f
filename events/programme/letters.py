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
from events.programme.queries.outcomes import Followed
from events.programme.rules import OutcomeStage

ASK = "outcome.asked"
REMIND = "outcome.reminded"


@dataclass(frozen=True, slots=True)
class Question:
    """Of which wave, and the path of the personal page; `again` in the reminder."""

    ask_id: UUID
    months: int
    path: str
    again: bool = False


def outcome_letter(followed: Followed, question: Question, body_id: UUID) -> Letter:
    """The question as a letter; the link opens without signing in."""
    promise = followed.promise
    kind = REMIND if question.again else ASK
    pairs = [
        (gettext("Event"), followed.event_name),
        (gettext("Company"), promise.company),
    ]
    if promise.partner:
        pairs.append((gettext("Foreign partner"), promise.partner))
    asks = gettext("Tell us how far you came: one choice on the page, no sign-in.")
    return Letter(
        fact=fact_of(kind, question.ask_id),
        kind=kind,
        addressee=Addressee(promise.contact_name or promise.company, promise.email),
        urgency=Urgency.ASKS,
        subject=gettext("What came of it: %(event)s", event=followed.event_name),
        greeting=gettext("Good day!"),
        body=(
            Paragraph(since(question.months)),
            Facts(tuple(pairs)),
            Paragraph(asks),
            Actions(tuple(choice(stage, question.path) for stage in OutcomeStage)),
        ),
        record_id=promise.id,
        about_id=promise.event_id,
        about=followed.event_name,
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
