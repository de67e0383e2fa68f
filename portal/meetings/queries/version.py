"""The version of a public page as one statement of scalar subqueries: all that is read for a 304.

Every change in the council is a command and notes itself in the journal, so the newest entry
stands for everything that a page shows; the figures beside it catch what came in past the journal.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ScalarSelect, Select, func, literal, select, true

from core.adapters.database import db
from core.adapters.journal import JournalEntry, is_loud
from core.kernel.errors import NotFound
from core.kernel.zones import local
from core.region.calendar import remember_region
from core.region.models import Region
from core.region.queries import COLUMNS, row_of
from council.assignments.models import Assignment
from council.meetings.models import AgendaItem, Meeting
from council.meetings.rules.addresses import MeetingAddress
from council.membership.models import Body, Person, PublicationConsent, Seat
from council.minutes.models import MinutesEdition
from events.plan.models import PlanEdition
from events.programme.models import Event, EventResult
from portal.meetings.queries.head import at_address, is_at, is_council

DEFAULT_ZONE = "Europe/Moscow"
# Signing in and out changes no public page.
QUIET = "account.%"


@dataclass(frozen=True, slots=True)
class Version:
    """The stored state that a page was made from, and the zone whose calendar day counts."""

    state: str
    zone: str

    def on(self, now: datetime) -> str:
        """The version at a moment: what is overdue or still open changes at midnight."""
        return f"{self.state}\n{self.day(now)}"

    def day(self, now: datetime) -> date:
        return local(now, self.zone).date()


def last_change() -> ScalarSelect[Any]:
    query = select(JournalEntry.id).where(is_loud())
    return query.order_by(JournalEntry.seq.desc()).limit(1).scalar_subquery()


def scalar(expression: Any, *conditions: Any) -> ScalarSelect[Any]:
    return select(expression).where(*conditions).scalar_subquery()


def shared() -> tuple[ScalarSelect[Any], ...]:
    """What every public page depends on: the region, people, seats and consents."""
    consents = PublicationConsent
    return (
        last_change(),
        scalar(Region.revision),
        scalar(func.sum(Person.revision)),
        scalar(func.sum(Seat.revision)),
        scalar(func.count(consents.id) + func.count(consents.revoked_at)),
    )


@cache
def meeting_query(*, of_council: bool) -> Select[*tuple[Any, ...]]:
    m, e, a, i = Meeting, MinutesEdition, Assignment, AgendaItem
    return (
        select(
            m.zone,
            *(m.id, m.revision, m.state, m.guest_seats, m.guests_taken, m.starts_at),
            scalar(func.count(e.id), e.meeting_id == m.id),
            scalar(func.max(e.published_at), e.meeting_id == m.id),
            scalar(func.max(e.withdrawn_at), e.meeting_id == m.id),
            scalar(func.sum(e.revision), e.meeting_id == m.id),
            scalar(func.sum(a.revision), a.meeting_id == m.id),
            scalar(func.sum(i.revision), i.meeting_id == m.id),
            *shared(),
        )
        .join(Body, Body.id == m.body_id)
        .where(is_at(of_council=of_council))
    )


@cache
def site_query() -> Select[*tuple[Any, ...]]:
    m, e, a = Meeting, MinutesEdition, Assignment
    whole = select(
        scalar(func.max(Body.zone), is_council()),
        scalar(func.count(m.id)),
        scalar(func.sum(m.revision)),
        scalar(func.sum(m.guests_taken)),
        scalar(func.max(e.published_at)),
        scalar(func.max(e.withdrawn_at)),
        scalar(func.sum(a.revision)),
        scalar(func.sum(Body.revision)),
        scalar(func.sum(Event.revision)),
        scalar(func.sum(EventResult.revision)),
        scalar(func.sum(PlanEdition.revision)),
        *shared(),
        *COLUMNS,
    )
    one = select(literal(1).label("one")).subquery()
    return whole.select_from(one.outerjoin(Region, true()))


def get_meeting_version(address: MeetingAddress) -> Version:
    """What the page of a meeting is made from; raises `NotFound`."""
    query = meeting_query(of_council=address.slug is None)
    row = db.session.execute(query, at_address(address)).one_or_none()
    if row is None:
        raise NotFound("no such meeting")
    return Version(joined(row), row[0])


def get_site_version() -> Version:
    """What the front page, lists and pages of events are made from; reads the region with it."""
    row = tuple[Any, ...](db.session.execute(site_query()).one())
    marks, region = row[: -len(COLUMNS)], row[-len(COLUMNS) :]
    remember_region(row_of(region))
    return Version(joined(marks), row[0] or DEFAULT_ZONE)


def joined(values: Any) -> str:
    return "\n".join(str(value) for value in values)
