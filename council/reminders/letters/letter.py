"""The letter of a reminder. Pure but for words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from flask_babel import gettext

from core.kernel.zones import local
from core.letters.rules import (
    Action,
    Actions,
    Addressee,
    Block,
    Facts,
    Letter,
    Paragraph,
    Urgency,
)
from core.letters.wording import greeting, until
from core.reminders.queries import ReminderRow
from council.meetings.letters.wording import place_of, when_of
from council.meetings.models import Meeting
from council.reminders.letters.wording import TO_DO, last_day, subject_of, title_of
from council.reminders.rules import DutyKind, ReminderKind

K, M = ReminderKind, DutyKind
# Read the next morning, in a digest, these would help nobody.
TODAY = frozenset({K.DECISION_DUE_TODAY, K.ASSIGNMENT_DUE_TODAY})
PLACES = {
    M.NOTICE: "/desk/meetings/{id}/notice",
    M.MATERIALS: "/desk/meetings/{id}/notice",
    M.DECISION: "/desk/reports/{id}/",
    M.DRAFT: "/desk/meetings/{id}/minutes/",
    M.SIGNING: "/desk/meetings/{id}/minutes/",
    M.PUBLICATION: "/desk/meetings/{id}/minutes/",
    M.ASSIGNMENT: "/desk/assignments/{id}/",
    M.HALF_YEAR: "/desk/reports/",
    M.MEETINGS: "/desk/meetings/",
    M.PLAN_TIGHT: "/desk/plan/?year={year}",
    M.PLAN_LOST: "/desk/plan/?year={year}",
    M.EVENT_REPORT: "/desk/events/{number}/results",
    M.EVENT_TASKS: "/desk/events/{number}/",
    M.EVENT_PROMISES: "/desk/events/{number}/outcomes",
    M.EXCHANGE_PROMISE: "/desk/exchanges/{number}/",
    M.EXCHANGE_PLAN: "/desk/exchanges/{number}/",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A reminder at the moment in which it is sent, on the clocks of its body.

    `meeting` is the one that it is about, if it is about one.
    """

    row: ReminderRow
    body_name: str
    zone: str
    now: datetime
    meeting: Meeting | None = None

    @property
    def kind(self) -> ReminderKind:
        return ReminderKind(self.row.kind)

    @property
    def today(self) -> date:
        return local(self.now, self.zone).date()

    @property
    def planned_on(self) -> date:
        return local(self.row.due_at, self.zone).date()


def reminder_letter(told: Told, reader: Addressee) -> Letter:
    row = told.row
    return Letter(
        fact=letter_fact(row),
        kind=f"reminder.{row.kind}",
        addressee=reader,
        urgency=urgency_of(told.kind),
        subject=subject_of(row.details, told.today),
        greeting=greeting(reader),
        body=(
            *late(told),
            Paragraph(gettext(TO_DO[told.kind], **row.details)),
            facts(told),
            *links(told),
        ),
        record_id=row.subject_id,
        about_id=row.subject_id,
        about=title_of(row.details),
        body_id=row.scope_id,
    )


def letter_fact(row: ReminderRow) -> str:
    """The name under which the letter of a reminder is written once."""
    return f"reminder.{row.kind}:{row.fact}"


def urgency_of(kind: ReminderKind) -> Urgency:
    if kind in TODAY:
        return Urgency.SERVICE
    return Urgency.TELLS if kind is K.UNDONE_FOR_LONG else Urgency.ASKS


def late(told: Told) -> tuple[Block, ...]:
    """A reminder of yesterday says so itself."""
    if told.today <= told.planned_on:
        return ()
    said = gettext("This reminder is late: it was due on %(day)s.", day=until(told.planned_on))
    return (Paragraph(said),)


def facts(told: Told) -> Facts:
    details = told.row.details
    pairs = [
        (gettext("What it is about"), title_of(details)),
        (gettext("Text"), details["title"] if details["matter"] == M.ASSIGNMENT else ""),
        (gettext("Last day"), last_day(details, told.today, told.zone)),
        *(meeting_pairs(told.meeting) if told.meeting else ()),
        (gettext("Body"), told.body_name),
    ]
    return Facts(tuple(pair for pair in pairs if pair[1]))


def meeting_pairs(meeting: Meeting) -> tuple[tuple[str, str], ...]:
    """When and where the meeting is or was, so that nobody has to look it up."""
    place = place_of(meeting.city, meeting.place)
    return (gettext("Meeting"), when_of(meeting)), (gettext("Where"), place)


def links(told: Told) -> tuple[Block, ...]:
    """The chair's office has no account, and so no page to go to."""
    if told.kind is K.UNDONE_FOR_LONG:
        return ()
    return (Actions((Action(gettext("Open"), path_of(told.row.details, told.row.subject_id)),)),)


def path_of(details: Mapping[str, str], subject_id: UUID) -> str:
    """The page on which it is done."""
    return PLACES[DutyKind(details["matter"])].format(id=subject_id, **details)
