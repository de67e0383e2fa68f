"""Public pages of meetings: the blueprint and the modules that register with it."""

from portal.meetings.views import files, lists, meeting, minutes
from portal.meetings.views.blueprint import blueprint

__all__ = ["blueprint", "files", "lists", "meeting", "minutes"]
