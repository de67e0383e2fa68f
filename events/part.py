"""International events and business missions as a part of the application."""

import events.plan.models
import events.programme.models  # noqa: F401 - the metadata has to know every table
from core.kernel.errors import N_
from core.parts import NavEntry, Part
from council.minutes import aftermath
from events.access import GRANTS
from events.importing.sections import SECTIONS
from events.plan.services import decide_plans
from events.plan.views import public_blueprint as plan

aftermath.register(decide_plans)

EVENTS = Part(
    name="events",
    blueprints=(plan,),
    grants=GRANTS,
    sections=SECTIONS,
    navigation=(NavEntry(N_("Plan of events"), "plan.index", 7),),
)
