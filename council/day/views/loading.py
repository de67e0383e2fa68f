"""Reads what concerns the person, and nothing else: at most fifteen statements here.

Their number follows from the person's offices alone, never from how much there is.
"""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from core.access import permits, viewer
from core.accounts.access import Permission as AccountPermission
from core.adapters.clock import now, today
from core.kernel.viewers import Viewer
from core.letters.queries.desk import Filter as LetterFilter
from core.letters.queries.desk import Handover, count_letters, readable
from core.region.calendar import region, work_calendar
from core.reminders.queries import list_own
from council.access import Permission
from council.assignments import queries as assignments
from council.assignments.queries import Filter
from council.assignments.rules import Timeliness
from council.day import queries
from council.day.pages.seen import Seen, Who
from council.meetings.queries.agenda import list_items
from council.meetings.queries.meetings import MeetingRow
from council.meetings.queries.people import answers_to
from council.meetings.queries.session.ballots import list_own_meetings
from council.meetings.rules.kinds import MeetingForm
from council.membership.queries import (
    BodyRow,
    find_deputy_chair,
    find_main_body,
    find_officer,
    list_bodies,
    list_composition,
    list_settings,
)
from council.membership.rules import Office, Power
from council.reminders.delays import delays_in
from council.reports import queries as reports
from council.reports.queries import Reader, Scope
from council.reports.queries.hearings import list_considered
from council.reports.rules import ReportKind

MOST_REMINDERS = 4
DEFAULT_ZONE = "Europe/Moscow"
UNREACHED = LetterFilter(Handover.UNREACHED)
DUTIES = (ReportKind.COORDINATOR, ReportKind.PROGRAMME)
Loader = Callable[[Seen], Seen]


def load_day() -> Seen:
    who, row = viewer(), region()
    held = {body_id for _, body_id in who.held}
    body = next((each for each in list_bodies() if each.id in held), None) if held else None
    zone = body.zone if body else row.zone if row else DEFAULT_ZONE
    seen = Seen(
        who=who_is(who, body),
        now=now(),
        zone=zone,
        calendar=work_calendar(),
        body=body,
        first_year=row.standard_start_year if row else today(zone).year,
    )
    if body is not None:
        seen = with_work_of(body, seen)
    return with_own(seen, held)


def who_is(who: Viewer, body: BodyRow | None) -> Who:
    """What the viewer is in the body today, by the table of permissions."""
    is_administrator = permits(who, AccountPermission.KEEP_ACCOUNTS)
    if body is None:
        return Who(who.person_id, is_administrator=is_administrator)

    def may(permission: Permission) -> bool:
        return permits(who, permission, body.id)

    return Who(
        person_id=who.person_id,
        keeps=may(Permission.KEEP_MEETING),
        decides=may(Permission.DECIDE_REPORT),
        writes=may(Permission.WRITE_REPORT),
        is_coordinator=who.holds(Power.COORDINATOR, body.id),
        is_member=may(Permission.ANSWER_NOTICE),
        has_vote=may(Permission.CAST_BALLOT),
        is_chair=who.holds(Power.CHAIR, body.id),
        is_administrator=is_administrator,
    )


def with_work_of(body: BodyRow, seen: Seen) -> Seen:
    """The body's meetings and reports, as far as they are the person's matter."""
    who = seen.who
    settings = tuple((row.key, row.value, row.valid_from) for row in list_settings(body.id))
    meetings = queries.list_meetings_of_day(body.id, seen.today.year)
    seen = replace(seen, settings=settings, meetings=meetings)
    reader = Reader(who.person_id, frozenset({body.id}))
    if who.keeps or who.decides:
        waiting = reports.list_reports(reader, Scope.WAITING, None)
        seen = replace(seen, waiting_reports=waiting)
    if who.keeps or who.is_chair:
        deputy = find_deputy_chair(body.id, seen.today)
        seats = list_composition(body.id, seen.today)
        seen = replace(seen, deputy=deputy.name if deputy else None, seats=seats)
    if who.keeps:
        seen = replace(seen, unreached=count_letters(readable(bodies=[body.id]), UNREACHED))
    if who.sees_the_year:
        found = list_considered(body.id, DUTIES, seen.today.year)
        seen = replace(seen, heard=found.reports, plan_days=found.plans)
    if who.keeps or who.is_chair:
        seen = replace(with_control(body, seen), delays=delays_in(body.id, body.zone))
    return with_meeting(seen.next_meeting, seen) if seen.next_meeting else seen


def with_control(body: BodyRow, seen: Seen) -> Seen:
    """What is open of the body's assignments, and who is late with it."""
    lines = assignments.list_assignments(Filter(body.id, seen.today, only_open=True))
    late = [each.id for each in lines if each.timeliness(seen.today) is Timeliness.OVERDUE]
    return replace(seen, assignments=lines, executors=assignments.list_executors(late))


def with_meeting(meeting: MeetingRow, seen: Seen) -> Seen:
    """The agenda of the next meeting and the answers to its notice."""
    who = seen.who
    if who.keeps or who.is_coordinator:
        seen = replace(seen, items=list_items(meeting.id))
    if who.keeps and meeting.form is MeetingForm.ABSENTEE:
        return replace(seen, returned_ballots=queries.count_returned(meeting.id))
    if who.keeps:
        return replace(seen, answers=answers_to(meeting.id))
    if who.is_member:
        return replace(seen, own_answer=queries.find_own_answer(meeting.id, who.person_id))
    return seen


def with_foundations(seen: Seen) -> Seen:
    """Whether the site has what a council needs before anybody can work."""
    row, main = region(), find_main_body()
    secretary = find_officer(main.id, Office.SECRETARY, seen.today) if main else None
    return replace(
        seen,
        has_council=main is not None,
        has_secretary=secretary is not None,
        has_contact=bool(row and row.contact),
    )


def with_own(seen: Seen, body_ids: set[UUID]) -> Seen:
    """What belongs to the person alone, in whichever body."""
    who = seen.who
    if who.is_administrator:
        seen = with_foundations(replace(seen, accounts=queries.count_accounts()))
    if who.person_id is None:
        return seen
    own = Filter(None, seen.today, executor_id=who.person_id, only_open=True)
    seen = replace(
        seen,
        reminders=list_own(who.person_id, MOST_REMINDERS),
        minutes=queries.list_unfinished_minutes(body_ids, who.person_id),
        own_assignments=assignments.list_assignments(own),
    )
    if who.has_vote:
        seen = replace(seen, ballots=list_own_meetings(who.person_id))
    if who.writes:
        reader = Reader(who.person_id, frozenset())
        seen = replace(seen, own_reports=reports.list_reports(reader, Scope.MINE, None))
    return seen
