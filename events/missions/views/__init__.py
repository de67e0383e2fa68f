"""The addresses of missions: the public form, a company's own page, the desk."""

import events.missions.views.selection  # noqa: F401 - adds its pages to the blueprint
from events.missions.views.applying import blueprint as applying
from events.missions.views.desk import blueprint as missions
from events.missions.views.own import blueprint as applications

__all__ = ["applications", "applying", "missions"]
