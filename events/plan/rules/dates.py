"""By which day an event counts: its own, or the last one of the month it is planned for. Pure."""

from calendar import monthrange
from datetime import date
from typing import Protocol

from events.plan.rules.completion import Planned
from events.programme.rules import EventState


class Dated(Protocol):
    """An event with its state and days, or the month it is planned for."""

    @property
    def state(self) -> EventState: ...
    @property
    def year(self) -> int: ...
    @property
    def ends_on(self) -> date | None: ...
    @property
    def month(self) -> int | None: ...


def planned(row: Dated) -> Planned:
    """The event on its own days; before it has any, on the last day of its month."""
    ends_on = row.ends_on
    if ends_on is None and row.month and row.state is not EventState.MOVED:
        ends_on = date(row.year, row.month, monthrange(row.year, row.month)[1])
    return Planned(row.state, ends_on, has_report=row.state is EventState.REPORTED)
