"""The council as a part of the application."""

from collections.abc import Callable
from enum import StrEnum

import council.assignments.models
import council.calendars.models
import council.meetings.models
import council.minutes.models
import council.reports.models  # noqa: F401 - the metadata has to know every table
from core.access import permits
from core.accounts.access import Permission as AccountPermission
from core.audit.access import Permission as AuditPermission
from core.kernel.errors import N_
from core.kernel.viewers import Viewer
from core.letters.access import Permission as LetterPermission
from core.papers.issuing import register as register_issued
from core.parts import ADMINISTRATION, NavEntry, NavSection, Part
from core.privacy.access import Permission as PrivacyPermission
from core.signatures.sight import register as register_sight
from council.access import GRANTS, Permission
from council.anchors.jobs import ANCHORING
from council.assignments import issuing as issued_lists
from council.assignments.arising import arise
from council.assignments.publishing import hide_lists
from council.assignments.views import blueprint as assignments
from council.assignments.views import public_blueprint as public_assignments
from council.calendars.views import blueprint as calendars
from council.correspondence.views import blueprint as correspondence
from council.day.views import blueprint as day
from council.importing.sections import SECTIONS
from council.meetings.commands import FORGETTING, forget_visitors
from council.meetings.jobs import DISMISSING, READING
from council.meetings.views import blueprint as meetings
from council.meetings.views.answering import links as answers
from council.meetings.views.session import BLUEPRINTS as SESSION
from council.meetings.views.visitor_list import blueprint as visitor_list
from council.meetings.views.visitors import blueprint as visitors
from council.membership import aftermath as consent_aftermath
from council.membership import issuing as issued_compositions
from council.membership.publishing import hide_compositions
from council.membership.queries import standing
from council.membership.views import BLUEPRINTS as MEMBERSHIP
from council.minutes import aftermath
from council.minutes import issuing as issued_extracts
from council.minutes.services.papers import renew_public
from council.minutes.sight import SIGHT as SEEN_MINUTES
from council.minutes.views import blueprint as minutes
from council.privacy import PRIVACY
from council.reminders.jobs import REMINDING
from council.reminders.views import blueprint as reminders
from council.reports.sight import SIGHT as SEEN_REPORTS
from council.reports.views import blueprint as reports


def allowed(permission: StrEnum) -> Callable[[Viewer], bool]:
    """Shows a link of the navigation to those who hold the permission."""
    return lambda who: permits(who, permission)


MEETINGS = NavSection(N_("Meetings"), 20)

aftermath.register(arise)
consent_aftermath.register(renew_public)
consent_aftermath.register(hide_compositions)
consent_aftermath.register(hide_lists)
register_sight("report", SEEN_REPORTS)
register_sight("minutes", SEEN_MINUTES)
register_issued(issued_extracts.KIND, issued_extracts.EXTRACT)
register_issued(issued_lists.OF_MEETING, issued_lists.OF_A_MEETING)
register_issued(issued_lists.ON_CONTROL, issued_lists.OF_A_BODY)
register_issued(issued_compositions.KIND, issued_compositions.COMPOSITION)

COUNCIL = Part(
    name="council",
    blueprints=(
        *MEMBERSHIP,
        meetings,
        *SESSION,
        visitors,
        visitor_list,
        answers,
        calendars,
        reports,
        minutes,
        assignments,
        public_assignments,
        day,
        reminders,
        correspondence,
    ),
    grants=GRANTS,
    standing=standing,
    sections=SECTIONS,
    commands=(forget_visitors,),
    jobs=(REMINDING, FORGETTING, DISMISSING, READING, ANCHORING),
    privacy=PRIVACY,
    navigation=(
        NavEntry(N_("The Council"), "council.index", 10),
        NavEntry(N_("Assignments"), "public_assignments.index", 30),
        NavEntry(N_("My day"), "day.show", 10, desk=True),
        NavEntry(
            N_("Meetings"),
            "meetings.index",
            20,
            desk=True,
            visible_to=allowed(Permission.READ_MEETING),
            section=MEETINGS,
        ),
        NavEntry(
            N_("Minutes of meetings"),
            "minutes.index",
            22,
            desk=True,
            visible_to=allowed(Permission.READ_MEETING),
            section=MEETINGS,
        ),
        NavEntry(
            N_("Votes by ballot"),
            "ballots.index",
            24,
            desk=True,
            visible_to=allowed(Permission.CAST_BALLOT),
            section=MEETINGS,
        ),
        NavEntry(
            N_("Reports"),
            "reports.index",
            30,
            desk=True,
            visible_to=allowed(Permission.READ_REPORT),
        ),
        NavEntry(
            N_("Assignments"),
            "assignments.index",
            40,
            desk=True,
            visible_to=lambda who: who.person_id is not None,
        ),
        NavEntry(
            N_("Membership"),
            "membership.index",
            60,
            desk=True,
            visible_to=allowed(Permission.READ_MEMBERSHIP),
        ),
        NavEntry(
            N_("Letters"),
            "letters.list_letters",
            90,
            desk=True,
            visible_to=allowed(LetterPermission.READ_LETTERS),
            section=ADMINISTRATION,
        ),
        NavEntry(
            N_("Reminders"),
            "reminders.index",
            91,
            desk=True,
            visible_to=allowed(Permission.KEEP_REMINDERS),
            section=ADMINISTRATION,
        ),
        NavEntry(
            N_("Journal of actions"),
            "audit.show",
            93,
            desk=True,
            visible_to=allowed(AuditPermission.READ_JOURNAL),
            section=ADMINISTRATION,
        ),
        NavEntry(
            N_("Personal data"),
            "personal_data.show",
            94,
            desk=True,
            visible_to=allowed(PrivacyPermission.READ_REGISTER),
            section=ADMINISTRATION,
        ),
        NavEntry(
            N_("Accounts"),
            "accounts.list_accounts",
            92,
            desk=True,
            visible_to=allowed(AccountPermission.KEEP_ACCOUNTS),
            section=ADMINISTRATION,
        ),
    ),
)
