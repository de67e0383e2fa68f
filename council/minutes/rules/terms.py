"""Until when minutes are signed and published, in working days (DOMAIN.md § 2.1). Pure."""

from dataclasses import dataclass
from datetime import date

from core.kernel.workdays import Deadline, WorkCalendar
from council.membership.rules.procedure import Procedure


@dataclass(frozen=True, slots=True)
class Term:
    """A last day, the day on which it was met, and how it stands today."""

    due: Deadline
    done_on: date | None
    today: date

    @property
    def is_late(self) -> bool:
        return (self.done_on or self.today) > self.due.day

    @property
    def days_left(self) -> int:
        return (self.due.day - self.today).days


def signing_term(
    held_on: date, signed_on: date | None, procedure: Procedure, calendar: WorkCalendar, today: date
) -> Term:
    """Signed within the regulation's working days after the meeting."""
    return Term(calendar.deadline_after(held_on, procedure.signing_days), signed_on, today)


def publication_term(
    signed_on: date | None,
    published_on: date | None,
    procedure: Procedure,
    calendar: WorkCalendar,
    today: date,
) -> Term | None:
    """Published within the regulation's working days after signing; no term before that."""
    if signed_on is None:
        return None
    due = calendar.deadline_after(signed_on, procedure.publication_days)
    return Term(due, published_on, today)
