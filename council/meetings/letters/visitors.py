"""Letters to visitors about their application to an open meeting, all at their own request.

What a visitor typed is not repeated to an address that may be somebody else's. Pure but for words.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask_babel import gettext

from core.letters.rules import (
    Action,
    Actions,
    Addressee,
    Block,
    Letter,
    Paragraph,
    Urgency,
    fact_of,
)
from core.letters.wording import greeting
from council.meetings.letters.wording import facts_of, name_of
from council.meetings.models import Meeting, VisitorApplication
from council.meetings.rules.addresses import MeetingAddress
from council.membership.queries import BodyRow


class Outcome(StrEnum):
    """What a visitor is told; the value ends the kind of the letter."""

    CONFIRMED = "confirmed"
    WAITING = "waiting"
    PROMOTED = "promoted"
    DECLINED = "declined"
    MOVED = "moved"
    PUT_OFF = "put_off"
    CALLED_OFF = "called_off"


@dataclass(frozen=True, slots=True)
class Visit:
    """An application with its meeting. `own_page` is known while the form is being answered."""

    application: VisitorApplication
    meeting: Meeting
    body: BodyRow
    at: datetime
    own_page: str = ""
    reason: str = ""

    @property
    def page(self) -> str:
        body, meeting = self.body, self.meeting
        return MeetingAddress.of_body(body.kind, body.slug, meeting.year, meeting.number).page


def visitor_letter(visit: Visit, outcome: Outcome, reader: Addressee) -> Letter:
    name = name_of(visit.meeting, visit.body)
    subject, text = words(outcome, name)
    reason = (Paragraph(visit.reason, quoted=True),) if visit.reason.strip() else ()
    return Letter(
        fact=fact_of(f"visitor.{outcome}", visit.application.id, visit.at),
        kind=f"visitor.{outcome}",
        addressee=reader,
        urgency=Urgency.SERVICE,
        subject=subject,
        greeting=greeting(reader),
        body=(Paragraph(text), *reason, facts_of(visit.meeting), *links(visit, outcome)),
        record_id=visit.application.id,
        about_id=visit.meeting.id,
        about=name,
        body_id=visit.meeting.body_id,
    )


def words(outcome: Outcome, name: str) -> tuple[str, str]:
    match outcome:
        case Outcome.CONFIRMED:
            return (
                gettext("You have a seat: %(name)s", name=name),
                gettext("Your application is taken: a seat in the hall is kept for you."),
            )
        case Outcome.WAITING:
            return (
                gettext("You are on the waiting list: %(name)s", name=name),
                gettext("All seats are taken. As soon as one is free, it is yours: we will write."),
            )
        case Outcome.PROMOTED:
            return (
                gettext("A seat has become free: %(name)s", name=name),
                gettext("A seat in the hall is yours now. If you cannot come, please give it up."),
            )
        case Outcome.DECLINED:
            return (
                gettext("Your application is declined: %(name)s", name=name),
                gettext("We are sorry: the secretary declined your application."),
            )
        case _:
            return words_of_change(outcome, name)


def words_of_change(outcome: Outcome, name: str) -> tuple[str, str]:
    match outcome:
        case Outcome.MOVED:
            return (
                gettext("Another time or place: %(name)s", name=name),
                gettext("The meeting you applied for is held at another time or place."),
            )
        case Outcome.PUT_OFF:
            return (
                gettext("Postponed: %(name)s", name=name),
                gettext("The meeting you applied for is postponed; it was set as below."),
            )
        case _:
            return (
                gettext("Cancelled: %(name)s", name=name),
                gettext("The meeting you applied for is cancelled; it was set as below."),
            )


def links(visit: Visit, outcome: Outcome) -> tuple[Block, ...]:
    page = Action(gettext("Page of the meeting"), visit.page)
    if visit.own_page:
        label = gettext("Your application; give the seat up here")
        own = Action(label, visit.own_page, is_secret=True)
        return (Actions((own, page)),)
    if outcome in {Outcome.DECLINED, Outcome.CALLED_OFF}:
        return (Actions((page,)),)
    told = gettext("You can give your seat up by the link in the first letter about it.")
    return Paragraph(told), Actions((page,))
