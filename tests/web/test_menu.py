"""The menu of the working pages: seven names at most, the pages of a section in a row below."""

import re

import pytest

OFFICES = ("chair", "deputy", "secretary", "coordinator", "member")
MENU = re.compile(r'<nav class="nav".*?</nav>', re.DOTALL)
BELOW = re.compile(r'<nav class="section-nav" aria-label="([^"]+)".*?</nav>', re.DOTALL)
LINK = re.compile(r'<li><a href="([^"]+)"(?: aria-current="(\w+)")?>([^<]+)</a>')


def names(navigation: str) -> list[str]:
    return [name for _url, _mark, name in LINK.findall(navigation)]


@pytest.fixture
def page_of(council, sign_in):
    """The page at an address, as the holder of an office sees it."""
    return lambda office, url: sign_in(getattr(council, office)).get(url).text


@pytest.mark.parametrize("office", OFFICES)
def test_the_menu_has_room_for_everybody(page_of, office):
    menu = names(MENU.search(page_of(office, "/desk/"))[0])
    assert menu[0] == "Мой день"
    assert len(menu) <= 7
    assert (
        len("".join(menu)) < 64
    )  # else it leaves the row of the name; see templates/layout/desk.html


def test_a_section_leads_to_its_first_page_and_shows_the_others(page_of):
    page = page_of("coordinator", "/desk/companies/")
    assert LINK.findall(MENU.search(page)[0])[-2] == ("/desk/plan/", "true", "Мероприятия")
    below = BELOW.search(page)
    assert below[1] == "Раздел «Мероприятия»"
    shown = names(below[0])
    assert shown[:3] == ["План мероприятий", "Мероприятия", "Набор участников"]
    assert "Компании" in shown
    assert [name for _, mark, name in LINK.findall(below[0]) if mark == "page"] == ["Компании"]


def test_a_section_of_one_page_is_that_page(page_of):
    page = page_of("coordinator", "/desk/")
    assert "Управление" not in names(MENU.search(page)[0])
    assert not BELOW.search(page)


def test_a_page_outside_the_menu_marks_nothing(page_of):
    assert 'aria-current="' not in MENU.search(page_of("secretary", "/desk/account/"))[0]


def test_nobody_is_led_where_they_may_not_go(page_of, council, sign_in):
    page = page_of("member", "/desk/")
    visitor = sign_in(council.member)
    for url, _mark, _name in LINK.findall(MENU.search(page)[0]):
        assert visitor.get(url).status_code == 200, url
