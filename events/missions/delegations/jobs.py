"""What is done by itself about delegations: passports and people are forgotten in time. Thin."""

from datetime import datetime, timedelta

from core.adapters.jobs import Job
from core.kernel.viewers import Viewer
from events.missions.delegations.services.forgetting import (
    forget_members,
    forget_passports,
    seal_anew,
)

RUNNER = Viewer(name="run-jobs")
HOURS = 6
NIGHTLY = (forget_passports, forget_members, seal_anew)


def forget(moment: datetime) -> int:
    """What the consents promise, and the change of keys; returns how many records it met."""
    return sum(each(actor=RUNNER, now=moment) for each in NIGHTLY)


FORGETTING_PASSPORTS = Job("forget-passports", timedelta(hours=HOURS), forget)
