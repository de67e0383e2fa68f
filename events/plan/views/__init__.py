"""Addresses of the annual plan: for visitors and on the working pages."""

from events.plan.views import closing, desk, editions, lines, report, sheets  # noqa: F401 - they register their addresses
from events.plan.views.blueprint import blueprint
from events.plan.views.public import blueprint as public_blueprint

__all__ = ["blueprint", "public_blueprint"]
