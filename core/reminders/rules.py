"""What becomes of the rows when the facts or the clock change. Pure.

A reminder that was sent stays sent for ever: whatever the clock does, it goes out once.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

Key = tuple[str, str, str]


class ReminderState(StrEnum):
    """The life of a reminder."""

    WAITING = "waiting"
    SENT = "sent"
    SKIPPED = "skipped"


class SkipReason(StrEnum):
    """Why a reminder was not sent."""

    GONE = "gone"
    TOO_LATE = "too_late"
    OFF = "switched_off"
    NO_ADDRESS = "no_address"


S, R = ReminderState, SkipReason
# Nothing that the planner sees can mend the other reason.
REVIVED = frozenset({R.GONE, R.TOO_LATE, R.OFF})


@dataclass(frozen=True, slots=True)
class Planned:
    """A reminder that should exist. `fact` names what it is about together with its day.

    It is due at `due_at` and may be sent until `expires_at`, if there is such a moment.
    """

    kind: str
    fact: str
    addressee: str
    due_at: datetime
    expires_at: datetime | None
    subject_id: UUID
    person_id: UUID | None = None
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        return self.kind, self.fact, self.addressee

    def is_over(self, now: datetime) -> bool:
        return self.expires_at is not None and now >= self.expires_at


@dataclass(frozen=True, slots=True)
class Kept:
    """A row as far as the decision needs it; `is_over`: what was told of is no longer so."""

    id: UUID
    key: Key
    state: ReminderState
    reason: str
    due_at: datetime
    expires_at: datetime | None
    details: Mapping[str, str]
    is_over: bool = False

    def agrees_with(self, planned: Planned) -> bool:
        mine = self.due_at, self.expires_at, dict(self.details)
        return mine == (planned.due_at, planned.expires_at, dict(planned.details))


@dataclass(frozen=True, slots=True)
class Changes:
    """What to write: new rows, rows that wait from now on as planned, rows that are skipped.

    `over` are sent ones whose fact went away, `again` those whose fact came back.
    """

    new: tuple[Planned, ...] = ()
    waiting: tuple[tuple[UUID, Planned], ...] = ()
    skipped: tuple[tuple[UUID, SkipReason], ...] = ()
    over: tuple[UUID, ...] = ()
    again: tuple[UUID, ...] = ()


def changes(
    kept: Iterable[Kept], planned: Iterable[Planned], off: Collection[str], now: datetime
) -> Changes:
    """How the rows of one scope become what should be; `off` are kinds that are switched off."""
    wanted = {each.key: each for each in planned}
    rows = {row.key: row for row in kept}
    waiting, skipped = [], []
    for key, row in rows.items():
        plan = wanted.get(key)
        if row.state is S.WAITING:
            if reason := reason_to_skip(plan, row.key[0], off, now):
                skipped.append((row.id, reason))
            elif plan and not row.agrees_with(plan):
                waiting.append((row.id, plan))
        elif plan and waits_again(row, plan, now):
            waiting.append((row.id, plan))
    sent = [row for row in rows.values() if row.state is S.SENT]
    over = tuple(row.id for row in sent if not row.is_over and row.key not in wanted)
    again = tuple(row.id for row in sent if row.is_over and row.key in wanted)
    new = [each for key, each in wanted.items() if key not in rows and not each.is_over(now)]
    return Changes(tuple(new), tuple(waiting), tuple(skipped), over, again)


def reason_to_skip(
    plan: Planned | None, kind: str, off: Collection[str], now: datetime
) -> SkipReason | None:
    """Why a waiting reminder will not be sent; None if it may still."""
    if kind in off:
        return R.OFF
    if plan is None:
        return R.GONE
    return R.TOO_LATE if plan.is_over(now) else None


def waits_again(row: Kept, plan: Planned, now: datetime) -> bool:
    """What was skipped and helps after all: the meeting was set for that day again."""
    return row.state is S.SKIPPED and row.reason in REVIVED and not plan.is_over(now)
