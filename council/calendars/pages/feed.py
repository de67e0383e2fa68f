"""A personal feed: meetings of one's seats, one's deadlines, reports to decide, assignments.

Rows in, a value out. What a person may read follows from the seats and offices of each day.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from flask_babel import gettext

from core.adapters.language import label, provisionally
from core.kernel.calendars import CalendarEvent, Feed
from core.kernel.workdays import WorkCalendar
from core.kernel.zones import local
from council.assignments.queries.lists import AssignmentLine
from council.calendars.queries.agenda import (
    DEPUTY,
    SEAT,
    SECRETARY,
    Holding,
    OwnMeeting,
    WaitingReport,
)
from council.calendars.queries.feeds import Subscriber
from council.calendars.rules import Due, Matter, due_event, terms_for
from council.meetings.letters.wording import event_title, named, place_of
from council.meetings.pages.deadlines import Counting, deadlines_of
from council.meetings.rules.calendar import (
    CalendarMeeting,
    Words,
    event_of,
    first_stamp,
    is_shown,
)
from council.meetings.rules.deadlines import Progress
from council.membership.rules.procedure import Procedure, procedure_of, values_on
from council.reports.rules.gate import waiting

PENDING = frozenset({Progress.AHEAD, Progress.TODAY, Progress.LATE})
LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that was loaded for one feed."""

    subscriber: Subscriber
    holdings: tuple[Holding, ...]
    meetings: tuple[OwnMeeting, ...]
    settings: Mapping[UUID, list[tuple[str, str, date]]]
    reports: tuple[WaitingReport, ...]
    assignments: tuple[AssignmentLine, ...]
    calendar: WorkCalendar
    now: datetime
    base_url: str

    def procedure(self, body_id: UUID, day: date) -> Procedure:
        return procedure_of(values_on(self.settings.get(body_id, []), day))

    def holds(self, what: str, body_id: UUID, day: date) -> bool:
        held = (each for each in self.holdings if each.what == what and each.body_id == body_id)
        return any(each.term.covers(day) for each in held)


def personal_feed(known: Known) -> Feed:
    zone = known.subscriber.zone
    dues = (*terms(known), *decisions(known), *errands(known))
    shown = [m for m in known.meetings if is_shown(m.row.state, m.row.starts_at, known.now)]
    name = known.subscriber.name.initials_after
    return Feed(
        uid=str(known.subscriber.feed_id),
        name=gettext("Council: %(name)s", name=name),
        events=(
            *(meeting_event(each, known.base_url) for each in shown),
            *(due_event(due, zone) for due in dues),
        ),
        url=f"{known.base_url}/desk/",
        hours=1,
    )


def meeting_event(own: OwnMeeting, base_url: str) -> CalendarEvent:
    row = own.row
    name = named(row.number, row.form, name=own.body_name, genitive=own.body_genitive)
    link = gettext("By video link: %(link)s", link=row.video_link) if row.video_link else ""
    reason = gettext("Reason: %(reason)s", reason=row.state_reason) if row.state_reason else ""
    words = Words(
        title=event_title(row.state, name),
        place=place_of(row.city, row.place) or row.video_link,
        text="\n".join(part for part in (link, reason) if part),
        url=f"{base_url}/desk/meetings/{row.id}/",
        video=row.video_link,
    )
    return event_of(calendar_meeting(own), words)


def calendar_meeting(own: OwnMeeting) -> CalendarMeeting:
    row = own.row
    return CalendarMeeting(
        id=row.id,
        state=row.state,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        zone=row.zone,
        ballots_from=row.ballots_from,
        ballots_until=row.ballots_until,
        minutes=own.minutes,
        sequence=own.sequence,
        changed_at=own.changed_at,
    )


def terms(known: Known) -> Iterator[Due]:
    """Deadlines of meetings that are the reader's business and not met yet."""
    for own in known.meetings:
        row, day = own.row, own.day
        mine = terms_for(
            is_member=known.holds(SEAT, row.body_id, day),
            is_secretary=known.holds(SECRETARY, row.body_id, day),
        )
        counting = Counting(known.procedure(row.body_id, day), known.calendar, known.now)
        for line in deadlines_of(row, counting):
            if line.term in mine and line.progress in PENDING:
                yield Due(
                    Matter.TERM,
                    row.id,
                    line.day,
                    title=provisionally(
                        term_title(label(line.term), row.number), is_so=line.provisional
                    ),
                    stamp=own.changed_at or first_stamp(calendar_meeting(own)),
                    mark=line.term,
                    text=gettext(line.blocks),
                    url=f"{known.base_url}/desk/meetings/{row.id}/",
                )


def term_title(term: str, number: int) -> str:
    what = term[:1].upper() + term[1:]
    return gettext("%(what)s: meeting No. %(number)s", what=what, number=number)


def decisions(known: Known) -> Iterator[Due]:
    """Reports that wait for the reader as the deputy chair from business."""
    today = local(known.now, known.subscriber.zone).date()
    for report in known.reports:
        if all(known.holds(what, report.body_id, today) for what in (DEPUTY, SEAT)):
            days = known.procedure(report.body_id, report.since).review_days
            yield Due(
                Matter.DECISION,
                report.id,
                waiting(report.since, today, days, known.calendar).due.day,
                title=gettext("Decide on the report: %(title)s", title=shortened(report.title)),
                stamp=report.submitted_at,
                url=f"{known.base_url}/desk/reports/{report.id}/",
            )


def errands(known: Known) -> Iterator[Due]:
    """Open assignments that have a day."""
    for line in known.assignments:
        if line.due_on is not None:
            yield Due(
                Matter.ASSIGNMENT,
                line.id,
                line.due_on,
                title=gettext("Assignment due: %(text)s", text=shortened(line.text)),
                stamp=datetime.combine(line.meeting_on, time(), UTC),
                text=line.text,
                url=f"{known.base_url}/desk/assignments/{line.id}/",
            )


def shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rstrip() + "…"
