"""The sections of this part in the order in which they build on each other."""

from core.importing.sections import Section
from events.importing.companies import read_companies
from events.importing.countries import read_countries
from events.importing.delegations import read_delegation
from events.importing.exchanges import read_exchange
from events.importing.hearings import read_session
from events.importing.missions import read_mission
from events.importing.negotiations import read_negotiations
from events.importing.plans import read_plans

SECTIONS = (
    Section("countries", read_countries),
    Section("companies", read_companies),
    Section("plans", read_plans),
    Section("business_mission", read_mission),
    Section("business_mission.participants", read_delegation),
    Section("business_mission.meetings", read_negotiations),
    Section("practical_session", read_session),
    Section("interregional_exchange", read_exchange),
)
