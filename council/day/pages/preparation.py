"""The preparation of the next meeting in words, for the secretary."""

from collections.abc import Mapping

from flask_babel import gettext

from core.adapters.language import sentence
from core.kernel.errors import N_
from council.day.pages.lines import Entry, Link, Section, brief, due_tag, joined, place
from council.day.pages.notes import note_of, number_of, voters_of, waiting_links
from council.day.pages.seen import Seen
from council.day.rules.preparation import (
    Preparation,
    PreparationAction,
    PreparationTask,
    preparation_tasks,
)
from council.meetings.pages.deadlines import MinutesDays, first_day, milestones_of
from council.meetings.queries.agenda import accepted, lines_of
from council.meetings.queries.meetings import MeetingRow
from council.meetings.rules.deadlines import days_of
from council.meetings.rules.kinds import ItemState, MeetingForm
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
