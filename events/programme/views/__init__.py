"""Addresses of single events: on the working pages, and the personal pages of outcomes."""

from events.programme.views import (  # noqa: F401 - they register their addresses
    answers,
    days,
    details,
    feedback,
    hearings,
    listing,
    outcomes,
    participants,
    photos,
    reading,
    result_lines,
    results,
    steps,
    tasks,
)
from events.programme.views.answers import blueprint as answer_blueprint
from events.programme.views.blueprint import blueprint
from events.programme.views.feedback import blueprint as feedback_blueprint

__all__ = ["answer_blueprint", "blueprint", "feedback_blueprint"]
