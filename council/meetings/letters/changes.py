"""Letters about a meeting that is not held as it was set: another place, put off, called off.

One shape for all of them: what changed, old and new side by side, and the reason if there is one.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from flask_babel import gettext

from core.letters.rules import (
    Action,
    Actions,
    Block,
    Facts,
    Letter,
    Paragraph,
    Urgency,
    fact_of,
)
from core.letters.wording import moment
from council.meetings.letters.wording import (
    Share,
    facts_of,
    greeting,
    name_of,
    place_of,
    when_of,
)
from council.meetings.models import Meeting
from council.membership.queries import BodyRow


class Change(StrEnum):
    """What happened to the meeting; the value is the kind of the letter."""

    PLACE = "meeting.moved_place"
    TIME = "meeting.moved"
    PUT_OFF = "meeting.put_off"
    CALLED_OFF = "meeting.called_off"
    LEFT = "meeting.left"


@dataclass(frozen=True, slots=True)
class Was:
    """How the meeting stood before; only what differs now is said."""

    starts_at: datetime
    place: str
    video_link: str


@dataclass(frozen=True, slots=True)
class Told:
    """What all letters about one change say."""

    change: Change
    meeting: Meeting
    body: BodyRow
    at: datetime
    was: Was | None = None
    reason: str = ""


def change_letter(told: Told, share: Share) -> Letter:
    """The letter of one change to one reader."""
    asks = told.change is Change.PLACE
    return Letter(
        fact=fact_of(told.change, told.meeting.id, told.at),
        kind=told.change,
        addressee=share.addressee,
        urgency=Urgency.ASKS if asks else Urgency.TELLS,
        subject=subject(told),
        greeting=greeting(share.name),
        body=body_of(told, share),
        attachments=share.attachments,
        record_id=told.meeting.id,
        about_id=told.meeting.id,
        about=name_of(told.meeting, told.body),
        body_id=told.meeting.body_id,
    )


def subject(told: Told) -> str:
    name = name_of(told.meeting, told.body)
    match told.change:
        case Change.PLACE:
            return gettext("Another place: %(name)s", name=name)
        case Change.TIME:
            return gettext("Another time: %(name)s", name=name)
        case Change.PUT_OFF:
            return gettext("Postponed: %(name)s", name=name)
        case Change.CALLED_OFF:
            return gettext("Cancelled: %(name)s", name=name)
    return gettext("You are no longer expected: %(name)s", name=name)


def opening(change: Change) -> str:
    match change:
        case Change.PLACE:
            return gettext("The place of the meeting has changed; the time is the same.")
        case Change.TIME:
            return gettext(
                "The meeting is moved to another time. The notice with the agenda will come anew."
            )
        case Change.PUT_OFF:
            return gettext("The meeting is postponed. The new date will come in another letter.")
        case Change.CALLED_OFF:
            return gettext("The meeting is cancelled and will not be held.")
    return gettext(
        "You are no longer a member on the day of the meeting, so you are not expected there."
    )


def body_of(told: Told, share: Share) -> tuple[Block, ...]:
    blocks: list[Block] = [Paragraph(opening(told.change))]
    if told.change in {Change.PLACE, Change.TIME}:
        blocks.append(facts_of(told.meeting))
    else:
        blocks.append(Facts(((gettext("It was set for"), when_of(told.meeting)),)))
    if old := old_values(told):
        blocks.append(Facts(old))
    if told.reason:
        blocks.append(Paragraph(gettext("Reason: %(reason)s", reason=told.reason), quoted=True))
    return (*blocks, *links(told, share))


def old_values(told: Told) -> tuple[tuple[str, str], ...]:
    was, meeting = told.was, told.meeting
    if was is None:
        return ()
    place = place_of(meeting.city, meeting.place)
    pairs = (
        (gettext("It was set for"), was.starts_at, meeting.starts_at),
        (gettext("The place was"), was.place, place),
        (gettext("The video link was"), was.video_link, meeting.video_link),
    )
    return tuple(
        (name, moment(old, meeting.zone) if isinstance(old, datetime) else old)
        for name, old, new in pairs
        if old and old != new
    )


def links(told: Told, share: Share) -> tuple[Block, ...]:
    """A change of place asks again, by a link of the reader's own; the rest only shows."""
    if told.change is not Change.PLACE:
        return ()
    answer = Action(gettext("Answer whether you will come"), share.answer_path, is_secret=True)
    return (Actions((answer, Action(gettext("To the meeting"), desk_path(told.meeting.id)))),)


def desk_path(meeting_id: UUID) -> str:
    return f"/desk/meetings/{meeting_id}/"
