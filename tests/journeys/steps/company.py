"""A company and its mission: applies, is chosen, negotiates, tells what came of it months later."""

import re
from datetime import date, time
from types import SimpleNamespace

from core.accounts.queries.accounts import find_account_id
from core.adapters.clock import clock
from core.adapters.database import db
from core.kernel.viewers import Viewer
from core.letters.models import OutgoingLetter
from council.membership.models import Person as PersonRow
from events.missions import services
from events.missions.queries.calls import get_call_row
from events.missions.rules.calls import CallFacts
from events.missions.services import CallDraft
from events.negotiations import services as negotiations
from events.negotiations.rules.slots import Day
from events.programme.services import ask_outcomes
from tests.builders import Builder
from tests.builders_events import EventsBuilder
from tests.builders_missions import CRITERIA, QUESTIONS, inn_of
from tests.builders_negotiations import NegotiationsBuilder
from tests.journeys.people import Person
from tests.journeys.steps.stage import COORDINATOR, Stage, at

MISSION = "Бизнес-миссия в Алматы"
COMPANY = "ООО «Северный путь»"
BUYER = "ТОО «Алатау»"
PHONE = 390
FIRST_DAY = date(2027, 2, 8)


def described(app):
    """(id, address) of a call of a public event, written down and not open yet."""
    by = {"actor": Viewer(name="Координатор"), "now": clock.stopped_at}
    with app.app_context():
        events = EventsBuilder(Builder(db.session, clock.stopped_at))
        event = events.event(name=MISSION, is_public=True, year=2027, starts_on=FIRST_DAY)
        facts = CallFacts(
            offer="Стенд и переговоры.",
            payment="Регион оплачивает стенд, компания – дорогу.",
            places=1,
            last_day=date(2026, 12, 1),
            questions=QUESTIONS,
            criteria=CRITERIA,
        )
        call_id = services.describe_call(event.id, CallDraft(facts), **by)
        return call_id, get_call_row(call_id).path


def letter_of(app, kind):
    """The secret address that the latest letter of that kind leads to."""
    with app.app_context():
        query = db.session.query(OutgoingLetter).filter_by(kind=kind)
        letter = query.order_by(OutgoingLetter.posted_at.desc()).first()
        return re.search(r"/(?:events/application|outcome)/[^\"'?]+", str(letter.body))[0]


def company_applies(stage: Stage, app, call_path: str) -> None:
    company = stage.enter("2026-11-24T10:00").open(f"{call_path}apply/")
    company.fill("Компания", COMPANY).fill("ИНН компании", inn_of(1))
    company.fill("Экспортная продукция", "8413 – насосы").fill("Телефон", "+7 900 000-00-00")
    company.fill("Фамилия, имя, отчество", "Мороз Никита Ильич")
    company.fill("Электронная почта", "moroz@example.org").fill(QUESTIONS[0], "Насос и паспорт")
    company.pick("Даю согласие на обработку моих персональных данных")
    stage.enter("2026-11-24T10:03")  # nobody fills it in within a second
    company.press("Проверить ответы").sees("Проверьте ответы", "Насос и паспорт", COMPANY)
    company.stays("Проверьте ответы").press("Отправить заявку").stays("moroz@example.org")
    company.open(letter_of(app, "application.confirm"))
    company.press("Подтвердить заявку").sees("на рассмотрении")


def coordinator_chooses(stage: Stage, desk: str) -> None:
    coordinator = stage.enter("2026-11-30T10:00", COORDINATOR).open(desk)
    coordinator.press("Завершить приём заявок").follow(COMPANY)
    for criterion in CRITERIA:
        coordinator.fill(criterion, "4")
    coordinator.fill("Причина", "Готовы к экспорту.").press("Отобрать").sees("Решение записано")
    coordinator.follow("Список участников").sees(COMPANY)


def schedule_is_published(app, call_id) -> None:
    """By the services that the coordinator's pages call; the pages have tests of their own."""
    at("2027-01-25T10:00")
    with app.app_context():
        account_id = find_account_id(COORDINATOR)
        person = db.session.query(PersonRow).filter_by(account_id=account_id).one()
        build = Builder(db.session, clock.stopped_at)
        made = NegotiationsBuilder(build, SimpleNamespace(coordinator=person))
        schedule_id = negotiations.begin_schedule(get_call_row(call_id).event_id, **made.by)
        made.frame(schedule_id, [Day(FIRST_DAY, time(10), time(12))])
        made.hall(schedule_id)
        assert negotiations.take_exporters(schedule_id, **made.by) == 1
        made.buyer(schedule_id, name=BUYER, country="KZ")
        made.all_wish(made.people(schedule_id), exporters=1)
        revision = made.revision(schedule_id)
        negotiations.close_wishes(schedule_id, revision=revision, **made.by)
        made.solve(schedule_id)
        revision = made.revision(schedule_id)
        negotiations.publish_schedule(schedule_id, revision=revision, **made.by)


def company_gets_its_timetable(stage: Stage, app) -> Person:
    """As a page, a paper and a calendar, on the phone, by the letter of the selection."""
    company = stage.enter("2027-01-26T10:00", width=PHONE)
    company.open(letter_of(app, "application.chosen")).sees("отобрана").follow("ваши переговоры")
    company.sees("Ваши переговоры", BUYER, "10:00–10:25")
    own = company.path.removesuffix("timetable/")
    fetched = company.page.request
    paper = fetched.get(f"{company.base}{own}timetable.pdf")
    assert paper.body().startswith(b"%PDF")
    calendar = fetched.get(f"{company.base}{own}timetable.ics").text()
    assert "DTSTART;TZID=Asia/Almaty:20270208T100000" in calendar
    assert company.page.get_by_role("link", name="Указать итог").count() == 0  # it has not begun
    return company


def company_enters_the_result(stage: Stage, timetable: str) -> None:
    company = stage.enter("2027-02-08T10:30", width=PHONE).open(timetable)
    company.follow("Указать итог").press("Сохранить").sees("Выберите, как прошла встреча.")
    company.pick("возможно сотрудничество").pick("отправить образцы").press("Сохранить")
    company.sees("Итог встречи сохранён.", "отправить образцы")


def coordinator_follows(stage: Stage) -> Person:
    """The event is held; the meeting is counted by itself; the outcome is watched from now on."""
    coordinator = stage.enter("2027-02-10T18:00", COORDINATOR).open("/desk/events/?year=2027")
    coordinator.follow(MISSION).press("Отметить проведение").follow("Итоги", within="main")
    assert "Проведено встреч1" in coordinator.lines("main dl.figures div")
    coordinator.follow("Что было дальше", within="main").follow("Добавить наблюдение")
    coordinator.fill("Компания", COMPANY).fill("Иностранный партнёр", BUYER)
    coordinator.fill("Электронная почта", "moroz@example.org").pick("образцы")
    return coordinator.press("Сохранить").sees(COMPANY)


def company_answers_after_three_months(stage: Stage, app) -> None:
    """One link of the letter chooses the stage, one press answers."""
    moment = at("2027-05-11T09:00")
    with app.app_context():
        assert ask_outcomes(moment) == 1
    link = letter_of(app, "outcome.asked")
    company = stage.enter("2027-05-11T10:00", width=PHONE).open(f"{link}?stage=contract")
    company.sees(MISSION, BUYER).press("Ответить").sees("Ваш ответ записан: контракт")


def coordinator_publishes(stage: Stage) -> None:
    coordinator = stage.enter("2027-05-12T10:00", COORDINATOR).open("/desk/events/?year=2027")
    coordinator.follow(MISSION).follow("Что было дальше", within="main").sees("контракт")
    coordinator.follow("Итоги", within="main").follow("Добавить контракт")
    coordinator.fill("Компания", COMPANY).fill("Иностранный партнёр", BUYER)
    coordinator.fill("Дата подписания", "07.05.2027").fill("Сумма", "120 000")
    coordinator.fill("Рублей за единицу", "80").press("Сохранить").follow("Добавить расход")
    coordinator.fill("Статья", "Аренда стенда").fill("Источник", "областной бюджет")
    coordinator.fill("Сумма", "1 200 000").press("Сохранить")
    coordinator.follow("Изменить текст и показатели").fill("Описание", "Подписан контракт.")
    coordinator.press("Сохранить").follow(MISSION).press("Опубликовать итоги")


def visitors_read_the_results(stage: Stage) -> None:
    visitor = stage.enter("2027-05-12T11:00").open("/events/?when=past&year=2027")
    visitor.sees("120 000", "1 200 000", "8,00").follow(MISSION)
    visitor.sees("Подписан контракт.", "120 000")
