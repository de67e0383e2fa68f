"""Making and revoking secret addresses; the secret itself is told once and never stored."""

from datetime import datetime
from secrets import token_urlsafe
from uuid import UUID

from core.adapters import journal
from core.adapters.database import command, db
from core.adapters.derived import token_hash
from core.kernel.errors import Refused
from core.kernel.viewers import Viewer
from council.calendars.models import CalendarFeed
from council.calendars.queries.feeds import count_feeds, get_own_feed, lock_person
from council.calendars.rules import count_refusal

SECRET_BYTES = 32


@command
def make_feed(person_id: UUID, name: str, *, actor: Viewer, now: datetime) -> str:
    """Make a feed and return its secret, to be shown once."""
    lock_person(person_id)
    if refusal := count_refusal(count_feeds(person_id)):
        raise Refused(refusal)
    secret = token_urlsafe(SECRET_BYTES)
    feed = CalendarFeed(person_id=person_id, name=name, secret_hash=token_hash(secret), made_at=now)
    db.session.add(feed)
    db.session.flush()
    journal.record("calendar.made", subject_id=feed.id, actor=actor, at=now)
    return secret


@command
def revoke_feed(feed_id: UUID, person_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """Let the address answer nobody any more; a second time changes nothing."""
    feed = get_own_feed(feed_id, person_id)
    if feed.revoked_at is None:
        feed.revoked_at = now
        journal.record("calendar.revoked", subject_id=feed.id, actor=actor, at=now)
