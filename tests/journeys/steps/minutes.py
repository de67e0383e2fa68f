"""From the draft to the published minutes: two signatures, a preview, a visitor who reads."""

from playwright.sync_api import expect

from tests.journeys.people import Person
from tests.journeys.steps.agenda import ITEM
from tests.journeys.steps.session import HEARD, LEFT_OUT
from tests.journeys.steps.signing import accepts, signs, signs_first
from tests.journeys.steps.stage import CHAIR, SECRETARY, Stage

MINUTES = "Протокол № 5"
WRITTEN = "За 2026 год дано 38 поручений, исполнено 31, продлено 2."
ADDRESSED = "Мельгуновой О.Д. подготовить каталог экспортной продукции области на 2027 год."
TIE = "при равенстве голосов решающим является голос председательствующего"


def to_minutes(person: Person) -> Person:
    return person.follow("Заседания").follow("Протоколы").follow(MINUTES)


def secretary_drafts(stage: Stage) -> None:
    secretary = to_minutes(stage.enter("2026-12-17T14:00", SECRETARY))
    secretary.pick("Полный").press("Составить протокол").sees("Протокол составлен")
    secretary.sees("присутствуют – 18. Кворум имеется", TIE, ADDRESSED)
    secretary.sees("НЕ РАССМАТРИВАЛИСЬ ВОПРОСЫ:", f"Причина: {LEFT_OUT}")


def secretary_edits_a_part(stage: Stage) -> None:
    secretary = to_minutes(stage.enter("2026-12-18T10:00", SECRETARY))
    part = secretary.page.locator(".minutes-part", has_text=HEARD)
    secretary.lead_on(part.get_by_role("link", name="Изменить"))
    text = secretary.field("Текст части", "textarea", "main").input_value()
    secretary.fill("Текст части", text.replace(HEARD, WRITTEN))
    secretary.press("Сохранить часть").sees("Часть сохранена", WRITTEN)
    secretary.press("Завершить правку и передать на подпись").sees(
        "Текст больше не изменяется", "0 из 2"
    )


def chair_signs(stage: Stage) -> None:
    chair = stage.enter("2026-12-21T10:00", CHAIR).sees("Подписать протокол № 5")
    chair.follow("Заседания").follow("Протоколы")
    chair.sees("Ждут вашей подписи").follow(MINUTES).follow("Прочитать и подписать")
    accepts(chair.sees(WRITTEN).press("Перейти к соглашению"))
    chair.fill("Ваш пароль", "не тот пароль").press("Подписать протокол")
    signs(chair.sees("Пароль указан неверно"), "Подписать протокол")
    chair.sees("Ваша подпись поставлена", "1 из 2")
    expect(chair.page.get_by_role("link", name="Прочитать и подписать")).to_have_count(0)


def visitor_waits(stage: Stage) -> None:
    """Nothing of the minutes is public before the publication."""
    visitor = stage.enter("2026-12-21T11:00").open("/meetings/2026/5/")
    visitor.sees("Протокол готовится и будет").does_not_see("Голоса разделились поровну", WRITTEN)
    visitor.open("/meetings/2026/5/minutes/", status=404)


def secretary_signs(stage: Stage) -> None:
    secretary = to_minutes(stage.enter("2026-12-21T12:00", SECRETARY))
    secretary.follow("Прочитать и подписать")
    signs_first(secretary, "Подписать протокол").sees("Протокол подписан обоими")


def secretary_publishes(stage: Stage) -> None:
    secretary = to_minutes(stage.enter("2026-12-22T10:00", SECRETARY))
    secretary.follow("Посмотреть и опубликовать").sees("Как увидит посетитель", WRITTEN)
    secretary.press("Опубликовать").sees("Протокол опубликован")


def visitor_reads(stage: Stage) -> None:
    visitor = stage.enter("2026-12-22T11:00").open("/meetings/2026/5/")
    visitor.sees(ITEM, "18 из 25 членов с правом голоса", "за 9", "против 9")
    visitor.sees("решил голос председательствующего: принято", "Поручение № 5-2026/7.2", ADDRESSED)
    visitor.sees("Подписан 21 декабря 2026", "опубликован 22 декабря 2026")
    visitor.follow("Текст протокола").sees(WRITTEN, f"Причина: {LEFT_OUT}", TIE)
    visitor.open("/").sees("Заседание № 5-2026")
