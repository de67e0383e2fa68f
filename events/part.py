"""International events and business missions as a part of the application."""

import events.plan.models
import events.programme.models  # noqa: F401 - the metadata has to know every table
from core.parts import Part

EVENTS = Part(name="events")
