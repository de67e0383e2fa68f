"""What waits for the person as a member, an author of reports or an executor."""

from datetime import date

from flask_babel import gettext, ngettext

from core.adapters.language import label
from core.kernel.zones import local
from council.assignments.pages.words import TONES as ASSIGNMENT_TONES
from council.assignments.pages.words import name_of, tag_text, term_text
from council.assignments.queries import AssignmentLine
from council.assignments.rules import AssignmentState, Timeliness
from council.day.pages.lines import Entry, Link, Section, brief, due_tag, joined, place
from council.day.pages.preparation import number_of, when_and_where
from council.day.pages.seen import Seen
from council.day.rules.tasks import LastDay, State
from council.meetings.pages.deadlines import first_day
from council.meetings.queries.agenda import accepted
from council.meetings.queries.meetings import MeetingRow
from council.meetings.queries.session.ballots import OPEN_STATES, OwnMeeting
from council.meetings.rules.absentee import BallotTerm
from council.meetings.rules.kinds import MeetingState
from council.membership.rules.procedure import Procedure
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
        place("reports.new"),
        action=gettext("New report"),
    )


def assignments_section(seen: Seen) -> Section | None:
    """The person's own open assignments, the nearest term first."""
    if not seen.own_assignments:
        return None
    entries = tuple(assignment_entry(seen, each) for each in seen.own_assignments[:MOST])
    count = len(seen.own_assignments)
    more = Link(
        ngettext("All %(num)s assignment of mine", "All %(num)s assignments of mine", count),
        place("assignments.index", mine=1),
    )
    return Section("assignments", gettext("My assignments"), entries, more)


def assignment_entry(seen: Seen, line: AssignmentLine) -> Entry:
    standing = line.timeliness(seen.today)
    presses = standing in {Timeliness.OVERDUE, Timeliness.DUE_SOON}
    late = line.days_late(seen.today)
    is_reported = line.state is AssignmentState.REPORTED
    tag = tag_text(standing, line.due, done_on=line.done_on, days_late=late, today=seen.today)
    term = gettext("term: %(term)s", term=term_text(line.due))
    return Entry(
        label=name_of(line.kind, line.code),
        note=joined(line.text, "" if is_reported else term),
        state="now" if presses else "todo",
        tag=tag,
        tone=ASSIGNMENT_TONES[standing],
        url=place("assignments.show", assignment_id=line.id),
        action=gettext("Report on the assignment"),
    )


def meeting_section(seen: Seen) -> Section | None:
    """The next meeting for somebody who comes to it, and votes by ballots that are open."""
    meeting = seen.next_meeting
    entries = [ballot for each in seen.ballots if (ballot := ballot_entry(seen, each))]
    if meeting is not None and not seen.who.keeps and meeting.ballots_until is None:
        entries += meeting_entries(seen, meeting)
    if not entries:
        return None
    title = gettext("Next meeting")
    return Section("meeting", title, tuple(entries))


def ballot_entry(seen: Seen, vote: OwnMeeting) -> Entry | None:
    """A vote by ballots, while its term runs."""
    if vote.state not in OPEN_STATES:
        return None
    term = BallotTerm(vote.ballots_from, vote.ballots_until)
    if not term.is_open(local(seen.now, vote.zone).date()):
        return None
    name = gettext("Vote by ballots, meeting No. %(number)s", number=vote.number)
    url = place("ballots.ballot", meeting_id=vote.id)
    if vote.has_voted:
        note = gettext("You have voted; you can change your vote until the term ends")
        return Entry(name, note, "done", url=url)
    tag, tone = due_tag(LastDay.of(vote.ballots_until, seen.today), "now")
    return Entry(
        name, gettext("Fill in the ballot"), "now", tag, tone, url, action=gettext("Vote now")
    )


def meeting_entries(seen: Seen, meeting: MeetingRow) -> list[Entry]:
    url = place("meetings.show", meeting_id=meeting.id)
    name = gettext("Meeting %(number)s", number=number_of(meeting))
    when = when_and_where(meeting)
    procedure = seen.procedure(first_day(meeting))
    if meeting.state is MeetingState.NOTIFIED and seen.who.is_member:
        return [answer_entry(seen, meeting, procedure)]
    if meeting.state is MeetingState.IN_SESSION:
        return [Entry(name, joined(when, gettext("it is being held")), "now", url=url)]
    entries = [Entry(name, joined(when, gettext("the notice has not been sent yet")), url=url)]
    if meeting.state is MeetingState.AGENDA_OPEN:
        days = procedure.agenda_proposal_days
        last = LastDay.of(seen.calendar.deadline_before(first_day(meeting), days), seen.today)
        if not last.is_late:
            tag, tone = due_tag(last, "todo")
            text = gettext("You can propose an item of the agenda")
            link = place("meetings.propose", meeting_id=meeting.id)
            entries.append(Entry(text, "", "todo", tag, tone, link))
    return entries


def answer_entry(seen: Seen, meeting: MeetingRow, procedure: Procedure) -> Entry:
    """Whether the member comes: asked for until answered."""
    url = place("meetings.show", meeting_id=meeting.id)
    name = gettext("Meeting %(number)s", number=number_of(meeting))
    when = when_and_where(meeting)
    if seen.own_answer:
        answered = gettext("your answer: %(answer)s", answer=label(seen.own_answer.answer))
        return Entry(name, joined(when, answered), "done", url=url)
    last = LastDay.of(
        seen.calendar.deadline_before(first_day(meeting), procedure.answer_days), seen.today
    )
    tag, tone = due_tag(last, "now")
    note = joined(when, gettext("say whether you will come"))
    return Entry(name, note, "now", tag, tone, url, action=gettext("Answer the notice"))
