"""Personal feeds by their secret, with the version of all that they tell; a person's feeds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from core.accounts.models import Account
from core.adapters.database import db
from core.adapters.journal import JournalEntry, is_loud
from core.kernel.errors import NotFound
from core.kernel.names import PersonName
from core.kernel.zones import local
from core.region.models import Region
from council.calendars.models import CalendarFeed
from council.membership.models import Person

# Signing in and out changes no calendar.
QUIET = "account.%"
DEFAULT_ZONE = "Europe/Moscow"


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A feed as its owner sees it."""

    id: UUID
    name: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Whose feed it is, and the stored state of all that it tells."""

    feed_id: UUID
    person_id: UUID
    name: PersonName
    zone: str
    state: str

    def on(self, now: datetime) -> str:
        """The version of a moment: what is over leaves the feed at midnight."""
        return f"{self.state}\n{local(now, self.zone).date()}"


def find_subscriber(secret_hash: str) -> Subscriber | None:
    """Nobody for a revoked feed or a disabled account; one statement.

    Every change in the council is a command and notes itself in the journal, so that its newest
    entry stands for all that a feed tells.
    """
    f, p, a, j = CalendarFeed, Person, Account, JournalEntry
    last = select(j.id).where(is_loud()).order_by(j.seq.desc()).limit(1)
    marks = (last.scalar_subquery(), select(Region.revision).scalar_subquery())
    zone = select(Region.zone).scalar_subquery()
    query = (
        select(f.id, p.id, p.surname, p.given_name, p.patronymic, zone, *marks)
        .join(p, p.id == f.person_id)
        .join(a, a.id == p.account_id)
        .where(f.secret_hash == secret_hash, f.revoked_at.is_(None), a.disabled_at.is_(None))
    )
    found = db.session.execute(query).one_or_none()
    if found is None:
        return None
    row = tuple[Any, ...](found)
    state = "\n".join(str(mark) for mark in row[6:])
    return Subscriber(row[0], row[1], PersonName(*row[2:5]), row[5] or DEFAULT_ZONE, state)


def list_feeds(person_id: UUID) -> tuple[FeedRow, ...]:
    """The feeds that work, the newest first; one statement."""
    f = CalendarFeed
    query = (
        select(f.id, f.name, f.made_at)
        .where(f.person_id == person_id, f.revoked_at.is_(None))
        .order_by(f.made_at.desc(), f.id)
    )
    return tuple(FeedRow(*row) for row in db.session.execute(query))


def count_feeds(person_id: UUID) -> int:
    f = CalendarFeed
    query = select(func.count()).where(f.person_id == person_id, f.revoked_at.is_(None))
    return db.session.execute(query).scalar_one()


def lock_person(person_id: UUID) -> None:
    """Of two feeds made at once the second counts the first."""
    query = select(Person.id).where(Person.id == person_id).with_for_update()
    if db.session.execute(query).one_or_none() is None:
        raise NotFound("no such person")


def get_own_feed(feed_id: UUID, person_id: UUID) -> CalendarFeed:
    """The feed to change; one of somebody else looks as if it were not there."""
    f = CalendarFeed
    query = select(f).where(f.id == feed_id, f.person_id == person_id).with_for_update()
    feed = db.session.scalars(query).one_or_none()
    if feed is None:
        raise NotFound("no such feed")
    return feed
