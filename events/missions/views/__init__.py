"""The addresses of missions: the public form, a company's own page, the desk."""

from events.missions.views.applying import blueprint as applying
from events.missions.views.own import blueprint as applications

__all__ = ["applications", "applying"]
