"""What is done with the journal by itself: every night it is verified and the result noted."""

from datetime import datetime, timedelta

from core.adapters.jobs import Job
from core.audit.services.verifying import note_verdict, verify
from core.kernel.viewers import Viewer

RUNNER = Viewer(name="run-jobs")


class BrokenJournal(RuntimeError):
    """The nightly verification found something; the message names the first entry."""


def verify_journal(moment: datetime) -> int:
    """Verify; a finding makes the job fail, so that the operator is told as of any failed job."""
    verdict = verify()
    note_verdict(verdict, actor=RUNNER, now=moment)
    if verdict.first is not None:
        raise BrokenJournal(str(verdict.first))
    return verdict.head.seq


VERIFYING = Job("journal.verify", timedelta(hours=24), verify_journal)
