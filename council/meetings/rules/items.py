"""The life of an agenda item: proposed, accepted or declined, removed again. Pure.

An item changes only while the agenda is open; an approved agenda is reopened first.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from core.kernel.errors import N_, Refusal
from core.kernel.workflow import Step, Workflow
from council.meetings.rules.kinds import ItemKind, ItemState, MeetingState

OPEN_AGENDA = frozenset({MeetingState.PLANNED, MeetingState.AGENDA_OPEN})
MOST_ITEMS = 60


class ItemAction(StrEnum):
    ACCEPT = "accept"
    DECLINE = "decline"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """The facts on which a step in an item's life is decided."""

    meeting_state: MeetingState
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ItemAddress:
    """An item by its meeting and itself: an item of another meeting is not found."""

    meeting_id: UUID
    item_id: UUID


@dataclass(frozen=True, slots=True)
class SpeakerDraft:
    """A person of the council, or a name with a post."""

    person_id: UUID | None = None
    name: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """An item as typed."""

    title: str
    kind: ItemKind = ItemKind.OTHER
    reasoning: str = ""
    minutes: int = 10
    report_id: UUID | None = None
    proposed_decision: str = ""
    speakers: tuple[SpeakerDraft, ...] = ()

    @property
    def tabled_report(self) -> UUID | None:
        """The report of an item of that kind; another kind tables none."""
        return self.report_id if self.kind is ItemKind.REPORT else None


def agenda_is_open(facts: ItemFacts) -> Refusal | None:
    if facts.meeting_state in OPEN_AGENDA:
        return None
    message = N_("The agenda is approved or the meeting is over. Reopen the agenda first.")
    return Refusal("agenda_closed", message)


def decline_has_reason(facts: ItemFacts) -> Refusal | None:
    if facts.reason.strip():
        return None
    return Refusal("no_decline_reason", N_("Write why: the person who proposed the item sees it."))


S, A = ItemState, ItemAction
ITEM_LIFE_CYCLE: Workflow[ItemState, ItemAction, ItemFacts] = Workflow(
    initial=S.PROPOSED,
    steps={
        A.ACCEPT: Step(
            frozenset({S.PROPOSED, S.DECLINED, S.REMOVED}), S.ACCEPTED, (agenda_is_open,)
        ),
        A.DECLINE: Step(frozenset({S.PROPOSED}), S.DECLINED, (agenda_is_open, decline_has_reason)),
        A.REMOVE: Step(frozenset({S.ACCEPTED}), S.REMOVED, (agenda_is_open,)),
    },
)
