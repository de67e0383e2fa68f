"""The council's sections in the order in which they build on each other."""

from core.importing.sections import Section
from council.importing.membership import read_members
from council.importing.region import read_organisations, read_region
from council.importing.regulation import read_regulation
from council.importing.reports import read_reports
from council.importing.writing import read_all_meetings

SECTIONS = (
    Section("region", read_region),
    Section("organisations", read_organisations),
    Section("members", read_members),
    Section("regulation", read_regulation),
    Section("reports", read_reports),
    Section("meetings", read_all_meetings),
)
