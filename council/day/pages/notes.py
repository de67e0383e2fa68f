"""What stands under each task of a meeting: figures, days, whom it waits for."""

from collections.abc import Callable, Mapping
from datetime import datetime

from flask_babel import gettext, ngettext

from core.adapters.language import language, provisionally, sentence
from core.kernel.errors import N_
from core.kernel.language import formats_for
from core.kernel.zones import local
from council.day.pages.lines import Link, brief, joined, place
from council.day.pages.seen import Seen
from council.day.rules.preparation import Preparation, PreparationAction
from council.meetings.pages.deadlines import first_day
from council.meetings.queries.agenda import ItemRow, accepted, lines_of
from council.meetings.queries.meetings import MeetingRow
from council.meetings.rules.kinds import Answer, MeetingForm
from council.meetings.rules.quorum import is_quorate
from council.membership.queries import SeatRow

A = PreparationAction


def number_of(meeting: MeetingRow) -> str:
    """«№ 4-2026»."""
    return formats_for(language()).number_sign(f"{meeting.number}-{meeting.year}")


def when_and_where(meeting: MeetingRow) -> str:
    """«17 декабря, 11:00, зал 310»; a vote by ballots has its last day."""
    if meeting.form is MeetingForm.ABSENTEE and meeting.ballots_until:
        return gettext("vote by ballots until %(day)s", day=brief(meeting.ballots_until))
    formats = formats_for(language())
    time = formats.time_of_day(meeting.starts_at, meeting.zone)
    parts = (brief(first_day(meeting)), time, meeting.place or meeting.city)
    return ", ".join(part for part in parts if part)


def note_of(action: PreparationAction, facts: Preparation, seen: Seen, meeting: MeetingRow) -> str:
    if note := NOTES.get(action):
        return note(facts, seen, meeting)
    return gettext(PLAIN_NOTES[action]) if action in PLAIN_NOTES else ""


def reports_note(facts: Preparation, _seen: Seen, _meeting: MeetingRow) -> str:
    values = {"ready": facts.ready_reports, "all": len(facts.reports)}
    return gettext("Ready: %(ready)s of %(all)s", **values)


def visitors_note(facts: Preparation, seen: Seen, meeting: MeetingRow) -> str:
    seats = {"taken": meeting.guests_taken, "seats": meeting.guest_seats}
    days = seen.procedure(facts.first_day).visitor_days
    last = seen.calendar.deadline_before(facts.first_day, days)
    day = provisionally(brief(last.day), is_so=last.provisional)
    until = gettext("applications until %(day)s", day=day)
    over = gettext("applications were taken until %(day)s", day=day)
    return joined(
        gettext("Seats taken: %(taken)s of %(seats)s", **seats),
        until if facts.today <= last.day else over,
    )


def ballots_note(facts: Preparation, seen: Seen, _meeting: MeetingRow) -> str:
    if not facts.is_notified:
        return ""
    values = {"returned": seen.returned_ballots, "voters": len(voters_of(seen))}
    return gettext("Ballots that came back: %(returned)s of %(voters)s", **values)


def voters_of(seen: Seen) -> list[SeatRow]:
    return [seat for seat in seen.seats if seat.is_voting]


def items_note(facts: Preparation, _seen: Seen, _meeting: MeetingRow) -> str:
    found = ngettext("%(num)s item", "%(num)s items", len(facts.lines))
    if not facts.undecided:
        return found
    waiting = gettext("proposals that wait for your decision: %(num)s", num=facts.undecided)
    return f"{found}, {waiting}"


def sent_on(moment: datetime | None, meeting: MeetingRow) -> str:
    if moment is None:
        return ""
    return gettext("sent on %(day)s", day=brief(local(moment, meeting.zone).date()))


def answers_note(facts: Preparation, seen: Seen, meeting: MeetingRow) -> str:
    """«22 члена Совета с правом голоса: 15 придут, 2 не смогут, 4 не ответили; кворум есть»."""
    if not facts.is_notified:
        return ""
    voters = voters_of(seen)
    given = [seen.answers[s.person_id].answer for s in voters if s.person_id in seen.answers]
    coming = given.count(Answer.COMING) + given.count(Answer.REMOTE)
    counts = (
        ngettext("%(num)s will come", "%(num)s will come", coming),
        ngettext("%(num)s cannot", "%(num)s cannot", given.count(Answer.NOT_COMING)),
        ngettext("%(num)s silent", "%(num)s silent", len(voters) - len(given)),
    )
    whole = ngettext("%(num)s voting member", "%(num)s voting members", len(voters))
    rule = seen.procedure(first_day(meeting)).quorum
    has_quorum = is_quorate(coming, len(voters), rule)
    quorum = gettext("a quorum is expected") if has_quorum else gettext("no quorum yet")
    return f"{whole}: {', '.join(counts)}; {quorum}"


NOTES: Mapping[PreparationAction, Callable[[Preparation, Seen, MeetingRow], str]] = {
    A.SET: lambda _facts, _seen, meeting: when_and_where(meeting),
    A.HOLD: lambda _facts, _seen, meeting: when_and_where(meeting),
    A.COLLECT_ITEMS: items_note,
    A.COLLECT_REPORTS: reports_note,
    A.SEND_NOTICE: lambda _facts, _seen, meeting: sent_on(meeting.notice_sent_at, meeting),
    A.SEND_MATERIALS: lambda _facts, _seen, meeting: sent_on(meeting.materials_sent_at, meeting),
    A.COLLECT_ANSWERS: answers_note,
    A.ADMIT_VISITORS: visitors_note,
    A.COLLECT_BALLOTS: ballots_note,
}
PLAIN_NOTES = {A.ADD_INTERIM: N_("By the Standard every meeting hears one")}


def waiting_links(seen: Seen) -> tuple[Link, ...]:
    """The reports that are not ready, each with whom it waits for."""
    return tuple(
        Link(
            item.report_title or item.title,
            place("reports.show", report_id=item.report_id),
            who_is_waited_for(item, seen),
        )
        for item, line in zip(accepted(seen.items), lines_of(seen.items), strict=True)
        if item.report_id and line.blocked is not None
    )


def who_is_waited_for(item: ItemRow, seen: Seen) -> str:
    """«ждёт заместителя председателя (Долматова И.С.) с 18 ноября», or why it is not ready."""
    waiting = next((each for each in seen.waiting_reports if each.id == item.report_id), None)
    if waiting is None or waiting.submitted_at is None:
        line = item.line(0)
        return sentence(line.blocked) if line.blocked else ""
    since = brief(local(waiting.submitted_at, waiting.zone).date())
    if seen.deputy is None:
        return gettext("waits since %(day)s, but there is no deputy chair", day=since)
    return gettext(
        "waits for the deputy chair (%(name)s) since %(day)s",
        name=seen.deputy.initials_after,
        day=since,
    )
