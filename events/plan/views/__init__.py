"""Addresses of the annual plan."""

from events.plan.views.public import blueprint as public_blueprint

__all__ = ["public_blueprint"]
