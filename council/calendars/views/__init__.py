"""Views of personal calendars: one's own addresses, and the feed behind a secret one."""

from council.calendars.views import feed, own
from council.calendars.views.blueprint import blueprint

__all__ = ["blueprint", "feed", "own"]
