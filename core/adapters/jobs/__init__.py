"""Work that is done by itself: jobs as values, one process that runs them, its election.

Never a shared job store (docs/adr/0008-reminders-are-rows.md): what a job has to do stands in
rows of the database, a job only looks for them.
"""

from core.adapters.jobs.job import Job
from core.adapters.jobs.leader import Leadership, NoElection, leadership_of
from core.adapters.jobs.models import JobRun
from core.adapters.jobs.scheduler import run_all, work

__all__ = ["Job", "JobRun", "Leadership", "NoElection", "leadership_of", "run_all", "work"]
