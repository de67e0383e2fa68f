"""The front page of the desk: what waits for the person first, then what comes next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext, ngettext

from core.adapters.language import label, language
from core.kernel.language import formats_for
from core.kernel.zones import local
from core.letters.queries.desk import Handover
from core.reminders.queries import ReminderRow
from council.day.pages.attending import meeting_section
from council.day.pages.control import assignments_section, control_section, overdue_lines
from council.day.pages.handed import HandedIn
from council.day.pages.lines import Entry, Line, Link, Section, brief, place
from council.day.pages.minutes import minutes_section
from council.day.pages.notes import number_of, when_and_where
from council.day.pages.preparation import preparation_section
from council.day.pages.reports import decision_section, reports_section
from council.day.pages.seen import Seen
from council.day.pages.year import YearLine, year_lines
from council.meetings.pages.deadlines import first_day
from council.meetings.queries.meetings import MeetingRow
from council.membership.rules.composition import missing_categories
from council.reminders.letters.letter import path_of
from council.reminders.letters.wording import title_of
from council.reminders.pages import Delay

MOST_OVERDUE = 5
MOST_LATER = 3


@dataclass(frozen=True, slots=True)
class DayPage:
    """Everything that the front page of the desk may know."""

    heading: str
    lead: str
    button: Link | None
    sections: tuple[Section, ...]
    year: tuple[YearLine, ...]
    this_year: int
    overdue: tuple[Line, ...]
    all_overdue: int
    later: tuple[Line, ...]
    gaps: tuple[str, ...]
    delays: tuple[Delay, ...]
    reminders: tuple[Line, ...]
    keeps_reminders: bool
    next_text: str


def day_page(seen: Seen, handed: Sequence[HandedIn] = ()) -> DayPage:
    """`handed`: what the parts above the council add to it."""
    sections = (*sections_of(seen), *(each for found in handed for each in found.sections))
    overdue = overdue_lines(seen)
    return DayPage(
        heading=heading(seen),
        lead=lead(seen, sections),
        button=button(seen, sections),
        sections=sections,
        year=(*year_lines(seen), *(line for found in handed for line in found.year)),
        this_year=seen.today.year,
        overdue=overdue[:MOST_OVERDUE],
        all_overdue=len(overdue),
        later=tuple(later_line(each) for each in seen.later_meetings[:MOST_LATER]),
        gaps=gaps(seen),
        delays=tuple(seen.delays),
        reminders=tuple(reminder_line(seen, each) for each in seen.reminders),
        keeps_reminders=seen.who.keeps,
        next_text=next_text(seen),
    )


def heading(seen: Seen) -> str:
    """«Суббота, 21 ноября»."""
    formats = formats_for(language())
    weekday = formats.weekday(seen.today)
    return f"{weekday[0].upper()}{weekday[1:]}, {formats.date_brief(seen.today)}"


def sections_of(seen: Seen) -> Iterable[Section]:
    """In the order of what presses most for the person's office."""
    possible = (
        decision_section(seen),
        *prepared(seen),
        letters_section(seen),
        control_section(seen),
        minutes_section(seen),
        meeting_section(seen),
        reports_section(seen),
        assignments_section(seen),
        founding_section(seen),
        accounts_section(seen),
    )
    return (section for section in possible if section is not None)


def prepared(seen: Seen) -> Iterable[Section]:
    """The next meeting and those that wait for a new date; the secretary's alone."""
    if not seen.who.keeps:
        return
    if seen.next_meeting is not None:
        yield preparation_section(seen, seen.next_meeting)
    if seen.postponed:
        entries = tuple(postponed_entry(each) for each in seen.postponed)
        yield Section("postponed", gettext("Postponed meetings"), entries)


def postponed_entry(meeting: MeetingRow) -> Entry:
    name = gettext("Set a new date for meeting %(number)s", number=number_of(meeting))
    url = place("meetings.reschedule", meeting_id=meeting.id)
    return Entry(name, meeting.state_reason, "now", url=url, action=gettext("Set the new date"))


def letters_section(seen: Seen) -> Section | None:
    """What no e-mail reached waits for the secretary's hand."""
    if not seen.unreached:
        return None
    said = ngettext(
        "%(num)s letter did not arrive", "%(num)s letters did not arrive", seen.unreached
    )
    note = gettext("Mend the address or send it on paper.")
    url = place("letters.list_letters", state=Handover.UNREACHED.value)
    entry = Entry(said, note, "now", url=url, action=gettext("Open the letters"))
    return Section("letters", gettext("Letters"), (entry,))


def founding_section(seen: Seen) -> Section | None:
    """What a site lacks before a council can work on it: for the administrator."""
    if not seen.has_council:
        note = gettext("The region, its council, people and offices have to be recorded first.")
        url, action = place("membership.index"), gettext("Begin")
        entry = Entry(gettext("The site is empty"), note, "now", url=url, action=action)
    elif not seen.has_secretary:
        note = gettext("Record the person, appoint them, and invite them to the site.")
        url, action = place("membership.index"), gettext("Open the membership")
        entry = Entry(gettext("The council has no secretary"), note, "now", url=url, action=action)
    elif not seen.has_contact:
        note = gettext("At the foot of every page and letter nobody is named whom to ask.")
        url, action = place("membership.region"), gettext("Enter it")
        entry = Entry(gettext("Enter whom to ask"), note, "now", url=url, action=action)
    else:
        return None
    return Section("founding", gettext("First steps"), (entry,))


def accounts_section(seen: Seen) -> Section | None:
    if seen.accounts is None:
        return None
    counts = seen.accounts
    values = {"active": counts.active, "disabled": counts.disabled}
    url = place("accounts.list_accounts")
    every = Entry(
        gettext("Accounts"),
        gettext("In use: %(active)s, disabled: %(disabled)s", **values),
        url=url,
    )
    if not counts.invited:
        return Section("accounts", gettext("Access to the workplace"), (every,))
    note = ngettext("%(num)s person", "%(num)s people", counts.invited)
    invited = Entry(gettext("Invited, but never signed in"), note, url=url)
    return Section("accounts", gettext("Access to the workplace"), (every, invited))


def things_to_do(sections: Iterable[Section]) -> list[Entry]:
    return [entry for section in sections for entry in section.entries if entry.state == "now"]


def lead(seen: Seen, sections: tuple[Section, ...]) -> str:
    """«До заседания № 4-2026 – 26 дней. Сделать сегодня: 3 дела»."""
    count = len(things_to_do(sections))
    todo = (
        ngettext("To do today: %(num)s thing.", "To do today: %(num)s things.", count)
        if count
        else gettext("Nothing waits for you today.")
    )
    return f"{next_text(seen)} {todo}".strip()


def next_text(seen: Seen) -> str:
    """How far the next meeting is."""
    meeting = seen.next_meeting
    if meeting is None:
        return gettext("No meeting is planned.") if seen.who.takes_part else ""
    number = number_of(meeting)
    days = (first_day(meeting) - seen.today).days
    if days < 0:
        day = brief(first_day(meeting))
        return gettext("Meeting %(number)s was set for %(day)s.", number=number, day=day)
    if not days:
        return gettext("Meeting %(number)s is today.", number=number)
    return ngettext(
        "%(num)s day to meeting %(number)s.",
        "%(num)s days to meeting %(number)s.",
        days,
        number=number,
    )


def button(seen: Seen, sections: tuple[Section, ...]) -> Link | None:
    """The first thing that the person can do now; the secretary can always plan."""
    for entry in things_to_do(sections):
        if entry.action and entry.url:
            return Link(entry.action, entry.url)
    if seen.who.keeps and seen.next_meeting is None:
        return Link(gettext("Plan a meeting"), place("meetings.new"))
    return None


def later_line(meeting: MeetingRow) -> Line:
    title = gettext("Meeting %(number)s", number=number_of(meeting))
    url = place("meetings.show", meeting_id=meeting.id)
    return Line(title, url, when_and_where(meeting))


def reminder_line(seen: Seen, row: ReminderRow) -> Line:
    """«8 декабря · уведомление о заседании № 4-2026»."""
    title = title_of(row.details)
    return Line(
        title, path_of(row.details, row.subject_id), brief(local(row.due_at, seen.zone).date())
    )


def gaps(seen: Seen) -> tuple[str, ...]:
    """What the composition lacks by the Standard; told to the chair and the secretary."""
    if not (seen.who.keeps or seen.who.is_chair) or not seen.seats:
        return ()
    found = [label(each) for each in missing_categories(seat.category for seat in seen.seats)]
    told = [gettext("Nobody represents: %(category)s", category=each) for each in found]
    if seen.deputy is None:
        told.insert(0, gettext("The post of the deputy chair from business is vacant"))
    return tuple(told)
