"""What the front page shows: plain values, no number that nobody counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.kernel.workdays import Deadline
from council.assignments.rules import FOR_VISITORS, Timeliness
from council.meetings.rules.public import PublicState
from council.meetings.rules.states import HELD_STATES
from portal.home.plan import HomeEvents
from portal.meetings.naming import Masks
from portal.meetings.pages.lines import MeetingLine, meeting_line
from portal.meetings.pages.meeting import Welcome, welcome
from portal.meetings.queries.decided import Decided
from portal.meetings.queries.head import MeetingHead


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The card of the next meeting."""

    head: MeetingHead
    state: PublicState
    welcome: Welcome | None


@dataclass(frozen=True, slots=True)
class Standings:
    """How the council's assignments stand; each has a list of its own."""

    in_time: int
    late: int
    in_work: int
    overdue: int

    @property
    def total(self) -> int:
        return self.in_time + self.late + self.in_work + self.overdue


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything on the front page."""

    next: NextMeeting | None
    last: tuple[MeetingLine, ...]
    standings: Standings
    events: HomeEvents


@dataclass(frozen=True, slots=True)
class HomeRows:
    """What the queries found for the front page."""

    heads: Sequence[MeetingHead]
    decided: Mapping[UUID, Decided]
    counts: Mapping[Timeliness, int]
    events: HomeEvents


def home_page(rows: HomeRows, naming: Masks, *, last_day: Deadline | None, today: date) -> HomePage:
    coming, counts = next_of(rows.heads), rows.counts
    held = [head for head in rows.heads if head.state in HELD_STATES]
    return HomePage(
        next=NextMeeting(coming, coming.public_state, welcome(coming, last_day, today))
        if coming
        else None,
        last=tuple(
            meeting_line(head, rows.decided.get(head.id, Decided()), naming) for head in held
        ),
        standings=Standings(
            in_time=counts.get(Timeliness.DONE_IN_TIME, 0),
            late=counts.get(Timeliness.DONE_LATE, 0),
            in_work=sum(
                count for each, count in counts.items() if FOR_VISITORS[each] is Timeliness.IN_WORK
            ),
            overdue=counts.get(Timeliness.OVERDUE, 0),
        ),
        events=rows.events,
    )


def next_of(heads: Sequence[MeetingHead]) -> MeetingHead | None:
    return next((head for head in heads if head.state not in HELD_STATES), None)
