"""The jobs that hand contents to the scanner: uploads that wait, then what was here before it.

Whoever is killed between loses nothing: the lease runs out and the content is asked about again.
What was here before stays open to its readers meanwhile: it has been handed out all along.
"""

import logging
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from sqlalchemy import select

from core.adapters import clamd, file_checks, journal
from core.adapters.clock import now as clock_now
from core.adapters.database import command, db
from core.adapters.file_checks import FileCheck
from core.adapters.files import StoredFile, path_of
from core.adapters.jobs import Job
from core.kernel.viewers import Viewer

log = logging.getLogger(__name__)
RUNNER = Viewer(name="run-jobs")
FILES = UUID(int=0)  # the journal's name for stored contents
MOST_AT_ONCE = 50
MOST_LOOKED_AT = 1000


def check_waiting(_moment: datetime) -> int:
    """What is due; ends early when the scanner does not answer. Returns how many were checked."""
    daemon = file_checks.scanner()
    for done in range(MOST_AT_ONCE if daemon else 0):
        taken = take(now=clock_now())
        if taken is None or daemon is None:
            return done
        sha256, tries = taken
        try:
            found = clamd.find_malware(daemon, file_checks.portions(path_of(sha256)))
        except clamd.Unchecked as error:
            log.warning("the scanner for malware does not answer: %s", error)
            put_off(sha256, tries, now=clock_now())
            return done
        finish(sha256, found, now=clock_now())
    return MOST_AT_ONCE if daemon else 0


def check_stored(_moment: datetime) -> int:
    """Contents that nobody asked about, the newest first; returns how many were looked at."""
    daemon = file_checks.scanner()
    waiting = list_unasked() if daemon else ()
    for done, sha256 in enumerate(waiting):
        path = path_of(sha256)
        try:
            found = clamd.find_malware(daemon, file_checks.portions(path)) if daemon else ""
        except clamd.Unchecked as error:
            log.warning("the scanner for malware does not answer: %s", error)
            return done
        note_checked(sha256, found, now=clock_now())
    return len(waiting)


def list_unasked() -> tuple[str, ...]:
    """Some that lie here and have no row yet; what is missing on the disk is told elsewhere."""
    f, c = StoredFile, FileCheck
    query = select(f.sha256).outerjoin(c, c.sha256 == f.sha256).where(c.sha256.is_(None))
    newest = db.session.scalars(query.order_by(f.stored_at.desc(), f.sha256).limit(MOST_LOOKED_AT))
    here = (sha256 for sha256 in tuple(newest) if path_of(sha256).is_file())
    return tuple(islice(here, MOST_AT_ONCE))


@command
def note_checked(sha256: str, found: str, *, now: datetime) -> None:
    """Nothing is noted twice when two look at the same content."""
    if db.session.get(FileCheck, sha256) is None:
        file_checks.note_checked(sha256, found, now)
        tell(sha256, found, now)


@command
def take(*, now: datetime) -> tuple[str, int] | None:
    taken = file_checks.take_due(now)
    return (taken.sha256, taken.tries) if taken else None


@command
def put_off(sha256: str, tries: int, *, now: datetime) -> None:
    file_checks.put_off(sha256, tries, now)


@command
def finish(sha256: str, found: str, *, now: datetime) -> None:
    file_checks.finish(sha256, found, now)
    tell(sha256, found, now)


def tell(sha256: str, found: str, now: datetime) -> None:
    if found:
        log.error("malware in an uploaded file: %s in %s", found, sha256)
        details = {"sha256": sha256, "found": found}
        what = "file.found_infected"
        journal.record(what, subject_id=FILES, actor=RUNNER, at=now, details=details)


CHECKING_STORED = Job("files.check_stored", timedelta(minutes=1), check_stored)
CHECKING = Job("files.check", timedelta(seconds=10), check_waiting, is_shared=True)
