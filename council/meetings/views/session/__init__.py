"""Pages of a session: read the request, call one service, choose a page."""

from council.meetings.views.session import (
    ballots,
    elections,
    guests,
    hall,
    items,
    own,
    paper,
    presence,
    resolutions,
    speeches,
    votes,
)
from council.meetings.views.session.blueprint import blueprint

BLUEPRINTS = (blueprint, own.blueprint)

__all__ = [
    "BLUEPRINTS",
    "ballots",
    "elections",
    "guests",
    "hall",
    "items",
    "own",
    "paper",
    "presence",
    "resolutions",
    "speeches",
    "votes",
]
