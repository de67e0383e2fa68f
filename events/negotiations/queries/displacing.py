"""Whether the event has left the days that its schedule of negotiations was made for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.errors import NotFound
from events.negotiations.models import NegotiationSchedule
from events.negotiations.queries.loading import list_days
from events.negotiations.rules.life import ScheduleState
from events.negotiations.rules.moving import EventRange, shifted
from events.negotiations.rules.slots import Day
from events.programme.models import Event
from events.programme.queries import StepRow, list_steps
from events.programme.rules import AHEAD, EventAction

S, E = NegotiationSchedule, Event


@dataclass(frozen=True, slots=True)
class ScheduleDays:
    """A schedule among the days of its event. `moves` came after it was made for its days."""

    days: tuple[Day, ...]
    event: EventRange
    is_ahead: bool
    is_published: bool
    moves: tuple[StepRow, ...]

    @property
    def is_displaced(self) -> bool:
        """What is published stands until it is published anew, even if its days happen to fit."""
        if not self.is_ahead or not self.days:
            return False
        return bool(self.moves) or not all(self.event.holds(one.day) for one in self.days)

    @property
    def was(self) -> tuple[date, date] | None:
        """The days of the event for which the schedule was made, where they are known."""
        if not self.moves or self.moves[0].old_starts_on is None:
            return None
        return self.moves[0].old_starts_on, self.moves[0].old_ends_on or self.moves[0].old_starts_on

    @property
    def proposed(self) -> tuple[Day, ...]:
        """The days later by as much as the event; the days as they are where it has not moved."""
        if not self.is_displaced or self.event.first is None:
            return self.days
        begun = self.was[0] if self.was else self.days[0].day
        return shifted(self.days, self.event.first - begun, self.event)

    @property
    def offset(self) -> timedelta | None:
        """By how much all of it moves along; None where it does not fit as a whole."""
        whole = len(self.proposed) == len(self.days) > 0
        return self.proposed[0].day - self.days[0].day if whole else None


def days_of_schedule(schedule_id: UUID) -> ScheduleDays:
    """Three statements; raises `NotFound`."""
    query = (
        select(S.event_id, S.state, S.published_at, E.state, E.starts_on, E.ends_on)
        .join(E, E.id == S.event_id)
        .where(S.id == schedule_id)
    )
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFound("no such schedule of negotiations")
    event_id, state, published_at, event_state, first, last = row
    days, event = list_days(schedule_id), EventRange(first, last)
    steps = [one for one in list_steps(event_id) if one.action is EventAction.MOVE]
    is_published = state is ScheduleState.PUBLISHED
    if is_published and published_at is not None:
        moves = tuple(one for one in steps if one.at > published_at)
    else:
        moves = moves_from(steps, days, event)
    return ScheduleDays(days, event, event_state in AHEAD, is_published, moves)


def moves_from(
    steps: Sequence[StepRow], days: Sequence[Day], event: EventRange
) -> tuple[StepRow, ...]:
    """The moves since the event was on the days of a schedule that nobody has published."""
    if all(event.holds(one.day) for one in days):
        return ()
    for number in reversed(range(len(steps))):
        old = EventRange(steps[number].old_starts_on, steps[number].old_ends_on)
        if all(old.holds(one.day) for one in days):
            return tuple(steps[number:])
    return ()
