"""Reports that wait for the deputy chair, and those that an author has to finish."""

from datetime import date

from flask_babel import gettext

from core.adapters.language import label
from core.kernel.zones import local
from council.day.pages.lines import Entry, Link, Section, brief, due_tag, joined, place
from council.day.pages.notes import number_of
from council.day.pages.seen import Seen
from council.day.rules.tasks import LastDay, State
from council.meetings.pages.deadlines import first_day
from council.meetings.queries.agenda import accepted
from council.reports.queries import ListedReport
from council.reports.rules import ReportKind, ReportState, waiting

R = ReportState
MOST = 10
FINISHED = frozenset({R.HEARD, R.WITHDRAWN})
AUTHOR_ACTS = frozenset({R.DRAFT, R.RETURNED})
READY = frozenset({R.APPROVED, R.PRESENTED})


def decision_section(seen: Seen) -> Section | None:
    """Reports that wait for the deputy chair, the longest wait first."""
    entries = tuple(decision_entry(seen, each) for each in seen.waiting_reports)
    if not seen.who.decides or not entries:
        return None
    return Section("decisions", gettext("Reports that wait for your decision"), entries)


def decision_entry(seen: Seen, report: ListedReport) -> Entry:
    last, since = last_day_of(seen, report)
    tag, tone = due_tag(last, "now")
    meeting = (
        gettext(
            "meeting No. %(number)s, %(day)s",
            number=report.meeting_number,
            day=brief(local(report.meeting_at, report.zone).date()),
        )
        if report.meeting_at
        else ""
    )
    version = gettext("version %(number)s", number=report.current_version)
    received = gettext("received %(day)s", day=brief(since)) if since else ""
    note = " · ".join(
        part for part in (report.author.initials_after, version, received, meeting) if part
    )
    url = place("reports.show", report_id=report.id)
    return Entry(report.title, note, "now", tag, tone, url, action=gettext("Read and decide"))


def last_day_of(seen: Seen, report: ListedReport) -> tuple[LastDay | None, date | None]:
    """Until when the deputy chair decides, and since when the version waits."""
    if report.submitted_at is None:
        return None, None
    since = local(report.submitted_at, report.zone).date()
    days = seen.procedure(seen.today).review_days
    return LastDay.of(waiting(since, seen.today, days, seen.calendar).due, seen.today), since


def reports_section(seen: Seen) -> Section | None:
    """The author's own reports that are not finished, and the one that the meeting lacks."""
    own = [each for each in seen.own_reports if each.state not in FINISHED]
    entries = tuple(report_entry(seen, each) for each in own)
    if lacking := lacking_interim(seen, own):
        entries = (lacking, *entries)
    if not seen.who.writes or not entries:
        return None
    more = Link(gettext("All reports"), place("reports.index", show="mine"))
    return Section("reports", gettext("My reports"), entries[:MOST], more)


def report_entry(seen: Seen, report: ListedReport) -> Entry:
    state: State = "todo"
    note, tag, tone = label(report.state), "", "plain"
    if report.state in AUTHOR_ACTS:
        state, tone = "now", "bad" if report.state is R.RETURNED else "new"
        tag = label(report.state)
        note = gettext("Finish it and hand it in")
        if report.state is R.RETURNED:
            note = gettext("Read the remarks and hand in a new version")
    elif report.state in READY:
        state = "done"
    elif report.state is R.SUBMITTED:
        tag, tone = due_tag(last_day_of(seen, report)[0], "todo")
        note = gettext("Waits for the decision of the deputy chair")
    url = place("reports.show", report_id=report.id)
    note = joined(note, heard_at(report))
    return Entry(report.title, note, state, tag, tone, url, action=gettext("Go on with the report"))


def heard_at(report: ListedReport) -> str:
    if report.meeting_at is None:
        return ""
    day = brief(local(report.meeting_at, report.zone).date())
    return gettext("meeting No. %(number)s, %(day)s", number=report.meeting_number, day=day)


def lacking_interim(seen: Seen, own: list[ListedReport]) -> Entry | None:
    """Every meeting hears an interim report; nobody has begun one for the next."""
    meeting = seen.next_meeting
    has_begun = any(each.kind is ReportKind.INTERIM for each in own)
    on_agenda = any(item.report_kind is ReportKind.INTERIM for item in accepted(seen.items))
    is_asked = seen.who.is_coordinator and meeting is not None and meeting.ballots_until is None
    if meeting is None or not is_asked or has_begun or on_agenda:
        return None
    days = seen.procedure(first_day(meeting)).secretary_materials_days
    last = LastDay.of(seen.calendar.deadline_before(first_day(meeting), days), seen.today)
    tag, tone = due_tag(last, "now")
    return Entry(
        gettext("Prepare the interim report on the Regional programme"),
        gettext("For meeting %(number)s", number=number_of(meeting)),
        "now",
        tag,
        tone,
        place("reports.new", kind=ReportKind.INTERIM.value),
        action=gettext("New report"),
    )
