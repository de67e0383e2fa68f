"""Addresses of exchanges: the register on the working pages, the pages for visitors."""

from events.exchanges.views import (  # noqa: F401 - they register their addresses
    agreements,
    parts,
    visits,
)
from events.exchanges.views.blueprint import blueprint
from events.exchanges.views.public import blueprint as public_blueprint

__all__ = ["blueprint", "public_blueprint"]
