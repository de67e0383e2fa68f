"""The addresses of negotiations: the working pages and a participant's own page."""

from events.negotiations.views import (  # noqa: F401 - they register their addresses
    changes,
    days,
    grids,
    people,
    publishing,
    runs,
    schedules,
    wishes,
)
from events.negotiations.views.blueprint import blueprint
from events.negotiations.views.own import blueprint as own_blueprint

__all__ = ["blueprint", "own_blueprint"]
