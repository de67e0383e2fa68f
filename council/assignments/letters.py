"""Letters about assignments: given, reported, accepted, returned, extended, closed, taken back.

Pure but for words; the language is set by whoever posts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask_babel import gettext

from core.adapters.language import label
from core.letters.rules import (
    Action,
    Actions,
    Addressee,
    Block,
    Facts,
    Heading,
    Letter,
    Paragraph,
    Urgency,
    fact_of,
)
from core.letters.wording import day, greeting, until_end_of
from council.assignments.rules import AssignmentAction, Due
from council.meetings.letters.wording import place_of, when_of
from council.meetings.models import Meeting
from council.meetings.rules.kinds import DecisionKind, DueKind


@dataclass(frozen=True, slots=True)
class Told:
    """An assignment as its letters name it; `code` is its full number («2-2026/3.1»).

    Its days are those of `zone`; `next_meeting` is the one by which it is due, if it has a date.
    """

    id: UUID
    body_id: UUID
    meeting_id: UUID
    meeting: str
    code: str
    kind: DecisionKind
    text: str
    due: Due
    zone: str
    next_meeting: Meeting | None = None

    @property
    def page(self) -> str:
        return f"/desk/assignments/{self.id}/"


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to an assignment: the mark of the fact, and what was said with it."""

    name: str
    at: datetime
    said: str = ""


def name_of(told: Told) -> str:
    """«Поручение № 2-2026/3.1»."""
    match told.kind:
        case DecisionKind.RECOMMENDATION:
            return gettext("Recommendation No. %(number)s", number=told.code)
        case DecisionKind.PROPOSAL:
            return gettext("Proposal No. %(number)s", number=told.code)
    return gettext("Assignment No. %(number)s", number=told.code)


def term_of(told: Told) -> str:
    """«до 17 декабря 2026 г. (четверг), 24:00 (МСК+2)», «постоянно»."""
    due = told.due
    if meeting := told.next_meeting:
        where = place_of(meeting.city, meeting.place) or meeting.video_link
        said = ", ".join(part for part in (when_of(meeting), where) if part)
        return f"{label(due.kind)}: {said}"
    if due.on is None:
        return label(due.kind)
    if due.kind is DueKind.NEXT_MEETING:
        return f"{label(due.kind)}: {day(due.on)}"
    return gettext("until %(day)s", day=until_end_of(due.on, told.zone))


def given_letter(given: Sequence[Told], edition_id: UUID, reader: Addressee) -> Letter:
    """To an executor: everything that one meeting gave them, in one letter."""
    first = given[0]
    blocks: list[Block] = [
        Paragraph(gettext("The minutes of the meeting are signed. They ask you to do this:"))
    ]
    for each in given:
        blocks += [
            Heading(name_of(each)),
            Paragraph(each.text),
            Facts(((gettext("Term"), term_of(each)),)),
            Actions((Action(gettext("Open the assignment and report on it"), each.page),)),
        ]
    return Letter(
        fact=fact_of("assignment.given", edition_id),
        kind="assignment.given",
        addressee=reader,
        urgency=Urgency.ASKS,
        subject=gettext("Your assignments: %(meeting)s", meeting=first.meeting),
        greeting=greeting(reader),
        body=tuple(blocks),
        record_id=edition_id,
        about_id=first.meeting_id,
        about=first.meeting,
        body_id=first.body_id,
    )


def reported_letter(told: Told, step: Step, executor: str, reader: Addressee) -> Letter:
    """To the secretary: a report waits for a ruling."""
    words = (
        gettext("A report on the execution waits for you: %(name)s", name=name_of(told)),
        gettext("%(name)s reports that it is done. Accept the report or return it.", name=executor),
    )
    return letter(told, step, words, reader, urgency=Urgency.ASKS)


def ruled_letter(told: Told, step: Step, action: AssignmentAction, reader: Addressee) -> Letter:
    """To the executors: what became of their report."""
    if action is AssignmentAction.RETURN:
        words = (
            gettext("The report is returned: %(name)s", name=name_of(told)),
            gettext(
                "The secretary returned the report with remarks. Report again when it is done."
            ),
        )
        return letter(told, step, words, reader, urgency=Urgency.ASKS)
    if action is AssignmentAction.KEEP:
        words = (
            gettext("The report is accepted: %(name)s", name=name_of(told)),
            gettext("The report is accepted; the assignment stays on control."),
        )
    else:
        words = (
            gettext("Done and closed: %(name)s", name=name_of(told)),
            gettext("The report is accepted and the assignment is closed. Thank you."),
        )
    return letter(told, step, words, reader)


def extended_letter(told: Told, step: Step, reader: Addressee) -> Letter:
    words = (
        gettext("Another term: %(name)s", name=name_of(told)),
        gettext("The term of the assignment has been moved."),
    )
    return letter(told, step, words, reader)


def closed_letter(told: Told, step: Step, reader: Addressee) -> Letter:
    words = (
        gettext("Taken off control: %(name)s", name=name_of(told)),
        gettext("The assignment is closed by a decision; you need not report on it."),
    )
    return letter(told, step, words, reader)


def reopened_letter(told: Told, step: Step, reader: Addressee) -> Letter:
    words = (
        gettext("Back on control: %(name)s", name=name_of(told)),
        gettext("The assignment is open again. Report when it is done."),
    )
    return letter(told, step, words, reader, urgency=Urgency.ASKS)


def letter(
    told: Told,
    step: Step,
    words: tuple[str, str],
    reader: Addressee,
    *,
    urgency: Urgency = Urgency.TELLS,
) -> Letter:
    subject, text = words
    said = (Paragraph(step.said, quoted=True),) if step.said.strip() else ()
    pairs = (
        (name_of(told), told.text),
        (gettext("Term"), term_of(told)),
        (gettext("Given by"), told.meeting),
    )
    link = Action(gettext("Open the assignment"), told.page)
    return Letter(
        fact=fact_of(f"assignment.{step.name}", told.id, step.at),
        kind=f"assignment.{step.name}",
        addressee=reader,
        urgency=urgency,
        subject=subject,
        greeting=greeting(reader),
        body=(Paragraph(text), *said, Facts(pairs), Actions((link,))),
        record_id=told.id,
        about_id=told.meeting_id,
        about=told.meeting,
        body_id=told.body_id,
    )
