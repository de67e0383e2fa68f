"""From a new report to its approval: the coordinator writes, the deputy chair decides."""

from playwright.sync_api import expect

from tests.journeys.people import PASSWORD, Person
from tests.journeys.steps.signing import signs, signs_first
from tests.journeys.steps.stage import COORDINATOR, DEPUTY, Stage

REPORT = "Отчёт РОИВ-координатора за IV квартал 2026 года"
SAMPLE_REPORT = "Отчёт о реализации Региональной программы развития экспорта"
MINISTRY = "Министерство экономического развития и внешних связей Заречинской области"
FIRST_TEXT = "# 1. Итоги\n\nПроведено 4 заседания Совета, дано 38 поручений."
SECOND_TEXT = "# 1. Итоги\n\nПроведено 4 заседания Совета, дано 38 поручений, исполнено 31."
NOTE = "Прошу согласовать до 10 декабря."
REMARKS = "Укажите, сколько поручений исполнено."


def coordinator_submits(stage: Stage) -> None:
    coordinator = stage.enter("2026-11-23T10:00", COORDINATOR)
    coordinator.follow("Отчёты").follow("Новый отчёт")
    coordinator.pick("отчёт РОИВ-координатора").choose("Отчётный период", "IV квартал")
    coordinator.fill("Год", "2026").choose("Организация, которая отчитывается", MINISTRY)
    coordinator.press("Начать отчёт").sees(REPORT)
    coordinator.fill("Текст отчёта", FIRST_TEXT).press("Сохранить и проверить")
    coordinator.sees("дано 38 поручений").stays("Проверьте версию 1")
    coordinator.fill("Сопроводительная записка", NOTE).press("Направить на согласование")
    coordinator.sees("направлен заместителю председателя", "осталось 5 рабочих дней")


def deputy_returns(stage: Stage, *, width: int = 1280) -> None:
    deputy = stage.enter("2026-11-24T10:00", DEPUTY, width=width)
    to_report(deputy.sees("Ждут вашего решения", REPORT)).sees(NOTE)
    deputy.pick("Вернуть с замечаниями")
    signs_first(deputy, "Подписать решение по версии 1").sees("Исправьте, пожалуйста")
    deputy.fill("Замечания", REMARKS).fill("Ваш пароль", PASSWORD)
    deputy.press("Подписать решение по версии 1").sees("возвращён с вашими замечаниями")


def coordinator_resubmits(stage: Stage) -> None:
    coordinator = to_report(stage.enter("2026-11-25T10:00", COORDINATOR)).sees(REMARKS)
    coordinator.follow("Продолжить работу над текстом").sees(REMARKS, "готовится версия 2")
    coordinator.fill("Текст отчёта", SECOND_TEXT).press("Сохранить и проверить")
    coordinator.press("Направить на согласование").sees("Версия 2", "Что изменилось с версии 1")


def deputy_approves(stage: Stage, *, width: int = 1280) -> None:
    deputy = to_report(stage.enter("2026-11-26T10:00", DEPUTY, width=width))
    deputy.sees("Что изменилось с версии 1")
    expect(deputy.page.locator("ins").first).to_contain_text("исполнено 31.")
    deputy.pick("Согласовать").fill("Ваш пароль", "не тот пароль")
    deputy.press("Подписать решение по версии 2").sees("Пароль указан неверно")
    deputy.fill("Ваш пароль", PASSWORD).press("Подписать решение по версии 2")
    deputy.sees("Отчёт согласован")


def deputy_approves_the_waiting_one(stage: Stage) -> None:
    """The report of the sample that blocks the agenda of the next meeting."""
    deputy = to_report(stage.enter("2026-11-26T10:10", DEPUTY), SAMPLE_REPORT).pick("Согласовать")
    is_first = deputy.page.get_by_text("Это ваша первая подпись").count()
    sign = signs_first if is_first else signs
    sign(deputy, "Подписать решение по версии 1").sees("Отчёт согласован")


def history_names_who_did_what(stage: Stage) -> None:
    coordinator = to_report(stage.enter("2026-11-26T11:00", COORDINATOR))
    coordinator.follow("История", within="main")
    said = [line for line in coordinator.lines("main li") if "версия" in line]
    expected = (
        ("Согласован, версия 2", "Долматова И.С."),
        ("Направлен на согласование, версия 2", "Рябинина Е.П."),
        ("Возвращён с замечаниями, версия 1", "Долматова И.С."),
        ("Направлен на согласование, версия 1", "Рябинина Е.П."),
    )
    assert len(said) == len(expected)
    for line, (what, who) in zip(said, expected, strict=True):
        assert what in line
        assert who in line


def to_report(person: Person, title: str = REPORT) -> Person:
    return person.follow("Отчёты").follow(title)
