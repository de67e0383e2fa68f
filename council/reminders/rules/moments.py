"""When a reminder is due and until when it may be sent. Pure; the clock is an argument.

A day begins and ends on the clocks of the body's zone. "Weekly" counts sevens from the day after
the last day, so that a clock that jumps never makes one week's reminder twice.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from core.kernel.workdays import WorkCalendar
from core.kernel.zones import utc_from
from council.membership.rules.procedure import Procedure
from council.reminders.rules.duties import Circumstances, Duty
from council.reminders.rules.kinds import RULES, Days, Late, ReminderKind, Rule

ONE_DAY, WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Moment:
    """`expires_at` is the first moment at which it is too late; `week` numbers weekly ones."""

    due_at: datetime
    expires_at: datetime | None
    week: int = 0


def moments_of(rule: Rule, duty: Duty, at: Circumstances) -> tuple[Moment, ...]:
    """The moments of a rule for a duty: one, or the weekly ones that matter today."""
    if rule.days is Days.WEEKLY:
        return weekly(rule, duty, at)
    if rule.days is Days.AT_ONCE:
        return (Moment(morning(later(at.today, at.calendar), at), expiry(rule, duty, at)),)
    day = day_of(rule, duty.due, at)
    if is_replaced(rule, duty.due, at):
        return ()
    return (Moment(morning(day, at), expiry(rule, duty, at)),)


def is_replaced(rule: Rule, due: date, at: Circumstances) -> bool:
    """Whether a more pressing reminder of the same matter comes on the same day."""
    pressing = siblings(rule, at.procedure)
    own = day_of(rule, due, at)
    return any(
        day_of(other, due, at) == own and RULES.index(other) > RULES.index(rule)
        for other in pressing
    )


def day_of(rule: Rule, due: date, at: Circumstances) -> date:
    """The day on which a reminder that comes once is sent."""
    lead = rule.lead_days(at.procedure)
    if rule.kind is ReminderKind.UNDONE_FOR_LONG:
        lead -= at.procedure.escalation_days
    if rule.days is Days.WORKING:
        return working_day(due, lead, at.calendar)
    day = due - timedelta(days=lead)
    return earlier(day, at.calendar) if rule.days is Days.CALENDAR_EARLIER else day


def working_day(due: date, lead: int, calendar: WorkCalendar) -> date:
    """`lead` working days before the last day (after it if negative), never a day off.

    On a last day that is a day off, the reminder of the day itself comes on the working day before.
    """
    if lead < 0:
        return calendar.after(due, -lead)
    return calendar.before(due, lead) if lead else earlier(due, calendar)


def earlier(day: date, calendar: WorkCalendar) -> date:
    while not calendar.is_working_day(day):
        day -= ONE_DAY
    return day


def later(day: date, calendar: WorkCalendar) -> date:
    while not calendar.is_working_day(day):
        day += ONE_DAY
    return day


def expiry(rule: Rule, duty: Duty, at: Circumstances) -> datetime | None:
    """By the rule written beside the kind (`Late`)."""
    if rule.late is Late.UNTIL_DONE:
        return None
    end = midnight(duty.due + ONE_DAY, at)
    if rule.late is Late.UNTIL_DUE:
        return end
    own = day_of(rule, duty.due, at)
    days = [day_of(other, duty.due, at) for other in siblings(rule, at.procedure)]
    following = [day for day in days if day > own]
    return min((morning(day, at) for day in following), default=end)


def siblings(rule: Rule, procedure: Procedure) -> list[Rule]:
    """The other reminders of the same matter that come once and are not switched off."""
    return [
        other
        for other in RULES
        if other.matter is rule.matter is not None
        and other.days is not Days.WEEKLY
        and other.kind is not rule.kind
        and other.kind.value not in procedure.reminders_off
    ]


def weekly(rule: Rule, duty: Duty, at: Circumstances) -> tuple[Moment, ...]:
    """The reminder of the present week and the next one; none before the last day has passed.

    Where days off push one onto the day of the next, the next one stands for both.
    """
    first = duty.due + timedelta(days=-rule.lead_days(at.procedure))
    if at.today < first:
        return ()
    week = (at.today - first) // WEEK
    days = [later(first + WEEK * number, at.calendar) for number in range(week, week + 3)]
    found = []
    for number, (day, following) in enumerate(pairwise(days), week):
        if following > day:
            found.append(Moment(morning(day, at), morning(following, at), number))
    return tuple(found)


def morning(day: date, at: Circumstances) -> datetime:
    """The hour of reminders of the day, on the clocks of the body."""
    return utc_from(day, time(at.procedure.reminder_hour), at.zone)


def midnight(day: date, at: Circumstances) -> datetime:
    return utc_from(day, time(0), at.zone)
