"""Somebody writes longer than a session lasts: what was typed is not lost."""

import pytest

from tests.journeys.people import PASSWORD
from tests.journeys.steps.stage import COORDINATOR, Stage, at

TEXT = "# 1. Итоги\n\nПроведено 4 заседания Совета & дано 38 «поручений»."


@pytest.mark.parametrize("scripts", (True, False), ids=("with_scripts", "without_scripts"))
def test_a_text_typed_for_an_hour_is_sent_after_signing_in_again(visit, scripts):
    stage = Stage(visit, scripts=scripts)
    coordinator = stage.enter("2026-11-23T10:00", COORDINATOR)
    coordinator.follow("Отчёты").follow("Новый отчёт")
    coordinator.pick("отчёт РОИВ-координатора").choose("Отчётный период", "IV квартал")
    coordinator.fill("Год", "2026").press("Начать отчёт").fill("Текст отчёта", TEXT)

    at("2026-11-23T11:00")
    coordinator.press("Сохранить черновик").sees("Введённое сохранено")
    coordinator.fill("Электронная почта", COORDINATOR).fill("Пароль", PASSWORD).press("Войти")
    coordinator.sees("Введённое ещё не отправлено", "дано 38 «поручений»", "Рябинина Е")
    coordinator.press("Отправить введённое").sees("Черновик сохранён")
    assert coordinator.field("Текст отчёта", "textarea", "main").input_value() == TEXT
