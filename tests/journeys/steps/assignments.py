"""What arose from the minutes: the executor reports, the secretary rules on the report."""

from tests.journeys.people import Person
from tests.journeys.steps.minutes import ADDRESSED
from tests.journeys.steps.stage import REPORTER, SECRETARY, Stage

ASSIGNMENT = "Поручение № 5-2026/7.2"
FIRST_REPORT = "Каталог подготовлен."
SECOND_REPORT = "Каталог подготовлен и размещён: 64 предприятия, 180 товаров."
REMARKS = "Укажите, сколько предприятий вошло в каталог."


def to_assignment(person: Person) -> Person:
    return person.follow("Поручения").follow(ASSIGNMENT).sees(ADDRESSED)


def executor_reports(stage: Stage) -> None:
    executor = stage.enter("2027-01-20T10:00", REPORTER).sees(ASSIGNMENT).follow("Поручения")
    executor.follow("Мои", within="main").follow(ASSIGNMENT)
    executor.sees(ADDRESSED, "15 февраля 2027", "Мельгунова О.Д.")
    executor.fill("Что сделано", FIRST_REPORT).press("Представить отчёт")
    executor.sees("Отчёт передан секретарю", FIRST_REPORT)


def secretary_returns(stage: Stage) -> None:
    secretary = to_assignment(stage.enter("2027-01-21T10:00", SECRETARY)).sees(FIRST_REPORT)
    secretary.pick("Вернуть с замечаниями").press("Записать решение по отчёту")
    secretary.sees("Исправьте, пожалуйста").fill("Замечания", REMARKS)
    secretary.press("Записать решение по отчёту").sees("возвращён исполнителю")


def executor_reports_again(stage: Stage) -> None:
    executor = to_assignment(stage.enter("2027-01-25T10:00", REPORTER)).sees(REMARKS)
    executor.fill("Что сделано", SECOND_REPORT).press("Представить отчёт")


def secretary_accepts(stage: Stage) -> None:
    secretary = to_assignment(stage.enter("2027-01-26T10:00", SECRETARY)).sees(SECOND_REPORT)
    secretary.pick("Принять и снять с контроля").press("Записать решение по отчёту")
    secretary.sees("Отчёт принят, поручение снято с контроля")
    history = " ".join(secretary.lines("main details li"))
    for name in ("Кузнечихина М.О.", "Мельгунова О.Д."):
        assert name in history


def visitor_sees_it_done(stage: Stage) -> None:
    visitor = stage.enter("2027-01-27T10:00").open("/meetings/2026/5/")
    visitor.sees(ASSIGNMENT, "исполнено 25 января").does_not_see(SECOND_REPORT)
    visitor.open("/assignments/").sees(ADDRESSED)
