"""Letters to companies about their applications, all at their own request. Pure but for words."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from flask_babel import gettext

from core.adapters.language import language
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
from core.letters.wording import days, greeting, until_end_of
from events.programme.aftermath import EventTurn
from events.programme.rules.days import EventDays
from events.words import days_in, name_in


class Told(StrEnum):
    """What a company is told; the value ends the kind of the letter."""

    SAVED = "saved"
    CONFIRM = "confirm"
    UNSENT = "unsent"
    UNCONFIRMED = "unconfirmed"
    SUBMITTED = "submitted"
    CHOSEN = "chosen"
    WAITING = "waiting"
    PROMOTED = "promoted"
    DECLINED = "declined"
    EVENT_MOVED = "event_moved"
    EVENT_CANCELLED = "event_cancelled"


REMINDERS = frozenset({Told.UNSENT, Told.UNCONFIRMED})
# Before the mailbox has confirmed it, what was typed is not repeated.
UNPROVEN = REMINDERS | {Told.SAVED, Told.CONFIRM}


@dataclass(frozen=True, slots=True)
class Story:
    """An application with its event. `page` is secret, `confirmation` more so.

    Its last day is over by the clocks of `zone`.

    `turn` is what became of the event; a company that `has_timetable` negotiates there.
    """

    application_id: UUID
    event_id: UUID
    body_id: UUID
    event: str
    company: str
    last_day: date
    zone: str
    at: datetime
    page: str
    confirmation: str
    place: int | None = None
    reason: str = ""
    turn: EventTurn | None = None
    has_timetable: bool = False
    event_english: str = ""

    @property
    def called(self) -> str:
        """The event in the language of the letter, where it has a name in it."""
        return name_in(language(), self.event, self.event_english)


def application_letter(story: Story, told: Told, reader: Addressee) -> Letter:
    """What was typed is not repeated before the mailbox has confirmed it."""
    subject, text = words(told, story)
    reason = (Paragraph(story.reason, quoted=True),) if story.reason.strip() else ()
    known = told not in UNPROVEN
    facts = [(gettext("Event"), story.called)]
    facts += [(gettext("Company"), story.company)] if known else []
    facts += days_of(story.turn) if story.turn else []
    return Letter(
        fact=fact_of(f"application.{told}", story.application_id, said_of(story, told)),
        kind=f"application.{told}",
        addressee=reader,
        urgency=Urgency.SERVICE,
        subject=subject,
        greeting=greeting(reader),
        body=(
            Paragraph(text),
            *reason,
            Facts(tuple(facts)),
            *negotiations(story),
            link(story, told),
        ),
        record_id=story.application_id,
        about_id=story.event_id,
        about=story.called,
        body_id=story.body_id,
    )


def said_of(story: Story, told: Told) -> datetime | str:
    """What makes the fact: a reminder is one for each last day, however often it is looked at."""
    return story.last_day.isoformat() if told in REMINDERS else story.at


def days_of(turn: EventTurn) -> list[tuple[str, str]]:
    """The old days, the new ones and the place; of what is cancelled those that it had."""
    where = turn.venue.said(language()) if turn.venue else ""
    place = [(gettext("Where"), where)] if where else []
    old = days_told(turn.old)
    if turn.new is None:
        return [(gettext("It was to be held"), old), *place]
    return [(gettext("Old days"), old), (gettext("New days"), days_told(turn.new)), *place]


def days_told(held: EventDays) -> str:
    """«понедельник, 8 февраля 2027 г. – среда, 10 февраля 2027 г.», «март 2027 г.»."""
    if held.starts_on is None:
        return days_in(language(), held)
    return days(held.starts_on, held.ends_on or held.starts_on)


def negotiations(story: Story) -> tuple[Paragraph, ...]:
    """Who has a timetable of negotiations is told that it holds no longer."""
    if story.turn is None or not story.has_timetable:
        return ()
    return (Paragraph(no_longer(is_off=story.turn.is_off)),)


def no_longer(*, is_off: bool) -> str:
    if is_off:
        return gettext("The negotiations that stand in your timetable are called off too.")
    return gettext(
        "The times of your negotiations were for the old days and do not hold any more. We will "
        "write to you about the new ones."
    )


def link(story: Story, told: Told) -> Actions:
    if told is Told.CONFIRM:
        label = gettext("Confirm the application")
        return Actions((Action(label, story.confirmation, is_secret=True),))
    is_begun = told in {Told.SAVED, *REMINDERS}
    label = gettext("Continue the application") if is_begun else gettext("Your application")
    return Actions((Action(label, story.page, is_secret=True),))


def words(told: Told, story: Story) -> tuple[str, str]:
    values = {"event": story.called}
    match told:
        case Told.SAVED:
            return (
                gettext("The draft of your application: %(event)s", **values),
                gettext(
                    "The draft is kept. Finish and send it by %(day)s.",
                    day=until_end_of(story.last_day, story.zone),
                ),
            )
        case Told.CONFIRM:
            return (
                gettext("Confirm your application: %(event)s", **values),
                gettext(
                    "Somebody entered this address in an application. If it was you, confirm it "
                    "by %(day)s; else do nothing, and the application is not "
                    "considered.",
                    day=until_end_of(story.last_day, story.zone),
                ),
            )
        case Told.UNSENT | Told.UNCONFIRMED:
            return words_of_reminder(told, story)
        case Told.SUBMITTED:
            return (
                gettext("The application is taken: %(event)s", **values),
                gettext("We will write when the participants have been chosen."),
            )
        case Told.EVENT_MOVED | Told.EVENT_CANCELLED:
            return words_of_turn(told, story)
        case _:
            return words_of_decision(told, story)


def words_of_reminder(told: Told, story: Story) -> tuple[str, str]:
    values, last = {"event": story.called}, {"day": until_end_of(story.last_day, story.zone)}
    if told is Told.UNSENT:
        return (
            gettext("The application is not sent yet: %(event)s", **values),
            gettext(
                "Applications are taken until %(day)s. Finish and send yours on its "
                "page, or withdraw it there.",
                **last,
            ),
        )
    return (
        gettext("The application is not confirmed yet: %(event)s", **values),
        gettext(
            "Applications are taken until %(day)s. Confirm yours by the link of "
            "the letter before this one, or send it anew on its page.",
            **last,
        ),
    )


def words_of_decision(told: Told, story: Story) -> tuple[str, str]:
    values = {"event": story.called}
    match told:
        case Told.CHOSEN:
            return (
                gettext("Your company is chosen: %(event)s", **values),
                gettext(
                    "A place is yours. If you cannot take part, please give it up on your page: "
                    "another company waits for it."
                ),
            )
        case Told.WAITING:
            return (
                gettext("Your company is on the waiting list: %(event)s", **values),
                gettext(
                    "All places are taken. Your place on the waiting list: %(place)s. As soon as "
                    "a place is free, it goes to the first on the list, and we write.",
                    place=story.place,
                ),
            )
        case Told.PROMOTED:
            return (
                gettext("A place has become free for your company: %(event)s", **values),
                gettext(
                    "The place is yours now. If you cannot take part, give it up on your page."
                ),
            )
        case _:
            return (
                gettext("The application is declined: %(event)s", **values),
                gettext("We are sorry: your company was not chosen for this event."),
            )


def words_of_turn(told: Told, story: Story) -> tuple[str, str]:
    values = {"event": story.called}
    if told is Told.EVENT_CANCELLED:
        return (
            gettext("The event is cancelled: %(event)s", **values),
            gettext("The event to which you applied will not be held. You need not do anything."),
        )
    return (
        gettext("The event is moved: %(event)s", **values),
        gettext(
            "The event to which you applied is moved. Your application stays as it is; if the new "
            "days do not suit you, withdraw it on your page."
        ),
    )
