"""Assignments of the day: the person's own, and what the secretary and the chair control."""

from flask_babel import gettext, ngettext

from council.assignments.pages.words import TONES, late_text, name_of, tag_text, term_text
from council.assignments.queries import AssignmentLine
from council.assignments.rules import AssignmentState, Timeliness
from council.day.pages.lines import Entry, Line, Link, Section, joined, place, shortened
from council.day.pages.seen import Seen

MOST = 10


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
        tone=TONES[standing],
        url=place("assignments.show", assignment_id=line.id),
        action=gettext("Report on the assignment"),
    )


def control_section(seen: Seen) -> Section | None:
    """Reports of executors that wait for the secretary's ruling."""
    waiting = [line for line in seen.assignments if line.state is AssignmentState.REPORTED]
    if not seen.who.keeps or not waiting:
        return None
    url = place("assignments.index", standing=Timeliness.WAITS_FOR_RULING.value)
    count = ngettext("%(num)s report of an executor", "%(num)s reports of executors", len(waiting))
    entry = Entry(
        gettext("Rule on the reports on execution"),
        count,
        "now",
        url=url,
        action=gettext("Rule on the reports on execution"),
    )
    return Section("control", gettext("Control of assignments"), (entry,))


def overdue_lines(seen: Seen) -> tuple[Line, ...]:
    """What the whole council is late with, for those who answer for the control."""
    executors = {each.assignment_id: each for each in reversed(seen.executors)}
    lines = [ln for ln in seen.assignments if ln.timeliness(seen.today) is Timeliness.OVERDUE]
    found = []
    for line in lines:
        first = executors.get(line.id)
        who = f"{first.shown} · " if first else ""
        found.append(
            Line(
                f"{gettext('No. %(number)s', number=line.code)}. {shortened(line.text)}",
                place("assignments.show", assignment_id=line.id),
                f"{who}{late_text(line.days_late(seen.today))}",
            )
        )
    return tuple(found)
