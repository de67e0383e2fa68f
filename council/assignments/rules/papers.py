"""What a list of assignments on paper is made of. Pure."""

from dataclasses import dataclass
from datetime import date, datetime

from council.assignments.rules.due import Due, Timeliness


@dataclass(frozen=True, slots=True)
class ListedAssignment:
    """One assignment; the first executor is responsible, the others work with them."""

    code: str
    text: str
    executors: tuple[str, ...]
    due: Due
    standing: Timeliness
    days_late: int = 0
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class AssignmentsRecord:
    """The assignments of one meeting, or with `meeting_*` empty those still on control.

    `today` is the day on which the marks of execution hold.
    """

    name: str
    body: str
    body_genitive: str
    noun: str
    today: date
    made_at: datetime
    lines: tuple[ListedAssignment, ...]
    meeting_on: date | None = None
    meeting_number: int | None = None
    secretary: str = ""
    address: str = ""
    is_public: bool = False
