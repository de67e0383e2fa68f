"""Signing for the first time: the agreement comes first, once, and what was typed stays."""

from playwright.sync_api import expect

from tests.journeys.people import PASSWORD, Person

AGREEMENT = "Соглашение о простой электронной подписи"


def accepts(person: Person) -> Person:
    """On the page of the agreement, and back to what was about to be signed."""
    expect(person.page.get_by_role("heading", name=AGREEMENT, level=1)).to_be_visible()
    person.sees("Вы подписываете впервые", "Введённое сохранено")
    person.pick("Соглашение прочитано").fill("Ваш пароль", PASSWORD)
    person.press("Принять соглашение").sees("Соглашение принято", "Пока ничего не подписано")
    return person.press("Вернуться и подписать")


def signs(person: Person, button: str) -> Person:
    return person.fill("Ваш пароль", PASSWORD).press(button)


def signs_first(person: Person, button: str) -> Person:
    """Signs with the password; the agreement stands in the way this once."""
    person.sees("Это ваша первая подпись").press("Перейти к соглашению")
    return accepts(person).fill("Ваш пароль", PASSWORD).press(button)
