"""Two secretaries edit one part of the minutes at a time: nothing that either wrote is lost."""

from datetime import date

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from core.adapters.database import db
from council.membership.models import Appointment, Person
from council.membership.rules import Office
from tests.journeys import people
from tests.journeys.steps.stage import REPORTER, SECRETARY

PART = "Вопрос 1"
FIRST = "Рябинина Е.П. доложила об итогах. Уточнено первым секретарём: исполнено 31 поручение."
SECOND = "Рябинина Е.П. доложила об итогах. <script>alert('второй')</script> & приложены таблицы."
MERGED = f"{FIRST}\n\n{SECOND}"


@pytest.fixture
def second_secretary(site):
    """A replacement whose term overlaps: such as an imported council may have."""
    _base, app = site
    with app.app_context():
        person = db.session.scalar(select(Person).where(Person.email == REPORTER))
        own = db.session.scalar(select(Appointment).where(Appointment.office == Office.SECRETARY))
        db.session.add(
            Appointment(
                body_id=own.body_id,
                person_id=person.id,
                office=Office.SECRETARY,
                held_from=date(2026, 11, 1),
                basis="поручение председателя",
            )
        )
        db.session.commit()
    return REPORTER


@pytest.fixture
def part(visit):
    """The address of a part under correction: its minutes were signed, so a new edition begins."""
    secretary = visit(SECRETARY).follow("Заседания").follow("Протоколы").follow("Протокол № 4")
    secretary.follow("Исправить опечатку").fill("Что и почему исправляется", "Уточнены итоги.")
    secretary.press("Начать исправление")
    secretary.page.locator(".minutes-part", has_text="СЛУШАЛИ").first.get_by_role(
        "link", name="Изменить"
    ).click()
    return secretary.arrived().path


def write(person: people.Person, text: str) -> people.Person:
    person.fill("Текст части", text)
    return person


def conflict(person: people.Person) -> people.Person:
    """Saving is answered by 409 with both texts."""
    with person.page.expect_response(lambda answer: answer.request.method == "POST") as found:
        person.press("Сохранить часть")
    assert found.value.status == 409
    return person


def test_two_secretaries_edit_one_part_and_the_second_merges(visit, part, second_secretary):
    first, second, third = (visit(each) for each in (SECRETARY, second_secretary, SECRETARY))
    for person, text in ((first, FIRST), (second, SECOND), (third, "Третий текст.")):
        write(person.open(part), text)
    first.press("Сохранить часть").sees("Часть сохранена", "исполнено 31 поручение")

    conflict(second).sees("Эту часть тем временем изменили", "Кузнечихина М.О.")
    expect(second.page.locator(".texts pre").nth(0)).to_have_text(SECOND)
    expect(second.page.locator(".texts pre").nth(1)).to_have_text(FIRST)
    expect(second.page.locator(".difference ins").first).to_be_visible()
    expect(second.page.locator(".difference del").first).to_be_visible()
    assert second.page.locator("main script").count() == 0
    assert "&lt;script&gt;" in second.page.content()

    second.fill("Текст для сохранения", MERGED).press("Сохранить этот текст")
    second.sees("Часть сохранена", *MERGED.split("\n\n"))

    conflict(third).sees("Третий текст.", *MERGED.split("\n\n"))
    third.press("Оставить сохранённый").sees(*MERGED.split("\n\n"))
    third.does_not_see("Третий текст.")
    expect(first.open(part).page.get_by_label("Текст части")).to_have_value(MERGED)


def test_mine_unchanged_is_saved_word_for_word(visit, part, second_secretary):
    first, second = visit(SECRETARY), visit(second_secretary)
    for person, text in ((first, FIRST), (second, SECOND)):
        write(person.open(part), text)
    first.press("Сохранить часть")
    conflict(second).fill("Текст для сохранения", "недописано").press("Сохранить мой без изменений")
    second.sees(SECOND).does_not_see("недописано", FIRST)
