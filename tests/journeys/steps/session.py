"""The meeting itself: roll, items, a tie that the presiding breaks, the end."""

from playwright.sync_api import expect

from tests.journeys.people import Person
from tests.journeys.steps.agenda import DRAFT, to_meeting
from tests.journeys.steps.stage import SECRETARY, Stage

MORNING = "2026-12-17T11:00"
AWAY = ("Перцев", "Соловей", "Стрешнев", "Тихоплав", "Цой", "Шевчук", "Шубин")
REMOTE = "Долматова"
ASSIGNMENT = "Подготовить каталог экспортной продукции области на 2027 год."
EXECUTOR = "Мельгунова О.Д."
IMPOSSIBLE = "За, против и воздержались вместе 19, а голосовать могли 18."
LEFT_OUT = "Перенесён на следующее заседание."
HEARD = "За 2026 год дано 38 поручений, исполнено 31."
SPOKE = "Предложил указать сроки по каждому поручению."


def secretary_begins(stage: Stage) -> None:
    early = to_meeting(stage.enter("2026-12-16T17:00", SECRETARY)).follow("К ведению заседания")
    early.sees("Заседание назначено на 17 декабря 2026")
    expect(early.page.get_by_role("button", name="Открыть заседание")).to_be_disabled()
    secretary = to_meeting(stage.enter(MORNING, SECRETARY)).follow("К ведению заседания")
    secretary.press("Открыть заседание").sees("Кворума нет: нужно 13, не хватает 11.")
    call_roll(secretary)
    secretary.press("Сохранить явку").sees("Явка сохранена", "18 из 25. Кворум есть, нужно 13.")


def call_roll(secretary: Person) -> None:
    """Marks those present; who answered «дистанционно» is entered so by the answer."""
    for row in secretary.page.locator("#roll tbody tr").all():
        if not row.locator("th").inner_text().startswith((*AWAY, REMOTE)):
            secretary.tick(row.get_by_label("присутствует"))


def agenda_is_adopted(stage: Stage) -> None:
    """An impossible sum is refused with the sum shown, and what was typed is kept."""
    secretary = to_session(stage)
    vote = "#agenda-vote"
    secretary.fill("за", "19", within=vote).press("Записать голосование", within=vote)
    secretary.sees("Исправьте, пожалуйста", IMPOSSIBLE)
    expect(secretary.field("за", "input", vote)).to_have_value("19")
    secretary.fill("за", "18", within=vote).press("Записать голосование", within=vote)
    secretary.sees("Повестка дня утверждена", "за 18 – единогласно")


def first_items_are_heard(stage: Stage) -> None:
    """Two items decided unanimously, four put off."""
    secretary = to_session(stage).follow("К вопросу 1")
    for text in ("Принять информацию к сведению.", "Одобрить ход реализации программы."):
        secretary.follow("Записать решение").fill("Решили", text).press("Сохранить решение")
        secretary.press("Единогласно «за»: 18").sees("принято единогласно")
        secretary.press("Рассмотрен – к следующему вопросу")
    for number in (4, 5, 6, 7):
        leave_out(secretary).follow(f"К вопросу {number}")


def leave_out(secretary: Person) -> Person:
    secretary.touch(secretary.page.locator("summary", has_text="Не рассматривать вопрос"))
    secretary.fill("Причина", LEFT_OUT, within="#finish")
    return secretary.press("Снять вопрос", within="#finish").sees(LEFT_OUT)


def tie_is_broken(stage: Stage) -> None:
    """9 : 9 – the vote of the presiding decides and is put on record."""
    secretary = to_session(stage).follow("К вопросу 7")
    speak(secretary, "#heard", "Рябинина", HEARD)
    speak(secretary, "#spoke", "Остожьев", SPOKE)
    secretary.press("Принять проект как есть").sees(DRAFT)
    write_assignment(secretary)
    secretary.choose("Что голосуется", "решение 7.1", within="#votes")
    count(secretary, "9", "10").press("Записать голосование", within="#votes").sees(IMPOSSIBLE)
    expect(secretary.field("против", "input", "#votes")).to_have_value("10")
    count(secretary, "9", "9").press("Записать голосование", within="#votes")
    secretary.sees("Голоса разделились поровну")
    secretary.choose("При равенстве голосов", "за", within="#votes")
    secretary.press("Записать голосование", within="#votes")
    secretary.sees("принято решающим голосом председательствующего", "за 9", "против 9")
    secretary.press("Единогласно «за»: 18").sees("принято единогласно")
    secretary.press("Рассмотрен – к завершению заседания")


def count(secretary: Person, in_favour: str, against: str) -> Person:
    secretary.fill("за", in_favour, within="#votes")
    return secretary.fill("против", against, within="#votes")


def speak(secretary: Person, place: str, speaker: str, text: str) -> None:
    if not secretary.page.locator(f"{place} details[open]").count():
        secretary.touch(secretary.page.locator(f"{place} summary"))
    secretary.choose("Докладчик" if place == "#heard" else "Выступающий", speaker, within=place)
    secretary.fill("Содержание", text, within=place)
    secretary.press("Добавить", within=place).sees(text)


def write_assignment(secretary: Person) -> None:
    secretary.follow("Записать решение").fill("Решили", ASSIGNMENT).pick("поручение")
    secretary.choose("Ответственный", EXECUTOR)
    secretary.pick("к дате").fill("День", "15.02.2027")
    secretary.press("Сохранить решение").sees("7.2", "Исполняют: Мельгунова О.Д.")


def secretary_closes(stage: Stage) -> None:
    secretary = to_session(stage, "2026-12-17T12:30")
    secretary.press("Завершить заседание").sees("проведено")


def to_session(stage: Stage, moment: str = MORNING) -> Person:
    return to_meeting(stage.enter(moment, SECRETARY)).follow("К ведению заседания")
