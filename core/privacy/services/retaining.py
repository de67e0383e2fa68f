"""The nightly run: whatever the register gave a term goes when the term has ended.

Portions, each a transaction with its entry in the journal: killed at any point it goes on next
time, run twice it finds nothing. What a slice ends by a service of its own is asked of its job.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from flask import current_app
from sqlalchemy import select

from core.adapters import journal
from core.adapters.database import command, db
from core.adapters.files import StoredFile, discard
from core.audit import personal as journal_register
from core.audit.services.erasing import erase_addresses, erase_values
from core.kernel.register import YEAR, Erasure
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from core.papers.personal import COPIES_JOB
from core.papers.services.rendering import tidy_renderings
from core.privacy.queries.counting import count_due, due_of
from core.privacy.queries.schema import records
from core.privacy.services.ending import end_rows, forget_files
from core.region.queries import find_region

RUNNER = Viewer(name="retention")
RETENTION = UUID(int=2)  # the journal's name for the run
PORTION = 500
UNUSED_FOR = timedelta(days=1)  # a file may be stored a moment before what points at it


@dataclass(frozen=True, slots=True)
class Ended:
    """How many rows of which record went, or would go."""

    place: int
    count: int


def today_of(now: datetime) -> date:
    """The day in the region, by whose days terms are counted."""
    row = find_region()
    return local(now, row.zone).date() if row else now.date()


def what_is_due(now: datetime) -> tuple[Ended, ...]:
    """The dry run: what the next one ends."""
    found = count_due(now, today_of(now))
    return tuple(Ended(place, count) for place, count in sorted(found.items()) if count)


def apply_terms(now: datetime) -> tuple[Ended, ...]:
    """End everything whose term has ended; says what."""
    due = what_is_due(now)
    db.session.rollback()
    ask_slices(due, now)
    for place, one in enumerate(records()):
        if one.term.days is not None and not one.term.job:
            while end_portion(place, now=now) == PORTION:
                pass
    discard(forget_unused_files(now=now))
    return due


def ask_slices(due: tuple[Ended, ...], now: datetime) -> None:
    """Each service once, and only where something waits for it."""
    jobs = {job.name: job.run for job in current_app.extensions["jobs"]}
    asked = dict.fromkeys(records()[each.place].term.job for each in due)
    for name in filter(None, asked):
        (OWN.get(name) or jobs[name])(now)


def forget_addresses(now: datetime) -> int:
    before = now - timedelta(days=YEAR)
    return erase_addresses(before, actor=RUNNER, now=now)


OWN: Mapping[str, Callable[[datetime], object]] = {
    journal_register.ADDRESSES_JOB: forget_addresses,
    COPIES_JOB: lambda now: tidy_renderings(now=now),
}


@command
def end_portion(place: int, *, now: datetime) -> int:
    """One transaction of at most PORTION rows of a record; returns how many."""
    one = records()[place]
    query = due_of(one, now, today_of(now))
    if query is None:
        return 0
    ids = set(db.session.scalars(query.limit(PORTION)))
    if not ids:
        return 0
    if one.erasure is Erasure.KEEP:  # a proof is kept for its term and then goes whole
        one = replace(one, erasure=Erasure.DELETE)
    end_rows(one, ids, now)
    erase_values([row for row in ids if isinstance(row, UUID)], actor=RUNNER, now=now)
    details: Mapping[str, object] = {"table": one.table, "count": len(ids)}
    what = "personal_data.retired"
    journal.record(what, subject_id=RETENTION, actor=RUNNER, at=now, details=details)
    return len(ids)


@command
def forget_unused_files(*, now: datetime) -> tuple[str, ...]:
    """Contents that nothing points at for a day; the bytes go after the commit."""
    old = select(StoredFile.sha256).where(StoredFile.stored_at < now - UNUSED_FOR)
    return forget_files(set(db.session.scalars(old)))
