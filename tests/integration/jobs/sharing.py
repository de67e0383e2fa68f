"""An application with a job that workers share and one that is for the scheduler alone."""

from datetime import timedelta

from core.adapters.jobs import Job
from core.app import create_app
from core.config import Settings
from core.parts import Part
from tests.integration.jobs.ticking import LOG, tick

SECOND = timedelta(seconds=1)


def alone(_moment):
    LOG.with_name(f"{LOG.name}.alone").touch()


SHARED = Part(
    "shared", jobs=(Job("tick", SECOND, tick, is_shared=True), Job("alone", SECOND, alone))
)
app = create_app((SHARED,), Settings.from_environment())
