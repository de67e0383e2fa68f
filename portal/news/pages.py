"""What stands in a feed of news: entries in their order, with identities that never change.

An entry is known by its id for ever: what is published anew keeps it and has a later moment, what
is withdrawn is no longer there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from enum import StrEnum
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from council.meetings.rules.public import PublicState
from portal.meetings.naming import Masks
from portal.meetings.queries.decided import Decided
from portal.meetings.queries.head import MeetingHead
from portal.news.queries import MOST, MeetingNews, PlanNews

CALLED_OFF = frozenset({PublicState.POSTPONED, PublicState.CANCELLED, PublicState.INQUORATE})


class NewsKind(StrEnum):
    """What happened."""

    CALLED = "called"
    MINUTES = "minutes"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `head` or `plan` is what it is about, `titles` are those of the items decided."""

    kind: NewsKind
    id: UUID
    updated: datetime
    head: MeetingHead | None = None
    plan: PlanNews | None = None
    titles: tuple[str, ...] = ()

    @property
    def state(self) -> PublicState:
        """What is said of a meeting that was called: it stays called while it goes on."""
        now = self.head.public_state if self.head else PublicState.AGENDA_APPROVED
        return now if now in CALLED_OFF else PublicState.AGENDA_APPROVED

    @property
    def reason(self) -> str:
        """Why a meeting was called off."""
        return self.head.state_reason if self.head and self.state in CALLED_OFF else ""

    @property
    def order(self) -> tuple[datetime, UUID]:
        return self.updated, self.id


def entries_of(
    meetings: Iterable[MeetingNews],
    plans: Iterable[PlanNews],
    decided: Mapping[UUID, Decided],
    naming: Masks,
    zone: str,
) -> tuple[Entry, ...]:
    """The latest first."""
    found = [of_plan(each, zone) for each in plans]
    for each in meetings:
        if each.told_at is not None:
            found.append(Entry(NewsKind.CALLED, each.head.id, each.told_at, head=each.head))
        if each.head.is_published and each.head.published_at is not None:
            # The minutes of a meeting are one entry through all their editions.
            own_id = uuid5(each.head.id, NewsKind.MINUTES.value)
            titles = decided.get(each.head.id, Decided()).titles
            shown = tuple(naming.shown(title) for title in titles)
            moment = each.head.published_at
            found.append(Entry(NewsKind.MINUTES, own_id, moment, head=each.head, titles=shown))
    return tuple(sorted(found, key=lambda each: each.order, reverse=True)[:MOST])


def of_plan(plan: PlanNews, zone: str) -> Entry:
    """Of a plan older than this system only the day is known: noon there."""
    noon = datetime.combine(plan.approved_on, time(12), ZoneInfo(zone)).astimezone(UTC)
    return Entry(NewsKind.PLAN, plan.id, plan.signed_at or noon, plan=plan)
