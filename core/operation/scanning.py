"""The job that hands waiting uploads to the scanner, one after the other.

Whoever is killed between loses nothing: the lease runs out and the content is asked about again.
"""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from core.adapters import clamd, file_checks, journal
from core.adapters.clock import now as clock_now
from core.adapters.database import command
from core.adapters.files import path_of
from core.adapters.jobs import Job
from core.kernel.viewers import Viewer

log = logging.getLogger(__name__)
RUNNER = Viewer(name="run-jobs")
FILES = UUID(int=0)  # the journal's name for stored contents
MOST_AT_ONCE = 50


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
    if found:
        log.error("malware in an uploaded file: %s in %s", found, sha256)
        details = {"sha256": sha256, "found": found}
        what = "file.found_infected"
        journal.record(what, subject_id=FILES, actor=RUNNER, at=now, details=details)


CHECKING = Job("files.check", timedelta(seconds=10), check_waiting, is_shared=True)
