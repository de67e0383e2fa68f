"""Addresses of single events on the working pages."""

from events.programme.views import details, listing, reading, steps, tasks
from events.programme.views.blueprint import blueprint

__all__ = ["blueprint", "details", "listing", "reading", "steps", "tasks"]
