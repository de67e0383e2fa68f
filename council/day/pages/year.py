"""What closes the year: meetings held of those required, reports that the council has to hear."""

from dataclasses import dataclass

from flask_babel import gettext, ngettext

from core.adapters.language import sentence
from core.kernel.errors import N_
from council.day.pages.lines import brief, place
from council.day.pages.notes import number_of
from council.day.pages.seen import Seen
from council.day.rules.year import level_of
from council.meetings.pages.deadlines import Counting, first_day
from council.meetings.pages.planning import count_of
from council.meetings.rules.states import NOT_HELD_STATES
from council.meetings.rules.yearly import YearCount
from council.reports.pages.words import CHECK_TONES, coordinator_duty, programme_duty
from council.reports.rules import Check, PeriodKind, ReportKind
from council.reports.rules.checks import (
    CheckLevel,
    Hearings,
    half_year_check,
    plan_check,
    programme_check,
    programme_periods,
)
from council.reports.rules.periods import half_year_of, part_of_year


@dataclass(frozen=True, slots=True)
class YearLine:
    """One duty of the year with how it stands."""

    title: str
    context: str
    tag: str
    tone: str
    url: str


@dataclass(frozen=True, slots=True)
class HearingWords:
    """What is said of a duty that a meeting fulfils, message ids, and the page that it leads to."""

    done: str
    planned: str
    not_yet: str
    never: str
    endpoint: str


OF_REPORT = HearingWords(
    done=N_("report heard"),
    planned=N_("A meeting is planned that can hear it"),
    not_yet=N_("not heard yet"),
    never=N_("not heard"),
    endpoint="reports.index",
)
# The plan has to be brought up to date every year, be it later.
OF_PLAN = HearingWords(
    done=N_("considered"),
    planned=N_("A meeting is planned that can consider it"),
    not_yet=N_("not considered yet"),
    never=N_("not considered yet"),
    endpoint="meetings.index",
)


def year_lines(seen: Seen) -> tuple[YearLine, ...]:
    """Nothing for those who do not answer for the year."""
    if seen.body is None or not seen.who.sees_the_year:
        return ()
    return (meetings_line(seen), *report_lines(seen))


def meetings_line(seen: Seen) -> YearLine:
    year = seen.today.year
    own = tuple(each for each in seen.meetings if each.year == year)
    counting = Counting(seen.procedure(seen.today), seen.calendar, seen.now)
    count = count_of(own, year=year, first_year=seen.first_year, counting=counting, zone=seen.zone)
    return YearLine(
        title=gettext("Meetings of the council"),
        context=meetings_text(seen, count),
        tag=gettext("%(held)s of %(required)s", held=count.held, required=count.required),
        tone=CHECK_TONES[level_of(count)],
        url=place("meetings.index"),
    )


def meetings_text(seen: Seen, count: YearCount) -> str:
    """How many were held and what has to be done for the rest."""
    held = ngettext("%(num)s meeting counts", "%(num)s meetings count", count.held)
    if count.is_met:
        return gettext("%(held)s: the year is closed", held=held)
    if count.lacking:
        lacking = ngettext("plan %(num)s more meeting", "plan %(num)s more meetings", count.lacking)
        return f"{held}; {lacking}"
    meeting = seen.next_meeting
    if meeting is None or meeting.year != seen.today.year:
        return gettext("%(held)s; the minutes of the others have to be signed", held=held)
    return gettext(
        "%(held)s. Hold %(number)s and sign its minutes", held=held, number=number_of(meeting)
    )


def report_lines(seen: Seen) -> list[YearLine]:
    """The coordinator's report of each half-year that has begun, the programme's of the year."""
    today = seen.today
    own = (m for m in seen.meetings if m.year == today.year)
    days = [first_day(m) for m in own if m.state not in NOT_HELD_STATES]
    rules = seen.procedure(today)

    def known(kind: ReportKind) -> Hearings:
        heard = [day for each, day in seen.heard if each is kind]
        return Hearings(heard, days, today, rules.report_warning_days)

    lines = []
    for half in range(1, half_year_of(today).index + 1):
        check = half_year_check(today.year, half, known(ReportKind.COORDINATOR))
        period = part_of_year(PeriodKind.HALF_YEAR, today.year, half)
        lines.append(hearing_line(coordinator_duty(period), check, OF_REPORT))
    for one in programme_periods(rules.programme_report, today):
        check = programme_check(one, known(ReportKind.PROGRAMME))
        lines.append(hearing_line(programme_duty(one), check, OF_REPORT))
    plans = Hearings(seen.plan_days, days, today, rules.report_warning_days)
    title = gettext("Plan of measures brought up to date, %(year)s", year=today.year)
    return [*lines, hearing_line(title, plan_check(today.year, plans), OF_PLAN)]


def hearing_line(title: str, check: Check, words: HearingWords) -> YearLine:
    """A duty of the year that is done at a meeting: when it was, else what is to be done."""
    url = place(words.endpoint)
    if check.heard_on:
        when = gettext("At the meeting of %(day)s", day=brief(check.heard_on))
        return YearLine(title, when, gettext(words.done), "ok", url)
    if check.problem is None:
        return YearLine(title, gettext(words.planned), gettext("ahead"), "plain", url)
    tag = words.never if check.level is CheckLevel.RED else words.not_yet
    return YearLine(title, sentence(check.problem), gettext(tag), CHECK_TONES[check.level], url)
