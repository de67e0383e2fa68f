"""The preparation of the next meeting in words, for the secretary."""

from collections.abc import Callable, Mapping
from datetime import datetime

from flask_babel import gettext, ngettext

from core.adapters.language import language, sentence
from core.kernel.errors import N_
from core.kernel.language import formats_for
from core.kernel.zones import local
from council.day.pages.lines import Entry, Link, Section, brief, due_tag, joined, place
from council.day.pages.seen import Seen
from council.day.rules.preparation import (
    Preparation,
    PreparationAction,
    PreparationTask,
    preparation_tasks,
)
from council.meetings.pages.deadlines import MinutesDays, first_day, milestones_of
from council.meetings.queries.agenda import ItemRow, accepted, lines_of
from council.meetings.queries.meetings import MeetingRow
from council.meetings.rules.deadlines import days_of
from council.meetings.rules.kinds import Answer, ItemState, MeetingForm
from council.meetings.rules.quorum import is_quorate
from council.membership.queries import SeatRow
from council.reports.rules import ReportKind

A = PreparationAction
# What a task is called: while it is open, when it is done, on the main button.
WORDS: Mapping[PreparationAction, tuple[str, str, str]] = {
    A.SET: (N_("Set the place"), N_("Date and place are set"), N_("Set the place")),
    A.ADMIT_VISITORS: (N_("Visitors apply"), "", ""),
    A.COLLECT_ITEMS: (
        N_("Collect the items of the agenda"),
        N_("The items of the agenda are collected"),
        N_("Go to the agenda"),
    ),
    A.COLLECT_REPORTS: (
        N_("Collect the reports"),
        N_("The reports are collected"),
        N_("Go to the agenda"),
    ),
    A.ADD_INTERIM: (
        N_("Put the interim report on the Regional programme on the agenda"),
        "",
        N_("Go to the agenda"),
    ),
    A.APPROVE_AGENDA: (
        N_("Approve the agenda"),
        N_("The agenda is approved"),
        N_("Approve the agenda"),
    ),
    A.SEND_NOTICE: (N_("Send the notice"), N_("The notice is sent"), N_("Send the notice")),
    A.COLLECT_ANSWERS: (
        N_("Collect the answers of the members"),
        N_("All members have answered"),
        N_("Look at the answers"),
    ),
    A.SEND_MATERIALS: (
        N_("Send the materials"),
        N_("The materials are sent"),
        N_("Send the materials"),
    ),
    A.HOLD: (N_("Hold the meeting"), "", N_("Hold the meeting")),
    A.COLLECT_BALLOTS: (N_("Collect the ballots"), "", N_("Look at the ballots")),
}
ENDPOINTS: Mapping[PreparationAction, str] = {
    A.SET: "meetings.edit",
    A.COLLECT_ITEMS: "meetings.agenda",
    A.COLLECT_REPORTS: "meetings.agenda",
    A.ADD_INTERIM: "meetings.agenda",
    A.APPROVE_AGENDA: "meetings.approve_agenda",
    A.SEND_NOTICE: "meetings.notice",
    A.COLLECT_ANSWERS: "meetings.notice",
    A.SEND_MATERIALS: "meetings.notice",
    A.ADMIT_VISITORS: "visitor_list.index",
    A.HOLD: "session.show",
    A.COLLECT_BALLOTS: "session.show",
}


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


def facts_of(seen: Seen, meeting: MeetingRow) -> Preparation:
    items = accepted(seen.items)
    voters = voters_of(seen)
    is_absentee = meeting.form is MeetingForm.ABSENTEE
    return Preparation(
        state=meeting.state,
        form=meeting.form,
        today=seen.today,
        first_day=meeting.ballots_from or first_day(meeting),
        last_day=meeting.ballots_until or first_day(meeting),
        has_place=bool(meeting.place or meeting.video_link) or is_absentee,
        has_visitors=meeting.is_open and meeting.guest_seats > 0,
        lines=lines_of(seen.items),
        undecided=sum(item.state is ItemState.PROPOSED for item in seen.items),
        has_interim=any(item.report_kind is ReportKind.INTERIM for item in items),
        is_notified=meeting.notice_sent_at is not None,
        has_materials=meeting.materials_sent_at is not None,
        silent=sum(seat.person_id not in seen.answers for seat in voters),
        unvoted=max(0, len(voters) - seen.returned_ballots),
    )


def preparation_section(seen: Seen, meeting: MeetingRow) -> Section:
    facts = facts_of(seen, meeting)
    procedure = seen.procedure(first_day(meeting))
    milestones = milestones_of(meeting, MinutesDays())
    terms = dict(days_of(milestones, procedure, seen.calendar))
    return Section(
        id="preparation",
        title=gettext("Preparation of meeting %(number)s", number=number_of(meeting)),
        entries=tuple(
            entry_of(task, facts, seen, meeting) for task in preparation_tasks(facts, terms)
        ),
        more=Link(gettext("The whole meeting"), place("meetings.show", meeting_id=meeting.id)),
    )


def entry_of(task: PreparationTask, facts: Preparation, seen: Seen, meeting: MeetingRow) -> Entry:
    open_words, done_words, action = WORDS[task.action]
    tag, tone = tag_of(task)
    is_done = task.state == "done"
    why = sentence(task.why) if task.why else ""
    note = joined(why, note_of(task.action, facts, seen, meeting))
    return Entry(
        label=gettext(done_words if is_done and done_words else open_words),
        note=note,
        state=task.state,
        tag=tag,
        tone=tone,
        url=place(ENDPOINTS[task.action], meeting_id=meeting.id) if task.state != "todo" else "",
        links=waiting_links(seen) if task.action is A.COLLECT_REPORTS and not is_done else (),
        action=gettext(action) if action else "",
    )


def tag_of(task: PreparationTask) -> tuple[str, str]:
    """The last day, or the very day of a meeting that lies ahead."""
    if task.action is A.HOLD and task.last and task.last.days_left > 0:
        return brief(task.last.day), "plain"
    return due_tag(task.last, task.state)


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
    last = seen.calendar.before(facts.first_day, days)
    until = gettext("applications until %(day)s", day=brief(last))
    over = gettext("applications were taken until %(day)s", day=brief(last))
    return joined(
        gettext("Seats taken: %(taken)s of %(seats)s", **seats),
        until if facts.today <= last else over,
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
