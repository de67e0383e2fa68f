"""All that was read for the day of one person; what is not theirs was not read and is empty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from core.kernel.names import PersonName
from core.kernel.workdays import WorkCalendar
from core.kernel.zones import local
from core.reminders.queries import ReminderRow
from council.assignments.queries import AssignmentLine, ExecutorRow
from council.day.queries import AccountCounts, OwnAnswer, UnfinishedMinutes
from council.meetings.queries.agenda import ItemRow
from council.meetings.queries.meetings import MeetingRow
from council.meetings.queries.people import AnswerRow
from council.meetings.queries.session.ballots import OwnMeeting
from council.meetings.rules.kinds import MeetingState
from council.meetings.rules.states import BEFORE
from council.membership.queries import BodyRow, SeatRow
from council.membership.rules.procedure import DEFAULTS, Procedure, procedure_of, values_on
from council.reminders.pages import Delay
from council.reports.queries import ListedReport
from council.reports.rules import ReportKind

UNHELD = BEFORE | {MeetingState.IN_SESSION}


@dataclass(frozen=True, slots=True)
class Who:
    """The person and what they are in the body today."""

    person_id: UUID | None
    keeps: bool = False
    decides: bool = False
    writes: bool = False
    is_coordinator: bool = False
    is_member: bool = False
    has_vote: bool = False
    is_chair: bool = False
    is_administrator: bool = False

    @property
    def takes_part(self) -> bool:
        return any((self.keeps, self.decides, self.writes, self.is_member, self.is_chair))

    @property
    def sees_the_year(self) -> bool:
        """Who answers for the criterion of the year."""
        return self.keeps or self.is_chair or self.is_coordinator


@dataclass(frozen=True, slots=True)
class Seen:
    """The state of things on a day, as far as it concerns the person."""

    who: Who
    now: datetime
    zone: str
    calendar: WorkCalendar
    body: BodyRow | None = None
    first_year: int = 0
    settings: Sequence[tuple[str, str, date]] = ()
    meetings: Sequence[MeetingRow] = ()
    items: Sequence[ItemRow] = ()
    answers: Mapping[UUID, AnswerRow] = field(default_factory=dict)
    seats: Sequence[SeatRow] = ()
    returned_ballots: int = 0
    own_answer: OwnAnswer | None = None
    waiting_reports: Sequence[ListedReport] = ()
    own_reports: Sequence[ListedReport] = ()
    deputy: PersonName | None = None
    heard: Sequence[tuple[ReportKind, date]] = ()
    plan_days: Sequence[date] = ()
    minutes: Sequence[UnfinishedMinutes] = ()
    ballots: Sequence[OwnMeeting] = ()
    assignments: Sequence[AssignmentLine] = ()
    executors: Sequence[ExecutorRow] = ()
    own_assignments: Sequence[AssignmentLine] = ()
    accounts: AccountCounts | None = None
    has_council: bool = True
    has_secretary: bool = True
    has_contact: bool = True
    delays: Sequence[Delay] = ()
    unreached: int = 0
    reminders: Sequence[ReminderRow] = ()

    @property
    def today(self) -> date:
        return local(self.now, self.zone).date()

    @property
    def next_meeting(self) -> MeetingRow | None:
        """The first meeting that has not been held; one whose day has passed comes first."""
        return next((each for each in self.meetings if each.state in UNHELD), None)

    @property
    def later_meetings(self) -> tuple[MeetingRow, ...]:
        return tuple(each for each in self.meetings if each.state in UNHELD)[1:]

    @property
    def postponed(self) -> tuple[MeetingRow, ...]:
        """Meetings that wait for a new date."""
        return tuple(each for each in self.meetings if each.state is MeetingState.POSTPONED)

    def procedure(self, day: date) -> Procedure:
        """The rules of procedure on a day, from the settings read once."""
        return procedure_of(values_on(self.settings, day)) if self.settings else DEFAULTS
