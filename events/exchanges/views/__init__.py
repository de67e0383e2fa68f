"""Addresses of exchanges on the working pages; those for visitors are the portal's."""

from events.exchanges.views import (  # noqa: F401 - they register their addresses
    agreements,
    parts,
    visits,
)
from events.exchanges.views.blueprint import blueprint

__all__ = ["blueprint"]
