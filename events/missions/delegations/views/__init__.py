"""The addresses of delegations: the working pages, a traveller's own page."""

import events.missions.delegations.views.members
import events.missions.delegations.views.passports  # noqa: F401 - both add to the blueprint
from events.missions.delegations.views.desk import blueprint as delegations
from events.missions.delegations.views.own import blueprint as delegates

__all__ = ["delegates", "delegations"]
