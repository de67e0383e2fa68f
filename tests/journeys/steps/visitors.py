"""What anybody does without signing in: comes to a meeting, takes minutes home."""

from tests.journeys.steps.stage import Stage

MEETING = "/meetings/2026/5/"


def visitor_registers(stage: Stage) -> None:
    visitor = stage.enter("2026-12-01T10:05").open(MEETING).follow("Подать заявку")
    visitor.fill("Фамилия, имя, отчество", "Мороз Никита Ильич")
    visitor.fill("Электронная почта", "moroz").press("Отправить заявку")
    visitor.sees("Исправьте, пожалуйста")  # no such address, and no consent
    visitor.fill("Электронная почта", "moroz@example.org").pick("Даю согласие на обработку")
    visitor.press("Отправить заявку").sees("Ваша заявка у нас")


def visitor_takes_the_minutes_home(stage: Stage) -> None:
    visitor = stage.enter("2026-12-22T11:05").open(f"{MEETING}minutes/")
    assert visitor.download("Протокол, PDF", within="body").startswith(b"%PDF")
