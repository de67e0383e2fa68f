"""Words about assignments in the reader's language: names, terms, how they stand, tones."""

from datetime import date

from flask_babel import gettext, ngettext

from core.adapters.language import label, language
from core.kernel.errors import N_
from core.kernel.language import formats_for
from council.assignments.rules import Due, Timeliness
from council.meetings.rules.kinds import DecisionKind, DueKind

TONES = {
    Timeliness.OVERDUE: "bad",
    Timeliness.DUE_SOON: "warn",
    Timeliness.IN_WORK: "new",
    Timeliness.WAITS_FOR_RULING: "new",
    Timeliness.DONE_IN_TIME: "ok",
    Timeliness.DONE_LATE: "warn",
    Timeliness.TAKEN_OFF: "plain",
}
NAMES = {
    DecisionKind.ASSIGNMENT: N_("Assignment No. %(number)s"),
    DecisionKind.RECOMMENDATION: N_("Recommendation No. %(number)s"),
    DecisionKind.PROPOSAL: N_("Proposal No. %(number)s"),
    DecisionKind.DECISION: N_("Decision No. %(number)s"),
}


def name_of(kind: DecisionKind, code: str) -> str:
    """«Поручение № 2-2026/3.1»."""
    return gettext(NAMES[kind], number=code)


def long_day(day: date) -> str:
    return formats_for(language()).date_long(day)


def brief_day(day: date) -> str:
    return formats_for(language()).date_brief(day)


def term_text(due: Due) -> str:
    """«до 1 декабря 2026 г.», «постоянно», «к следующему заседанию (17 декабря 2026 г.)»."""
    if due.on is None:
        return label(due.kind)
    day = long_day(due.on)
    if due.kind is DueKind.NEXT_MEETING:
        return f"{label(due.kind)} ({day})"
    return gettext("until %(day)s", day=day)


def short_term(due: Due) -> str:
    """The term for a narrow column: «01.12.2026», «постоянно», «к заседанию»."""
    if due.on is not None:
        return formats_for(language()).date_short(due.on)
    return gettext("to the meeting") if due.kind is DueKind.NEXT_MEETING else label(due.kind)


def left_text(due_on: date, today: date) -> str:
    """How many days are left to the due day, which is still ahead."""
    days = (due_on - today).days
    if not days:
        return gettext("the term is today")
    return ngettext("%(num)s day left", "%(num)s days left", days)


def late_text(days: int) -> str:
    return ngettext("overdue by %(num)s day", "overdue by %(num)s days", days)


def tag_text(
    standing: Timeliness, due: Due, *, done_on: date | None, days_late: int, today: date
) -> str:
    """How it stands in a few words: «просрочено на 12 дней», «исполнено 9 октября»."""
    if standing is Timeliness.OVERDUE:
        return late_text(days_late)
    if standing is Timeliness.DUE_SOON and due.on:
        return left_text(due.on, today)
    if standing is Timeliness.DONE_IN_TIME and done_on:
        return gettext("done on %(day)s", day=brief_day(done_on))
    if standing is Timeliness.DONE_LATE:
        return ngettext("done %(num)s day late", "done %(num)s days late", days_late)
    return label(standing)


def meeting_text(number: int, day: date) -> str:
    """«заседание № 2, 25 июня 2026 г.»."""
    return gettext("meeting No. %(number)s, %(day)s", number=number, day=long_day(day))
