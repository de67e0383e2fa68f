"""Reminders of a month on a moved clock: sent once, seen by whom they concern, told when late."""

from collections import Counter
from datetime import date, timedelta

from sqlalchemy import select

from core.adapters.database import db
from core.adapters.jobs import run_all
from core.letters.models import OutgoingLetter
from council.reminders.jobs import REMINDING
from tests.journeys.steps.reports import SAMPLE_REPORT, to_report
from tests.journeys.steps.signing import signs_first
from tests.journeys.steps.stage import CHAIR, COORDINATOR, DEPUTY, SECRETARY, Stage, at

DECISION = "Решение по отчёту «Отчёт о реализации Региональной программы"
OVERDUE = "Поручение № 4-2026/1.2"
OFFICE = "office@example.org"


def pass_days(app, first: date, last: date) -> None:
    """The scheduler polls at nine and at noon of each day."""
    day = first
    while day <= last:
        for hour in ("09:00", "12:00"):
            at(f"{day}T{hour}")
            assert run_all(app, [REMINDING])
        day += timedelta(days=1)


def secretary_looks_ahead(stage: Stage) -> None:
    secretary = stage.enter("2026-11-23T12:00", SECRETARY)
    secretary.sees("Предстоящие напоминания").follow("Все напоминания")
    secretary.sees("Уведомление о заседании № 5-2026", "8 декабря")
    secretary.follow("Указать адрес")
    secretary.fill("Новое значение", OFFICE).fill("Действует с", "23.11.2026")
    secretary.fill("Основание", "Поручение председателя").press("Изменить правило")
    secretary.open("/desk/reminders/").does_not_see("Указать адрес")


def deputy_is_reminded(stage: Stage) -> None:
    deputy = stage.enter("2026-11-23T12:05", DEPUTY)
    deputy.open("/desk/letters/mine/").sees(DECISION, "срок сегодня")


def delay_is_told(stage: Stage) -> None:
    for email in (SECRETARY, CHAIR):
        person = stage.enter("2026-11-27T12:10", email)
        person.sees("Просрочено", DECISION)
        person.sees("секретарю сообщено 24 ноября", "аппарату председателя сообщено 27 ноября")
    stage.enter("2026-11-27T12:12", SECRETARY).follow(DECISION).sees("секретарю сообщено")


def deputy_decides_late(stage: Stage) -> None:
    deputy = to_report(stage.enter("2026-11-27T12:15", DEPUTY), SAMPLE_REPORT)
    deputy.does_not_see("секретарю сообщено")
    signs_first(deputy.pick("Согласовать"), "Подписать решение по версии 1").sees(
        "Отчёт согласован"
    )


def secretary_is_told_no_more(stage: Stage) -> None:
    secretary = stage.enter("2026-11-30T12:00", SECRETARY)
    secretary.does_not_see("секретарю сообщено", "Просрочено ")


def executor_reports(stage: Stage) -> None:
    """The weekly reminder that was ahead is not sent any more."""
    executor = stage.enter("2026-12-01T12:00", COORDINATOR).sees("Предстоящие напоминания")
    executor.follow("Мои напоминания").sees("поручение просрочено").follow(OVERDUE)
    executor.fill("Что сделано", "Опрос проведён.").press("Представить отчёт")


def secretary_looks_back(stage: Stage) -> None:
    secretary = stage.enter("2026-12-11T12:00", SECRETARY)
    secretary.sees(
        "Просрочено", "Уведомление о заседании № 5-2026", "секретарю сообщено 11 декабря"
    )
    secretary.follow("Все напоминания").follow("Отправлено")
    secretary.sees("Материалы заседания № 5-2026", "Уведомление о заседании № 5-2026")
    secretary.follow("Не отправлены").sees("сделано или больше не нужно")


def sent_once(app) -> None:
    """No letter twice on one day; only what is overdue comes again, a week later.

    Notice and materials of one meeting are two delays.
    """
    with app.app_context():
        o = OutgoingLetter
        columns = (o.kind, o.record_id, o.addressee, o.posted_at)
        rows = db.session.execute(select(*columns).where(o.kind.startswith("reminder."))).all()
    by_day = Counter((kind, record, who, posted.date()) for kind, record, who, posted in rows)
    found = Counter((kind.removeprefix("reminder."), record, who) for kind, record, who, _ in rows)
    assert max(by_day.values()) == 1
    again = {key[0] for key, times in found.items() if times > 1}
    assert again <= {"assignment_overdue", "undone", "undone_for_long"}
    kinds = {kind for kind, _, _ in found}
    assert kinds >= {
        "notice_due",
        "materials_due",
        "decision_due_today",
        "assignment_due_soon",
        "assignment_due_today",
        "assignment_overdue",
        "undone",
        "undone_for_long",
    }
    assert {who for kind, _, who in found if kind == "undone_for_long"} == {OFFICE}


def test_a_month_of_reminders_on_a_moved_clock(visit, site):
    _base, app = site
    stage = Stage(visit)
    pass_days(app, date(2026, 11, 21), date(2026, 11, 23))
    secretary_looks_ahead(stage)
    deputy_is_reminded(stage)
    pass_days(app, date(2026, 11, 24), date(2026, 11, 27))
    delay_is_told(stage)
    deputy_decides_late(stage)
    pass_days(app, date(2026, 11, 28), date(2026, 11, 30))
    secretary_is_told_no_more(stage)
    pass_days(app, date(2026, 12, 1), date(2026, 12, 1))
    executor_reports(stage)
    pass_days(app, date(2026, 12, 2), date(2026, 12, 11))
    secretary_looks_back(stage)
    pass_days(app, date(2026, 12, 12), date(2026, 12, 21))
    sent_once(app)
