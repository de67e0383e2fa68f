"""What the pages about visitors show: applying, the own page, the secretary's list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.kernel.errors import Refusal
from core.kernel.workdays import Deadline
from core.kernel.zones import local
from council.meetings.queries.meetings import MeetingRow
from council.meetings.queries.visitors import ApplicationRow, Operator, VisitRow
from council.meetings.rules import consent
from council.meetings.rules.addresses import MeetingAddress
from council.meetings.rules.kinds import ApplicationState, MeetingForm, MeetingState
from council.meetings.rules.visitors import (
    LIFE_CYCLE,
    LIVE,
    Admission,
    ApplicationAction,
    ApplicationFacts,
    admission_refusal,
    is_over,
)
from council.membership.queries import BodyRow

TONES = {
    ApplicationState.CONFIRMED: "ok",
    ApplicationState.WAITING: "warn",
    ApplicationState.CANCELLED: "plain",
    ApplicationState.DECLINED: "bad",
}


def address_of(meeting: MeetingRow, body: BodyRow) -> MeetingAddress:
    return MeetingAddress.of_body(body.kind, body.slug, meeting.year, meeting.number)


@dataclass(frozen=True, slots=True)
class ApplyPage:
    """The form of application, or why it is closed."""

    meeting: MeetingRow
    address: MeetingAddress
    day: date
    last_day: Deadline
    closed: Refusal | None
    seats_left: int
    operator: Operator | None
    paragraphs: tuple[str, ...] = consent.PARAGRAPHS
    version: str = consent.VERSION

    @classmethod
    def of(
        cls,
        meeting: MeetingRow,
        body: BodyRow,
        operator: Operator | None,
        last_day: Deadline,
        today: date,
    ) -> "ApplyPage":
        facts = Admission(meeting.state, meeting.form, meeting.is_open, last_day.day, today)
        return cls(
            meeting=meeting,
            address=address_of(meeting, body),
            day=local(meeting.starts_at, meeting.zone).date(),
            last_day=last_day,
            closed=admission_refusal(facts),
            seats_left=max(0, meeting.guest_seats - meeting.guests_taken),
            operator=operator,
        )


@dataclass(frozen=True, slots=True)
class AppliedPage:
    """The same words after every application; `link` is shown once."""

    address: MeetingAddress
    link: str


@dataclass(frozen=True, slots=True)
class VisitPage:
    """The applicant's own page; `place` counts from 1 on the waiting list."""

    visit: VisitRow
    token: str
    tone: str
    address: MeetingAddress
    day: date
    place: int | None
    is_called_off: bool
    is_postponed: bool
    is_remote_too: bool
    may_cancel: bool

    @classmethod
    def of(cls, visit: VisitRow, token: str) -> "VisitPage":
        facts = ApplicationFacts(is_over=is_over(visit.meeting_state))
        waits = visit.state is ApplicationState.WAITING
        return cls(
            visit=visit,
            token=token,
            tone=TONES[visit.state],
            address=MeetingAddress.of_body(visit.body_kind, visit.slug, visit.year, visit.number),
            day=local(visit.starts_at, visit.zone).date(),
            place=visit.waiting_before + 1 if waits else None,
            is_called_off=visit.meeting_state in {MeetingState.CANCELLED, MeetingState.INQUORATE},
            is_postponed=visit.meeting_state is MeetingState.POSTPONED,
            is_remote_too=visit.form in {MeetingForm.VIDEO, MeetingForm.MIXED},
            may_cancel=not LIFE_CYCLE.refusals(ApplicationAction.CANCEL, visit.state, facts),
        )


@dataclass(frozen=True, slots=True)
class VisitorLine:
    """One application on the secretary's page; `place` is on the waiting list."""

    row: ApplicationRow
    tone: str
    place: int | None
    may_decline: bool


@dataclass(frozen=True, slots=True)
class VisitorsPage:
    """The secretary's list of a meeting."""

    meeting: MeetingRow
    address: MeetingAddress
    lines: tuple[VisitorLine, ...]
    confirmed: tuple[ApplicationRow, ...]
    waiting: int
    is_over: bool
    printed_at: datetime

    @classmethod
    def of(
        cls, meeting: MeetingRow, body: BodyRow, rows: Sequence[ApplicationRow], now: datetime
    ) -> "VisitorsPage":
        order = {S: at for at, S in enumerate(ApplicationState)}
        waiting = [row for row in rows if row.state is ApplicationState.WAITING]
        over = is_over(meeting.state)
        lines = [
            VisitorLine(
                row,
                TONES[row.state],
                waiting.index(row) + 1 if row in waiting else None,
                may_decline=row.state in LIVE and not over,
            )
            for row in sorted(rows, key=lambda each: (order[each.state], each.submitted_at))
        ]
        confirmed = [row for row in rows if row.state is ApplicationState.CONFIRMED]
        return cls(
            meeting=meeting,
            address=address_of(meeting, body),
            lines=tuple(lines),
            confirmed=tuple(sorted(confirmed, key=lambda row: row.full_name.replace("ё", "е"))),
            waiting=len(waiting),
            is_over=over,
            printed_at=now,
        )
