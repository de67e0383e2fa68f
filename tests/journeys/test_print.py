"""Pages on paper: no menu, no buttons, addresses of links, numbers of pages, whole rows."""

import os
import re
import subprocess

import pytest

pytestmark = pytest.mark.skipif(os.environ.get("WALK") != "1", reason="part of make walk")
PAGES = {
    "meeting": "/meetings/2026/4/",
    "minutes": "/meetings/2026/4/minutes/",
    "assignments": "/assignments/",
    "plan": "/plan/",
    "council": "/council/",
}
NOT_ON_PAPER = ("Главная", "Войти", "English", "Найти", "Версия для слабовидящих", "Скопировать")


OUTER = "https://example.org/far-away"
ADD_A_LINK = """url => document.querySelector('main').insertAdjacentHTML(
    'beforeend', `<p><a href="${url}">там</a></p>`)"""
# A row, or a line of a list, that a page break may cut in two.
CUT = """() => [...document.querySelectorAll('main tr, main .ledger > li')]
    .filter(each => getComputedStyle(each).breakInside !== 'avoid').length"""


def printed(page, path):
    page.pdf(path=path, prefer_css_page_size=True, tagged=True)
    command = ["pdftotext", "-layout", str(path), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_printed_without_what_only_a_screen_has(visit, tmp_path, name):
    visitor = visit().open(PAGES[name])
    heading = visitor.lines("h1")[0]
    visitor.page.evaluate(ADD_A_LINK, OUTER)
    visitor.page.emulate_media(media="print")
    assert visitor.page.evaluate(CUT) == 0
    pages = printed(visitor.page, tmp_path / f"{name}.pdf").split("\f")[:-1]
    text = " ".join(" ".join(pages).split())
    assert heading in text
    assert f"там ({OUTER})" in text
    assert [word for word in NOT_ON_PAPER if re.search(rf"\b{word}\b", text)] == []
    for number, page in enumerate(pages, 1):
        assert page.rstrip().endswith(f"{number}/{len(pages)}")
