"""Blueprints about meetings: read the request, call one service, choose a page."""

from council.meetings.views import (
    agenda,
    answering,
    editions,
    history,
    items,
    notice,
    packs,
    papers,
    planning,
    postponing,
    reading,
)
from council.meetings.views.blueprint import blueprint

__all__ = [
    "agenda",
    "answering",
    "blueprint",
    "editions",
    "history",
    "items",
    "notice",
    "packs",
    "papers",
    "planning",
    "postponing",
    "reading",
]
