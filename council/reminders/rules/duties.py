"""What has to be done by a last day and is not done yet, and whom it concerns. Pure.

A duty exists while it is undone: what was done, cancelled or taken off is simply no duty any more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from core.kernel.workdays import WorkCalendar
from core.kernel.zones import local
from council.membership.rules.procedure import Procedure


class DutyKind(StrEnum):
    """What is to be done."""

    NOTICE = "notice"
    MATERIALS = "materials"
    DECISION = "decision"
    DRAFT = "draft"
    SIGNING = "signing"
    PUBLICATION = "publication"
    ASSIGNMENT = "assignment"
    HALF_YEAR = "half_year"
    MEETINGS = "meetings"
    PLAN_TIGHT = "plan_tight"
    PLAN_LOST = "plan_lost"
    EVENT_REPORT = "event_report"
    EVENT_TASKS = "event_tasks"
    EVENT_PROMISES = "event_promises"
    EXCHANGE_PROMISE = "exchange_promise"
    EXCHANGE_PLAN = "exchange_plan"


# Warnings that hold until the year ends: nobody is late with them.
OF_THE_PLAN = frozenset({DutyKind.PLAN_TIGHT, DutyKind.PLAN_LOST})
# Told to nobody else when the day has passed.
NOT_ESCALATED = OF_THE_PLAN | {
    DutyKind.EVENT_TASKS,
    DutyKind.EVENT_PROMISES,
    DutyKind.EXCHANGE_PROMISE,
    DutyKind.EXCHANGE_PLAN,
}
# Their subject is a meeting, to come or held.
OF_A_MEETING = frozenset(
    {
        DutyKind.NOTICE,
        DutyKind.MATERIALS,
        DutyKind.DRAFT,
        DutyKind.SIGNING,
        DutyKind.PUBLICATION,
    }
)
# To write minutes and to sign them is one duty of two steps with one last day.
NAMES: Mapping[DutyKind, str] = {DutyKind.DRAFT: "minutes", DutyKind.SIGNING: "minutes"}


class Who(StrEnum):
    """Who is reminded. `SIGNATORIES` have not signed yet, `EXECUTORS` are the people named.

    `PLAN_KEEPERS` are coordinator, secretary and deputy chair together.
    """

    SECRETARY = "secretary"
    DEPUTY_CHAIR = "deputy_chair"
    COORDINATOR = "coordinator"
    SIGNATORIES = "signatories"
    EXECUTORS = "executors"
    CHAIR_OFFICE = "chair_office"
    PLAN_KEEPERS = "plan_keepers"


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing undone. `since` is the moment from which it could be done, where that is known.

    `mark` tells duties of one subject apart: a version, a half-year, how many meetings lack.
    `is_provisional`: the last day was counted over a year whose work calendar is not verified.
    `people` and `organisations` are those whom only this duty concerns; `details` are plain words
    for letters.
    """

    matter: DutyKind
    subject_id: UUID
    due: date
    since: datetime | None = None
    is_provisional: bool = False
    mark: str = ""
    people: tuple[UUID, ...] = ()
    organisations: tuple[UUID, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The body on the day: its clocks and calendar, its rules, who holds which office."""

    now: datetime
    zone: str
    calendar: WorkCalendar
    procedure: Procedure
    people: Mapping[Who, tuple[UUID, ...]] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return local(self.now, self.zone).date()


def details_of(duty: Duty) -> dict[str, str]:
    """What a reminder keeps of the duty, as plain words."""
    said = {"provisional": "yes"} if duty.is_provisional else {}
    return {**duty.details, **said, "matter": duty.matter.value, "due": duty.due.isoformat()}


def fact_of(duty: Duty) -> str:
    """The name of the fact with its day: another day is another fact, the same day the same."""
    name = NAMES.get(duty.matter, duty.matter.value)
    return f"{name}:{duty.subject_id.hex}:{duty.mark}:{duty.due.isoformat()}"
