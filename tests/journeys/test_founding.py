"""The founding meeting elects the deputy chair, who is one only when its minutes are signed."""

from pathlib import Path

import pytest

from tests.journeys.people import Person
from tests.journeys.steps.signing import signs_first
from tests.journeys.steps.stage import CHAIR, COORDINATOR, DEPUTY, SECRETARY, Stage

ELECTION = "Об избрании заместителя председателя Совета от предпринимательского сообщества"
DECISION = "Избрать заместителем председателя Совета Камышову Анну Сергеевну."
REPORT = "Отчёт РОИВ-координатора за II полугодие 2026 года"
MINISTRY = "Министерство внешних связей"
VACANT = "Заместитель председателя от предпринимательского сообщества не избран."
ELECTED = "Камышова А.С."
MEMBERS = ("Лиственный П.А.", ELECTED, "Протокова Е.П.", "Заводьева О.Д.", "Бакенов В.Л.")


@pytest.fixture
def region():
    return Path(__file__).with_name("founding.yaml")


@pytest.fixture
def stage(visit):
    return Stage(visit)


def test_the_founding_meeting_elects_the_deputy_chair(stage, visit):
    the_post_is_vacant(stage)
    a_report_waits_for_an_election(stage)
    meeting = the_secretary_convenes(stage)
    the_council_elects(stage, meeting)
    minutes = the_minutes_are_drafted(stage, meeting)
    the_post_is_vacant(stage, moment="2026-12-04T16:00")
    one_signature_is_not_enough(stage, minutes)
    the_second_signature_puts_into_office(stage, minutes)
    the_deputy_chair_decides(stage)


def the_post_is_vacant(stage, *, moment="2026-11-23T09:00") -> None:
    """Visitors and members read that nobody is elected and what follows from it."""
    stage.enter(moment).open("/council/").sees(
        VACANT, "Отчёты, которые он согласует, ждут выборов."
    )
    follows = "До выборов отчёты нельзя согласовать и внести на рассмотрение"
    stage.enter(moment, SECRETARY).follow("Состав").sees("Должность вакантна", follows)
    own = stage.enter(moment, DEPUTY).follow("Отчёты")
    own.does_not_see("Подписать решение")


def a_report_waits_for_an_election(stage) -> None:
    author = stage.enter("2026-11-23T10:00", COORDINATOR)
    author.follow("Отчёты").follow("Новый отчёт").pick("отчёт РОИВ-координатора")
    author.choose("Отчётный период", "II полугодие").fill("Год", "2026")
    author.choose("Организация, которая отчитывается", MINISTRY).press("Начать отчёт")
    author.fill("Текст отчёта", "Совет создан, первое заседание созвано.")
    author.press("Сохранить и проверить").press("Направить на согласование").sees(REPORT)


def the_secretary_convenes(stage) -> str:
    """Plan, agenda with the election, approval, notice; returns the address of the meeting."""
    secretary = stage.enter("2026-11-23T11:00", SECRETARY)
    secretary.follow("Заседания").follow("Запланировать заседание")
    secretary.choose("Вид заседания", "установочное").choose("Форма проведения", "очное")
    secretary.fill("Дата", "04.12.2026").fill("Время", "11:00").fill("Место проведения", "Зал 1")
    secretary.choose("Председательствующий", "Лиственный П.А.").press("Включить в план")
    meeting = secretary.path
    secretary.press("Начать формирование повестки").follow("Добавить вопрос")
    secretary.fill("Наименование вопроса", ELECTION).choose("Вид вопроса", "избрание")
    secretary.choose("Выберите человека", "Лиственный П.А.").fill("Время, минут", "20")
    secretary.fill("Проект решения", DECISION).press("Сохранить").sees(ELECTION)
    secretary.open(meeting).follow("Утвердить повестку").pick("Лиственный П.А.")
    secretary.press("Отметить утверждение повестки")
    secretary.open(meeting).follow("Направить уведомление").press("Направить уведомление")
    secretary.sees("Уведомление направлено")
    return meeting


def the_council_elects(stage, meeting: str) -> None:
    secretary = stage.enter("2026-12-04T11:00", SECRETARY)
    secretary.open(meeting).follow("К ведению заседания").press("Открыть заседание")
    for name in MEMBERS:
        secretary.pick(f"{name}: присутствует")
    secretary.press("Сохранить явку").follow(ELECTION)
    for name in (ELECTED, "Бакенов В.Л."):
        secretary.choose("Кандидат", name).press("Добавить кандидата")
    secretary.press("Принять проект как есть")
    count(secretary, 4, 3).sees("вместе 7, а голосовать могли 5")
    count(secretary, 3, 2).sees(f"Итог выборов: {ELECTED}")
    secretary.press("Рассмотрен").press("Завершить заседание").sees("Заседание завершено")


def count(secretary: Person, first: int, second: int) -> Person:
    secretary.fill(ELECTED, str(first)).fill("Бакенов В.Л.", str(second))
    return secretary.press("Записать подсчёт")


def the_minutes_are_drafted(stage, meeting: str) -> str:
    secretary = stage.enter("2026-12-04T15:00", SECRETARY).open(meeting).follow("К протоколу")
    secretary.press("Составить протокол").sees(ELECTION, DECISION)
    secretary.press("Завершить правку и передать на подпись")
    return secretary.path


def sign(person: Person, minutes: str) -> Person:
    person.open(minutes).follow("Прочитать и подписать")
    return signs_first(person, "Подписать протокол")


def one_signature_is_not_enough(stage, minutes: str) -> None:
    sign(stage.enter("2026-12-07T10:00", SECRETARY), minutes)
    the_post_is_vacant(stage, moment="2026-12-07T11:00")


def the_second_signature_puts_into_office(stage, minutes: str) -> None:
    sign(stage.enter("2026-12-08T10:00", CHAIR), minutes)
    visitor = stage.enter("2026-12-08T11:00").open("/council/").does_not_see(VACANT)
    heads = visitor.page.locator("section:has(h2:text-is('Кто руководит работой'))")
    assert "Камышова Анна Сергеевна" in heads.inner_text()


def the_deputy_chair_decides(stage) -> None:
    deputy = stage.enter("2026-12-08T12:00", DEPUTY).follow("Отчёты").follow(REPORT)
    signs_first(deputy.pick("Согласовать"), "Подписать решение по версии 1").sees(
        "Отчёт согласован"
    )
