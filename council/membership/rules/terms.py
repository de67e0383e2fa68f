"""Days from one day until another, both included. Pure; knows nothing of what is held."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Term:
    """`until` is the last day; None means that no end is known."""

    since: date
    until: date | None = None

    @property
    def is_in_order(self) -> bool:
        return self.until is None or self.since <= self.until

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def overlaps(self, other: "Term") -> bool:
        """Whether the two have a day in common."""
        begins_in_time = other.until is None or self.since <= other.until
        return begins_in_time and (self.until is None or other.since <= self.until)
