"""The notice of a meeting with its agenda, and the word that materials are ready.

Pure but for words; the calendar's part and the link for an answer come with `Share`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from core.letters.rules import (
    Action,
    Actions,
    Addressee,
    Block,
    Heading,
    Letter,
    Listing,
    Paragraph,
    Urgency,
    fact_of,
)
from core.letters.wording import greeting as greeting_of
from core.letters.wording import until_end_of
from council.meetings.letters.wording import Share, facts_of, greeting, name_of
from council.meetings.models import Meeting
from council.meetings.rules.kinds import MeetingForm
from council.membership.queries import BodyRow

NOTICE = "meeting.notified"


@dataclass(frozen=True, slots=True)
class Convened:
    """What all notices of one meeting say."""

    meeting: Meeting
    body: BodyRow
    titles: Sequence[str]
    at: datetime
    with_materials: bool = False

    @property
    def page(self) -> str:
        return f"/desk/meetings/{self.meeting.id}/"


def notice_letter(told: Convened, share: Share) -> Letter:
    """To a member: when, where, about what, and the question whether they will come."""
    name = name_of(told.meeting, told.body)
    return Letter(
        fact=fact_of(NOTICE, told.meeting.id, told.at),
        kind=NOTICE,
        addressee=share.addressee,
        urgency=Urgency.ASKS,
        subject=subject(told, name),
        greeting=greeting(share.name),
        body=(
            Paragraph(opening(told)),
            facts_of(told.meeting),
            *agenda(told.titles),
            *materials(told),
            Actions(actions(told, share)),
        ),
        attachments=share.attachments,
        record_id=told.meeting.id,
        about_id=told.meeting.id,
        about=name,
        body_id=told.meeting.body_id,
    )


def subject(told: Convened, name: str) -> str:
    if told.meeting.form is MeetingForm.ABSENTEE:
        return gettext("Vote by ballot: %(name)s", name=name)
    return gettext("Notice: %(name)s", name=name)


def opening(told: Convened) -> str:
    if told.meeting.form is MeetingForm.ABSENTEE:
        return gettext(
            "You are asked to vote by ballot until %(day)s.",
            day=until_end_of(told.meeting.ballots_until or told.at.date(), told.meeting.zone),
        )
    return gettext("You are invited to the meeting. Please answer whether you will come.")


def agenda(titles: Sequence[str]) -> tuple[Block, ...]:
    if not titles:
        return ()
    entries = tuple(f"{number}. {title}" for number, title in enumerate(titles, 1))
    return Heading(gettext("Agenda")), Listing(entries)


def materials(told: Convened) -> tuple[Block, ...]:
    if not told.with_materials:
        return ()
    return (Paragraph(gettext("The materials are on the page of the meeting.")),)


def actions(told: Convened, share: Share) -> tuple[Action, ...]:
    to_page = Action(gettext("To the meeting"), told.page)
    if told.meeting.form is MeetingForm.ABSENTEE:
        return (Action(gettext("Vote"), f"{told.page}ballot/"), to_page)
    answer = Action(gettext("Answer whether you will come"), share.answer_path, is_secret=True)
    return answer, to_page


def materials_letter(told: Convened, reader: Addressee) -> Letter:
    """To a member who has the notice already."""
    name = name_of(told.meeting, told.body)
    return Letter(
        fact=fact_of("meeting.materials", told.meeting.id, told.at),
        kind="meeting.materials",
        addressee=reader,
        urgency=Urgency.TELLS,
        subject=gettext("Materials: %(name)s", name=name),
        greeting=greeting_of(reader),
        body=(
            Paragraph(gettext("The materials for the meeting are ready on its page.")),
            facts_of(told.meeting),
            *agenda(told.titles),
            Actions((Action(gettext("Open the materials"), told.page),)),
        ),
        record_id=told.meeting.id,
        about_id=told.meeting.id,
        about=name,
        body_id=told.meeting.body_id,
    )
