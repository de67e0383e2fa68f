"""Guests who apply for the last seat at the same moment: one gets it, nobody gets it twice."""

import re
from functools import partial
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest

from tests.journeys.people import Person
from tests.journeys.steps.stage import SECRETARY
from tests.races import together

MEETING = "/meetings/2026/5/"
APPLY = f"{MEETING}apply/"
APPLIED = "Ваша заявка у нас"
SEATED = "Место за вами закреплено"
WAITING = "Все места заняты. Ваше место в листе ожидания: "
PERSONAL = re.compile(r"/meetings/visit/[\w-]{43}/")
SOON = 400  # milliseconds until both browsers send
SEND = "([form, delay]) => { setTimeout(() => form.requestSubmit(), delay); }"


@pytest.fixture
def one_seat(visit):
    """Three seats: one was given, one goes to the guest who waits, one is left."""
    secretary = (
        visit(SECRETARY).follow("Заседания").follow("Заседание № 5").follow("Заявки посетителей")
    )
    secretary.fill("Места для посетителей", "3").press("Изменить число").sees("2 из 3")
    return secretary


def filled_in(visitor: Person, name: str, email: str) -> Person:
    visitor.open(MEETING).follow("Подать заявку").sees("Осталось 1 место")
    visitor.fill("Фамилия, имя, отчество", name).fill("Электронная почта", email)
    return visitor.pick("Даю согласие на обработку")


def send_at_once(*visitors: Person) -> list[str]:
    """Every browser sends its form at the same moment; the personal pages that they are shown."""
    for visitor in visitors:
        form = visitor.page.locator(f"form[action='{APPLY}']").element_handle()
        visitor.page.evaluate(SEND, [form, SOON])
    for visitor in visitors:
        visitor.page.wait_for_url("**/apply/done")
        visitor.arrived().sees(APPLIED)
    return [PERSONAL.search(visitor.page.content())[0] for visitor in visitors]


def test_two_guests_in_two_browsers_want_the_last_seat(visit, one_seat):
    guests = [
        filled_in(visit(), "Мороз Никита Ильич", "moroz@example.org"),
        filled_in(visit(), "Аистова Полина Геннадьевна", "aistova@example.org"),
    ]
    for guest, page in zip(guests, send_at_once(*guests), strict=True):
        guest.open(page)
    guests.sort(key=lambda guest: SEATED not in guest.page.content())
    first, second = guests
    first.sees(SEATED)
    second.does_not_see(SEATED).sees(f"{WAITING}1")
    one_seat.open(one_seat.path).sees("3 из 3")
    visit().open(APPLY).sees("Все места заняты")
    first.follow("Я не приду").press("Отозвать заявку").sees("Вы отозвали заявку")
    second.open(second.path).sees(SEATED).does_not_see(WAITING)
    one_seat.open(one_seat.path).sees("3 из 3", "место закреплено", "отозвана")


def test_the_same_guest_sends_twice_at_once_from_two_browsers(visit, one_seat, site):
    base, _app = site
    guests = [filled_in(visit(), "Мороз Никита Ильич", "moroz@example.org") for _ in range(2)]
    pages = send_at_once(*guests)
    statuses = [guests[0].page.request.get(base + page).status for page in pages]
    assert sorted(statuses) == [200, 404]  # one application, opened by its own address alone
    guests[0].open(pages[statuses.index(200)]).sees(SEATED)
    one_seat.open(one_seat.path).sees("3 из 3")
    assert one_seat.page.locator("#applications tbody tr").count() == 3


class Browser:
    """A visitor without a browser window: keeps cookies, sends the form as it was shown."""

    def __init__(self, base: str, email: str) -> None:
        self.base, self.email, self.page = base, email, ""
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def read(self, path: str, data: dict[str, str] | None = None) -> str:
        sent = urlencode(data).encode() if data else None
        with self.opener.open(self.base + path, sent, timeout=30) as answer:
            return answer.read().decode()

    def apply(self, form: str) -> None:
        names = ("csrf_token", "token", "consent_version")
        values = {name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', form)[1] for name in names}
        values |= {"full_name": "Мороз Никита Ильич", "email": self.email, "consent": "y"}
        self.page = PERSONAL.search(self.read(APPLY, values))[0]


def test_four_guests_send_twice_each_at_once_and_one_has_the_seat(visit, one_seat, site):
    base, _app = site
    guests = [Browser(base, f"guest{number % 4}@example.org") for number in range(8)]
    forms = [guest.read(APPLY) for guest in guests]
    failed = [*filter(None, together(*map(partial, (g.apply for g in guests), forms)))]
    assert not failed
    ask = visit().page.request
    answers = [ask.get(base + guest.page).text() for guest in guests]
    assert sum(SEATED in answer for answer in answers) == 1
    places = sorted(found[1] for a in answers if (found := re.search(rf"{WAITING}(\d)", a)))
    assert places == list("123")
    one_seat.open(one_seat.path).sees("3 из 3")
