"""The nightly run of retention, and when it ran. Thin."""

from datetime import datetime, timedelta

from core.adapters.jobs import Job
from core.privacy.services.retaining import apply_terms

NIGHTLY_NAME = "personal-data.retention"


def retain(moment: datetime) -> int:
    """End what is due; returns how many rows."""
    return sum(ended.count for ended in apply_terms(moment))


NIGHTLY = Job(NIGHTLY_NAME, timedelta(hours=24), retain)
