"""The life of a plan's edition, and the difference between two of them. Pure.

An edition is approved only by signed minutes; the council may also refuse it, then it is a draft
again. Source: DOMAIN.md § 1.6; invariant 12 of § 1.9.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from core.kernel.errors import N_, Refusal
from core.kernel.workflow import Step, Workflow


class PlanEditionState(StrEnum):
    DRAFT = "draft"
    TABLED = "tabled"
    APPROVED = "approved"


class PlanEditionAction(StrEnum):
    TABLE = "table"
    TAKE_BACK = "take_back"
    APPROVE = "approve"
    REFUSE = "refuse"


EMPTY = Refusal("empty_plan", N_("Add at least one event to the plan first."))
UNREADY = Refusal("unready_lines", N_("Mend the lines of the plan that are marked first."))
UNREASONED = Refusal(
    "unreasoned_changes", N_("Give the reason of each change: the council decides on it.")
)
UNCHANGED = Refusal("nothing_changed", N_("Nothing differs from the edition in force."))
MEETING_BEGUN = Refusal(
    "meeting_begun", N_("The meeting has begun: the edition is decided there and not taken back.")
)
NO_DECISION = Refusal("no_decision", N_("The plan is approved only by a decision in minutes."))


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """What a step depends on. `has_minutes`: signed minutes decided for this very edition."""

    lines: int = 1
    unready: int = 0
    unreasoned: int = 0
    differs: bool = True
    meeting_has_begun: bool = False
    has_minutes: bool = False


def has_lines(facts: EditionFacts) -> Refusal | None:
    return None if facts.lines else EMPTY


def lines_are_ready(facts: EditionFacts) -> Refusal | None:
    return UNREADY if facts.unready else None


def changes_have_reasons(facts: EditionFacts) -> Refusal | None:
    return UNREASONED if facts.unreasoned else None


def differs(facts: EditionFacts) -> Refusal | None:
    return None if facts.differs else UNCHANGED


def meeting_is_ahead(facts: EditionFacts) -> Refusal | None:
    return MEETING_BEGUN if facts.meeting_has_begun else None


def decided_in_minutes(facts: EditionFacts) -> Refusal | None:
    return None if facts.has_minutes else NO_DECISION


S, A = PlanEditionState, PlanEditionAction
TABLED = frozenset({S.TABLED})
LIFE_CYCLE: Workflow[PlanEditionState, PlanEditionAction, EditionFacts] = Workflow(
    initial=S.DRAFT,
    steps={
        A.TABLE: Step(
            frozenset({S.DRAFT}),
            S.TABLED,
            (has_lines, lines_are_ready, changes_have_reasons, differs),
        ),
        A.TAKE_BACK: Step(TABLED, S.DRAFT, (meeting_is_ahead,)),
        A.APPROVE: Step(TABLED, S.APPROVED, (decided_in_minutes,)),
        A.REFUSE: Step(TABLED, S.DRAFT, (decided_in_minutes,)),
    },
)


Values = Mapping[str, Any]


class ChangeKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """What an edition does to one event; `fields` are the names of differing values.

    `old` and `new` are those values before and after; empty for what was added or removed.
    """

    event_id: UUID
    kind: ChangeKind
    fields: tuple[str, ...] = ()
    old: Values = field(default_factory=dict, compare=False)
    new: Values = field(default_factory=dict, compare=False)


WHEN = frozenset({"starts_on", "ends_on", "month"})


def changes_between(old: Mapping[UUID, Values], new: Mapping[UUID, Values]) -> tuple[Change, ...]:
    """Added and changed lines in the new order, then removed ones in the old order.

    Lines are values by event; a line whose days differ counts as moved, whatever else differs.
    """
    found: list[Change] = []
    for event_id, values in new.items():
        if event_id not in old:
            found.append(Change(event_id, ChangeKind.ADDED))
            continue
        fields = tuple(name for name in values if values[name] != old[event_id].get(name))
        if fields:
            kind = ChangeKind.MOVED if WHEN & set(fields) else ChangeKind.CHANGED
            found.append(Change(event_id, kind, fields, old[event_id], values))
    found.extend(Change(event_id, ChangeKind.REMOVED) for event_id in old if event_id not in new)
    return tuple(found)


def removed_after_its_date(
    changes: Sequence[Change], ends_on: Mapping[UUID, date | None], decided_on: date
) -> frozenset[UUID]:
    """Events taken out of the plan after they should have been held: shown as such for ever."""
    return frozenset(
        change.event_id
        for change in changes
        if change.kind is ChangeKind.REMOVED
        and (day := ends_on.get(change.event_id)) is not None
        and day < decided_on
    )
