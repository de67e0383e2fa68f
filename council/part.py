"""The council as a part of the application."""

import council.assignments.models
import council.meetings.models
import council.minutes.models
import council.reports.models  # noqa: F401 - the metadata has to know every table
from core.parts import Part
from council.access import GRANTS
from council.importing.sections import SECTIONS
from council.membership.queries import standing

COUNCIL = Part(name="council", grants=GRANTS, standing=standing, sections=SECTIONS)
