"""Whether the site is ready for visitors: what the database tells in time, the schema, the disk.

For /readyz and for the figure that alarms look at; the rules of it stand in `rules`.
"""

import shutil

from flask import current_app

from core.adapters import migrations
from core.adapters.asking import Unanswered, within
from core.adapters.clock import now
from core.config import Settings
from core.operation.queries import read_life
from core.operation.rules import DATABASE_SECONDS, Fault, Life, faults_of

MEGABYTE = 1024 * 1024


def present_faults(settings: Settings) -> tuple[Fault, ...]:
    """All that keeps the site from being ready at this moment."""
    return faults_of(
        ask_life(),
        head=migrations.head(),
        free_mb=shutil.disk_usage(settings.data_dir).free // MEGABYTE,
        least_free_mb=settings.installation.least_free_mb,
        now=now(),
    )


def ask_life() -> Life | None:
    """None where the database gave no answer in time."""
    try:
        return within(DATABASE_SECONDS, read_life)
    except Unanswered as error:
        current_app.logger.warning("the database did not tell of its life: %s", error)
        return None
