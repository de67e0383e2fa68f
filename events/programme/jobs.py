"""What the scheduler does for single events: each day it asks about outcomes that are due."""

from datetime import timedelta

from core.adapters.jobs import Job
from events.programme.services import ask_outcomes

ASKING = Job("outcomes", timedelta(days=1), ask_outcomes)
