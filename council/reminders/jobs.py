"""What the scheduler does for reminders: every minute it looks for what is due."""

from datetime import timedelta

from core.adapters.jobs import Job
from council.reminders.services import remind

REMINDING = Job("reminders", timedelta(minutes=1), remind)
