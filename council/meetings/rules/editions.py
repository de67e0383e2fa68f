"""Editions of an agenda: the frozen items of one, and what another changed in them. Pure.

An edition is written once, when the agenda is approved, and never changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from core.kernel.alignment import longest_rise
from core.kernel.difference import Paragraph, difference


@dataclass(frozen=True, slots=True)
class AgendaApproval:
    """Who approved the agenda, as the secretary records it; a later edition needs its reason."""

    approver_id: UUID | None
    reason: str = ""


class Change(StrEnum):
    """What a later edition did with an item."""

    ADDED = "added_item"
    REMOVED = "removed_item"
    MOVED = "moved_item"
    CHANGED = "changed_item"


class ItemPart(StrEnum):
    """The parts of a frozen item that can differ beside its title."""

    SPEAKERS = "speakers"
    MINUTES = "minutes"
    REPORT = "report"
    DECISION = "proposed_decision"


@dataclass(frozen=True, slots=True)
class FrozenItem:
    """An item as it was approved; `approved_on` is the day of its report's approval, ISO."""

    id: str
    number: int
    title: str
    kind: str
    minutes: int
    speakers: tuple[str, ...] = ()
    proposed_decision: str = ""
    report: str = ""
    report_version: int | None = None
    approved_on: str = ""

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "speakers": list(self.speakers)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "FrozenItem":
        """From the stored form; imported editions may lack the later fields."""
        known = {key: stored[key] for key in cls.__dataclass_fields__ if key in stored}
        least = {"id": str(stored["number"]), "kind": "other", "minutes": 0}
        return cls(**{**least, **known, "speakers": tuple(stored.get("speakers", ()))})

    def part(self, part: ItemPart) -> str:
        if part is ItemPart.SPEAKERS:
            return "; ".join(self.speakers)
        if part is ItemPart.MINUTES:
            return str(self.minutes)
        if part is ItemPart.REPORT:
            return self.report
        return self.proposed_decision


@dataclass(frozen=True, slots=True)
class PartChange:
    """One part of an item before and after."""

    part: ItemPart
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item of either edition; without changes it stands as it was."""

    changes: tuple[Change, ...]
    old_number: int | None
    new_number: int | None
    title: tuple[Paragraph, ...]
    parts: tuple[PartChange, ...] = ()


def compare(old: Sequence[FrozenItem], new: Sequence[FrozenItem]) -> tuple[ItemChange, ...]:
    """The items of the new edition in their order, then those that it removed."""
    before = {item.id: item for item in old}
    after = {item.id for item in new}
    stayed = in_old_order(old, new)
    kept = [
        changed(before[item.id], item, is_moved=item.id not in stayed)
        if item.id in before
        else ItemChange((Change.ADDED,), None, item.number, difference("", item.title))
        for item in new
    ]
    gone = [
        ItemChange((Change.REMOVED,), item.number, None, difference(item.title, ""))
        for item in old
        if item.id not in after
    ]
    return (*kept, *gone)


def in_old_order(old: Sequence[FrozenItem], new: Sequence[FrozenItem]) -> set[str]:
    """The items that kept their order among each other, as many as possible.

    A number that changed only because something before it came or went is no move.
    """
    places = {item.id: place for place, item in enumerate(old)}
    pairs = [(at, places[item.id]) for at, item in enumerate(new) if item.id in places]
    return {new[at].id for at, _ in longest_rise(pairs)}


def changed(old: FrozenItem, new: FrozenItem, *, is_moved: bool) -> ItemChange:
    parts = tuple(
        PartChange(part, old.part(part), new.part(part))
        for part in ItemPart
        if old.part(part) != new.part(part)
    )
    is_changed = bool(parts) or old.title != new.title
    marks = ((Change.MOVED, is_moved), (Change.CHANGED, is_changed))
    return ItemChange(
        changes=tuple(mark for mark, holds in marks if holds),
        old_number=old.number,
        new_number=new.number,
        title=difference(old.title, new.title),
        parts=parts,
    )
