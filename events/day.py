"""What events add to the page of the day: how the year's plan stands, and what is to be done.

The plan concerns those who answer for the year and the deputy chair (two statements), the rest the
coordinator (three more for events, two for exchanges).
"""

from collections.abc import Iterator

from flask_babel import gettext, ngettext

from core.adapters.language import label
from council.day.pages import HandedIn, Seen
from council.day.pages.lines import Entry, Link, Section, due_tag, joined, place
from council.day.pages.year import YearLine
from council.day.rules.tasks import LastDay, State
from council.reminders.rules import Circumstances, Duty, DutyKind
from events.exchanges.queries import pending as exchanges
from events.exchanges.rules.duties import exchange_duties
from events.plan.pages.definition import definition_in_short
from events.plan.reminding import figures_of
from events.plan.rules.completion import Completion, Verdict
from events.programme.queries.pending import list_pending, list_promising
from events.programme.rules.duties import PendingEvent, event_duties, promise_duties
from events.programme.rules.kinds import AHEAD

MOST = 6
TONES = {
    Verdict.EMPTY: "bad",
    Verdict.REACHED: "ok",
    Verdict.SAFE: "ok",
    Verdict.TIGHT: "warn",
    Verdict.OUT_OF_REACH: "bad",
}


def events_of_the_day(seen: Seen) -> HandedIn:
    """Nothing for people outside the council's body."""
    who = seen.who
    year = year_line(seen) if who.sees_the_year or who.decides else None
    sections = (events_section(seen), exchanges_section(seen)) if who.is_coordinator else ()
    return HandedIn(
        year=(year,) if year else (),
        sections=tuple(section for section in sections if section),
    )


def year_line(seen: Seen) -> YearLine | None:
    """«План международных мероприятий: 17 из 24, нужно 20. Ещё возможно: 4»."""
    if seen.body is None:
        return None
    found = figures_of(seen.body, seen.today, seen.procedure(seen.today))
    if found is None:
        return None
    figures = found[1]
    done = figures.completion
    counted = definition_in_short(figures.year, figures.counting)
    return YearLine(
        title=gettext("Plan of international events"),
        context=joined(context_of(done), counted),
        tag=label(done.verdict),
        tone=TONES[done.verdict],
        url=place("plans.index", year=seen.today.year),
    )


def context_of(done: Completion) -> str:
    values = {"held": done.held, "planned": done.planned, "needed": done.needed}
    counted = gettext("Held: %(held)s of %(planned)s, needed: %(needed)s", **values)
    if done.verdict in {Verdict.REACHED, Verdict.EMPTY}:
        return counted
    left = gettext("still possible: %(num)s", num=done.still_possible)
    if done.verdict is Verdict.SAFE:
        may = ngettext("%(num)s may fall out", "%(num)s may fall out", done.may_lose)
        return f"{counted}, {left}, {may}"
    if done.verdict is Verdict.TIGHT:
        return joined(f"{counted}, {left}", gettext("none may be cancelled or moved to next year"))
    return joined(f"{counted}, {left}", gettext("tell the council: only it changes the plan"))


def events_section(seen: Seen) -> Section | None:
    """Events not recorded as held, reports, the nearest lines of checklists, open outcomes."""
    at = circumstances_of(seen)
    pending = list_pending(seen.today)
    entries = (*unmarked(seen, pending), *owed(pending, at), *promised(at))
    if not entries:
        return None
    more = Link(gettext("All events"), place("events.index"))
    return Section("events", gettext("International events"), tuple(entries[:MOST]), more)


def circumstances_of(seen: Seen) -> Circumstances:
    return Circumstances(seen.now, seen.zone, seen.calendar, seen.procedure(seen.today))


def unmarked(seen: Seen, pending: tuple[PendingEvent, ...]) -> Iterator[Entry]:
    """Their last day has passed, but nobody said whether they were held."""
    for event in pending:
        if event.state in AHEAD and event.ends_on is not None and event.ends_on < seen.today:
            tag, tone = due_tag(LastDay.of(event.ends_on, seen.today), "now")
            yield Entry(
                gettext("Say whether it was held: %(event)s", event=event.name),
                gettext("Until then it does not count for the plan"),
                "now",
                tag,
                tone,
                place("events.show", number=event.number),
                action=gettext("Record the event"),
            )


def owed(pending: tuple[PendingEvent, ...], at: Circumstances) -> Iterator[Entry]:
    for duty in sorted(event_duties(pending, at), key=lambda each: each.due):
        last = LastDay.of(duty.due, at.today)
        if duty.matter is DutyKind.EVENT_REPORT or last.is_near:
            yield entry_of(duty, last)


def promised(at: Circumstances) -> Iterator[Entry]:
    """Outcomes that nobody answered for after a year."""
    for duty in sorted(promise_duties(list_promising(), at.today), key=lambda each: each.due):
        tag, tone = due_tag(LastDay.of(duty.due, at.today), "now")
        yield Entry(
            gettext("What came of it: %(event)s", event=duty.details["title"]),
            duty.details["tasks"],
            "now",
            tag,
            tone,
            place("events.outcomes", number=int(duty.details["number"])),
            action=gettext("Enter the outcomes"),
        )


def entry_of(duty: Duty, last: LastDay) -> Entry:
    state: State
    number = int(duty.details["number"])
    if duty.matter is DutyKind.EVENT_REPORT:
        state = "now"
        text = gettext("Report on the event “%(title)s”", title=duty.details["title"])
        url = place("events.results", number=number)
        note, action = "", gettext("Write the results")
    else:
        state = "now" if not last.days_left else "todo"
        text = duty.details["tasks"]
        url = place("events.show", number=number)
        note, action = duty.details["title"], gettext("Open the checklist")
    tag, tone = due_tag(last, state)
    return Entry(text, note, state, tag, tone, url, action=action)


def exchanges_section(seen: Seen) -> Section | None:
    """What was promised to other regions and is late or near, plans that run out."""
    at = circumstances_of(seen)
    duties = sorted(
        exchange_duties(exchanges.list_pending(seen.today), at), key=lambda each: each.due
    )
    entries = tuple(promise_entry(duty, at) for duty in duties if presses(duty, at))
    if not entries:
        return None
    more = Link(gettext("All exchanges"), place("exchanges.index"))
    return Section("exchanges", gettext("Exchanges with regions"), entries[:MOST], more)


def presses(duty: Duty, at: Circumstances) -> bool:
    """A promise that is late or near; a plan from the day on which its reminder comes."""
    if duty.matter is DutyKind.EXCHANGE_PLAN:
        return (duty.due - at.today).days <= at.procedure.reminder_exchange_plan_days
    last = LastDay.of(duty.due, at.today)
    return last.is_late or last.is_near


def promise_entry(duty: Duty, at: Circumstances) -> Entry:
    last = LastDay.of(duty.due, at.today)
    state: State = "now" if last.days_left <= 0 else "todo"
    is_plan = duty.matter is DutyKind.EXCHANGE_PLAN
    text = gettext("Agree on the next plan of measures") if is_plan else duty.details["tasks"]
    tag, tone = due_tag(last, state)
    url = place("exchanges.show", number=int(duty.details["number"]))
    action = gettext("Open the agreement")
    return Entry(text, duty.details["title"], state, tag, tone, url, action=action)
