"""The front page of the desk."""

from council.day.views.show import blueprint, show

__all__ = ["blueprint", "show"]
