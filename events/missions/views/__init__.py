"""The addresses of missions: the public form, a company's own page, the desk."""

import events.missions.views.history
import events.missions.views.selection  # noqa: F401 - likewise
from events.missions.views.applying import blueprint as applying
from events.missions.views.desk import blueprint as missions
from events.missions.views.own import blueprint as applications

__all__ = ["applications", "applying", "missions"]
