"""An application whose job writes down every second in which it ran, and one that always fails.

The composition root of the scheduler tests; knows no part of the product.
"""

import os
from datetime import timedelta
from pathlib import Path

from core.adapters.jobs import Job
from core.app import create_app
from core.config import Settings
from core.parts import Part

LOG = Path(os.environ["TICKS"])


def tick(moment):
    with LOG.open("a") as file:
        file.write(f"{moment:%H:%M:%S} {os.getpid()}\n")


def fail(_moment):
    raise RuntimeError("this job never succeeds")


SECOND = timedelta(seconds=1)
TICKING = Part("ticking", jobs=(Job("fail", SECOND, fail), Job("tick", SECOND, tick)))
app = create_app((TICKING,), Settings.from_environment())
