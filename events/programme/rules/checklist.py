"""What is to be done for an event of each type, and by which day. Templates are data. Pure.

No law: a region changes the lines of each event (DOMAIN.md § 2.7). Days count from the first day
of the event, negative ones after its last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.kernel.errors import N_, Refusal
from core.kernel.workdays import WorkCalendar
from events.programme.rules.kinds import OVER, EventState, EventType

PARTNER_LETTER = "partner_letter_days"
MOST_DAYS = 730
NO_NAME = Refusal("no_name", N_("Say what is to be done."))
FAR = Refusal("far", N_("Enter from −730 to 730 days, or leave the field empty."))


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A line of a template; `days` is a number or the name of a setting of the regulation."""

    name: str
    days: int | str


T = TemplateLine
COMMON_END = (
    T("Анкеты участников", -5),
    T("Отчёт о мероприятии", -14),
)
TEMPLATES: dict[EventType, tuple[TemplateLine, ...]] = {
    EventType.MISSION: (
        T("Письмо в торговое представительство с профилями предприятий", PARTNER_LETTER),
        T("Объявление набора участников", 60),
        T("Отбор участников, список участников", 40),
        T("Распоряжение о направлении делегации", 30),
        T("Список иностранных партнёров, предварительный график переговоров", 14),
        T("Программа", 14),
        T("Билеты, гостиница, переводчики", 14),
        *COMMON_END,
    ),
    EventType.BUYERS: (
        T("Письмо в торговое представительство о приглашении покупателей", PARTNER_LETTER),
        T("Объявление набора предприятий", 45),
        T("Приглашения иностранным покупателям", 40),
        T("Визовая поддержка", 30),
        T("Список участников", 20),
        T("График переговоров, программа", 10),
        T("Площадка, переводчики, питание", 10),
        *COMMON_END,
    ),
    EventType.EXHIBITION: (
        T("Письмо в торговое представительство", PARTNER_LETTER),
        T("Заявка на площадь, договор с организатором", 120),
        T("Объявление набора участников стенда", 90),
        T("Список участников стенда", 60),
        T("Проект застройки стенда", 45),
        T("Перевозка образцов, таможенное оформление", 30),
        T("Деловая программа", 14),
        *COMMON_END,
    ),
}


class TaskStanding(StrEnum):
    DONE = "done"
    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"


SOON = timedelta(days=14)


def template_of(kind: EventType, partner_letter_days: int) -> tuple[tuple[str, int], ...]:
    """(name, days before) of the type's template, the earliest first."""
    lines = (
        (line.name, partner_letter_days if isinstance(line.days, str) else line.days)
        for line in TEMPLATES[kind]
    )
    return tuple(sorted(lines, key=lambda line: -line[1]))


def due_day(
    days_before: int | None, due_on: date | None, starts_on: date | None, ends_on: date | None
) -> date | None:
    """By when a line is due: its own day, else counted from the event; None while unknown."""
    if due_on is not None or days_before is None:
        return due_on
    anchor = starts_on if days_before >= 0 else ends_on
    return anchor - timedelta(days=days_before) if anchor else None


def standing_of(done_on: date | None, due: date | None, today: date) -> TaskStanding:
    if done_on is not None:
        return TaskStanding.DONE
    if due is None:
        return TaskStanding.UNDATED
    if due < today:
        return TaskStanding.OVERDUE
    return TaskStanding.SOON if due - today <= SOON else TaskStanding.LATER


def task_faults(name: str, days_before: int | None) -> Sequence[Refusal]:
    found = [] if name.strip() else [NO_NAME]
    if days_before is not None and abs(days_before) > MOST_DAYS:
        found.append(FAR)
    return found


def report_due(ends_on: date | None, days: int, calendar: WorkCalendar) -> date | None:
    """The last day for the report: so many working days after the event ended."""
    return calendar.after(ends_on, days) if ends_on else None


class Alarm(StrEnum):
    """What an event needs now."""

    NOT_MARKED = "not_marked"
    NO_REPORT = "no_report"
    REPORT_DUE = "report_due"
    NO_DATES = "no_dates"
    TASKS_OVERDUE = "tasks_overdue"


@dataclass(frozen=True, slots=True)
class EventStanding:
    """An event as the alarms look at it; `report_until` is the last day for its report."""

    state: EventState
    ends_on: date | None
    report_until: date | None
    overdue_tasks: int = 0
    has_time: bool = True


def alarms_of(event: EventStanding, today: date) -> tuple[Alarm, ...]:
    """What has to be done about an event, the most pressing first."""
    found = []
    if event.state is EventState.HELD and event.report_until is not None:
        found.append(Alarm.NO_REPORT if event.report_until < today else Alarm.REPORT_DUE)
    if event.state in OVER:
        return tuple(found)
    if event.ends_on is not None and event.ends_on < today:
        found.append(Alarm.NOT_MARKED)
    if event.ends_on is None and (event.state is EventState.MOVED or not event.has_time):
        found.append(Alarm.NO_DATES)
    if event.overdue_tasks:
        found.append(Alarm.TASKS_OVERDUE)
    return tuple(found)
