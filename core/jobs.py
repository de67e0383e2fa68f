"""What the core does by itself: letters go out, with the digests, and papers are rendered.

Parts add their own jobs (`Part.jobs`); `flask --app wsgi run-jobs` runs them all.
"""

from datetime import timedelta

from core.accounts.services.resetting import answer_resets
from core.adapters.jobs import Job
from core.adapters.limits import forget_old_counts
from core.audit.jobs import VERIFYING
from core.letters.services.bouncing import read_bounces
from core.letters.services.dispatching import dispatch
from core.operation.scanning import CHECKING, CHECKING_STORED
from core.papers.jobs import RENDER_WAITING

RESETTING = Job("accounts.resets", timedelta(seconds=5), answer_resets)
DISPATCHING = Job("letters.dispatch", timedelta(seconds=5), dispatch, is_shared=True)
BOUNCES = Job("letters.bounces", timedelta(minutes=5), read_bounces)
FORGETTING_COUNTS = Job("limits.forget", timedelta(hours=1), lambda _now: forget_old_counts())
JOBS: tuple[Job, ...] = (
    RESETTING,
    DISPATCHING,
    BOUNCES,
    RENDER_WAITING,
    FORGETTING_COUNTS,
    VERIFYING,
    CHECKING,
    CHECKING_STORED,
)
