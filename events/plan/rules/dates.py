"""By which day an event counts: its own, or the last one of the month it is planned for. Pure."""

from calendar import monthrange
from datetime import date
from typing import Protocol

from events.plan.rules.completion import Planned
from events.programme.rules import EventFormat, EventState


class Dated(Protocol):
    """An event as it stands: its state, format and days, or the month it is planned for."""

    @property
    def state(self) -> EventState: ...
    @property
    def year(self) -> int: ...
    @property
    def ends_on(self) -> date | None: ...
    @property
    def month(self) -> int | None: ...
    @property
    def event_format(self) -> EventFormat: ...


def planned(row: Dated) -> Planned:
    """The event on its own days; before it has any, on the last day of its month."""
    month = row.month if row.state is not EventState.MOVED else None
    ends_on = last_day(row.year, row.ends_on, month)
    return Planned(
        row.state,
        ends_on,
        has_report=row.state is EventState.REPORTED,
        is_remote=row.event_format is EventFormat.REMOTE,
    )


def last_day(year: int, ends_on: date | None, month: int | None) -> date | None:
    """The last day itself, else that of the month; None while neither is known."""
    if ends_on is not None or not month:
        return ends_on
    return date(year, month, monthrange(year, month)[1])
