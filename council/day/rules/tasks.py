"""What a task is: something done, to be done now, or still ahead; with its last day. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.kernel.workdays import Deadline

State = Literal["done", "now", "todo"]
SOON = 5  # calendar days in which a last day is shown as near


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day of a task as it looks on a day."""

    day: date
    days_left: int
    is_provisional: bool = False

    @classmethod
    def of(cls, deadline: Deadline | date, today: date) -> "LastDay":
        if isinstance(deadline, Deadline):
            return cls(deadline.day, (deadline.day - today).days, deadline.provisional)
        return cls(deadline, (deadline - today).days)

    @property
    def is_late(self) -> bool:
        """The last day itself is not late yet."""
        return self.days_left < 0

    @property
    def is_near(self) -> bool:
        return 0 <= self.days_left <= SOON


def to_be_done(*, is_done: bool, is_blocked: bool) -> State:
    """A task whose turn has come is to be done now; a blocked one waits for another."""
    if is_done:
        return "done"
    return "todo" if is_blocked else "now"
