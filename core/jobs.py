"""What the core does by itself: letters go out, with the digests, and papers are rendered.

Parts add their own jobs (`Part.jobs`); `flask --app wsgi run-jobs` runs them all.
"""

from datetime import timedelta

from core.adapters.jobs import Job
from core.letters.services.dispatching import dispatch
from core.papers.jobs import RENDER_WAITING

DISPATCHING = Job("letters.dispatch", timedelta(seconds=5), dispatch)
JOBS: tuple[Job, ...] = (DISPATCHING, RENDER_WAITING)
