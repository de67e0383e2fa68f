"""The portal as a part of the application."""

from core.kernel.errors import N_
from core.parts import NavEntry, Part
from portal.calendars.views import blueprint as calendars
from portal.commands import import_region, make_load
from portal.events.views import blueprint as events
from portal.exchanges.views import blueprint as exchanges
from portal.home.views import blueprint as home
from portal.meetings.views import blueprint as meetings
from portal.news.views import blueprint as news
from portal.papers.views import blueprint as papers
from portal.plan import blueprint as plan

PORTAL = Part(
    name="portal",
    blueprints=(home, meetings, papers, calendars, news, events, exchanges, plan),
    commands=(import_region, make_load),
    navigation=(
        NavEntry(N_("Home"), "portal.home", 0),
        NavEntry(N_("Meetings"), "public_meetings.index", 5),
        NavEntry(
            N_("Plan of events"),
            "plan.index",
            7,
            also=("public_events", "public_exchanges", "plan_files"),
        ),
    ),
)
