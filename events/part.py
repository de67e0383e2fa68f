"""International events and business missions as a part of the application."""

import events.companies.models
import events.exchanges.models
import events.missions.delegations.models
import events.missions.models
import events.negotiations.models
import events.plan.models
import events.programme.models
import events.timetables.models  # noqa: F401 - the metadata has to know every table
from core.access import permits
from core.kernel.errors import N_
from core.papers.issuing import register as register_issued
from core.parts import NavEntry, NavSection, Part
from council.day import sources as day
from council.minutes import aftermath
from council.reminders import sources as duties
from events.access import GRANTS, Permission
from events.companies import meetings
from events.companies.queries import list_that_took_part
from events.companies.views import blueprint as companies
from events.day import events_of_the_day
from events.exchanges.reminding import exchange_reminders
from events.exchanges.views import blueprint as exchanges
from events.importing.sections import SECTIONS
from events.missions import issuing as issued_participants
from events.missions.delegations.jobs import FORGETTING_PASSPORTS
from events.missions.delegations.views import delegates, delegations
from events.missions.jobs import FORGETTING, REMINDING
from events.missions.queries import timetables as mission_timetables
from events.missions.queries.calls import call_facts
from events.missions.services.turning import tell_applicants
from events.missions.views import applications, applying, missions
from events.negotiations.jobs import FORGETTING_CONTACTS, SEARCHING
from events.negotiations.services import wishes_page_of
from events.negotiations.services.turning import tell_participants
from events.negotiations.views import blueprint as negotiations
from events.negotiations.views import own_blueprint as negotiators
from events.plan.reminding import plan_duties
from events.plan.services import decide_plans
from events.plan.views import blueprint as plans
from events.plan.views import public_blueprint as plan
from events.privacy import PRIVACY
from events.programme import aftermath as turns
from events.programme.jobs import ASKING
from events.programme.queries import calls, counting, participants
from events.programme.reminding import programme_duties
from events.programme.services.moving import move_sessions
from events.programme.views import answer_blueprint as outcomes
from events.programme.views import blueprint as programme
from events.programme.views import feedback_blueprint as feedback
from events.timetables.queries import counted_meetings, negotiated_by
from events.timetables.services import timetable_of_application
from events.timetables.views import timetable, timetables

INTERNATIONAL = NavSection(N_("Events"), 50)

aftermath.register(decide_plans)
turns.register(move_sessions)
turns.register(tell_applicants)
turns.register(tell_participants)
calls.register(call_facts)
participants.register(list_that_took_part)
register_issued(issued_participants.KIND, issued_participants.PARTICIPANTS)
counting.register(counted_meetings)
meetings.register(negotiated_by)
mission_timetables.register(timetable_of_application, wishes_page_of)
duties.register(plan_duties)
duties.register(programme_duties)
duties.register(exchange_reminders)
day.register(events_of_the_day)

EVENTS = Part(
    name="events",
    blueprints=(
        *(plan, plans, programme, outcomes, applying, applications, missions, companies),
        *(negotiations, negotiators),
        *(delegations, delegates, timetables, timetable),
        *(exchanges, feedback),
    ),
    grants=GRANTS,
    sections=SECTIONS,
    privacy=PRIVACY,
    jobs=(
        FORGETTING,
        REMINDING,
        FORGETTING_PASSPORTS,
        ASKING,
        SEARCHING,
        FORGETTING_CONTACTS,
    ),
    navigation=(
        NavEntry(
            N_("Plan of events"),
            "plans.index",
            50,
            desk=True,
            visible_to=lambda who: permits(who, Permission.READ_PLAN),
            section=INTERNATIONAL,
        ),
        NavEntry(
            N_("Events"),
            "events.index",
            51,
            desk=True,
            visible_to=lambda who: permits(who, Permission.READ_EVENT),
            section=INTERNATIONAL,
        ),
        NavEntry(
            N_("Calls for applications"),
            "missions.index",
            52,
            desk=True,
            visible_to=lambda who: permits(who, Permission.KEEP_CALL),
            section=INTERNATIONAL,
        ),
        NavEntry(
            N_("Negotiations"),
            "negotiations.index",
            52,
            desk=True,
            visible_to=lambda who: permits(who, Permission.KEEP_NEGOTIATIONS),
            section=INTERNATIONAL,
        ),
        NavEntry(
            N_("Companies"),
            "companies.index",
            53,
            desk=True,
            visible_to=lambda who: permits(who, Permission.KEEP_COMPANY),
            section=INTERNATIONAL,
        ),
        NavEntry(
            N_("Exchanges with regions"),
            "exchanges.index",
            54,
            desk=True,
            visible_to=lambda who: permits(who, Permission.READ_EXCHANGE),
            section=INTERNATIONAL,
        ),
    ),
)
