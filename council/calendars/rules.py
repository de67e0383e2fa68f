"""How many feeds a person has and what each of them tells; which deadlines are whose. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import NAMESPACE_OID, UUID, uuid5

from core.kernel.calendars import CalendarEvent, EventStatus, day_event_end
from core.kernel.errors import N_, Refusal
from council.meetings.rules.deadlines import Term

MOST_FEEDS = 10
TOO_MANY = Refusal(
    "too_many_feeds",
    N_("There are %(most)s calendars already. Revoke one that you do not need any more."),
    {"most": MOST_FEEDS},
)
# Whoever has a seat is asked for proposals and an answer; the rest is the secretary's work.
OF_MEMBERS = frozenset({Term.PROPOSALS, Term.ANSWERS})
OF_SECRETARIES = frozenset({Term.NOTICE, Term.MATERIALS, Term.SIGNING, Term.PUBLICATION})


class Matter(StrEnum):
    """What a day in a personal feed is about; part of its fixed identity."""

    TERM = "term"
    DECISION = "decision"
    ASSIGNMENT = "assignment"


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done by a day. `mark` tells several of one record apart."""

    matter: Matter
    record_id: UUID
    day: date
    title: str
    stamp: datetime
    mark: str = ""
    text: str = ""
    url: str = ""


def due_event(due: Due, zone: str) -> CalendarEvent:
    """A whole day that keeps nobody busy."""
    return CalendarEvent(
        uid=str(uuid5(NAMESPACE_OID, f"{due.matter} {due.record_id} {due.mark}")),
        title=due.title,
        starts=due.day,
        ends=day_event_end(due.day),
        zone=zone,
        stamp=due.stamp,
        status=EventStatus.CONFIRMED,
        text=due.text,
        url=due.url,
        is_busy=False,
    )


def terms_for(*, is_member: bool, is_secretary: bool) -> frozenset[Term]:
    mine = OF_MEMBERS if is_member else frozenset()
    return mine | (OF_SECRETARIES if is_secretary else frozenset())


def count_refusal(count: int) -> Refusal | None:
    return TOO_MANY if count >= MOST_FEEDS else None
