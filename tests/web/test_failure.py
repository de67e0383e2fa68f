"""Whatever goes wrong, people get a page of the site that says what to do and whom to ask.

U31 of docs/accessibility.md.
"""

import re
import sqlite3

import pytest
from lxml import html
from sqlalchemy.exc import OperationalError, ProgrammingError
from werkzeug.exceptions import (
    BadRequest,
    Forbidden,
    Gone,
    MethodNotAllowed,
    NotFound,
    RequestEntityTooLarge,
    UnprocessableEntity,
)

from core import pages
from core.accounts.views.refusals import TooBusy
from core.kernel.display import SPECIAL
from core.kernel.errors import Refusal, Refused
from core.limits import TooOften
from tests.architecture.test_words import ASKS
from tests.construction import faults_of, words_of

FULL = sqlite3.OperationalError("database or disk is full")
FULL.sqlite_errorcode = sqlite3.SQLITE_FULL
RAISED = (
    (400, BadRequest()),
    (403, Forbidden()),
    (404, NotFound()),
    (405, MethodNotAllowed()),
    (409, Refused(Refusal("no", "No."))),
    (410, Gone()),
    (413, RequestEntityTooLarge()),
    (422, UnprocessableEntity()),
    (429, TooOften(60)),
    (500, RuntimeError("no connection to db.example")),
    (503, TooBusy()),
    (503, OperationalError("SELECT", {}, sqlite3.OperationalError("unable to open"))),
    (507, OperationalError("INSERT", {}, FULL)),
)


@pytest.fixture
def failing(app, client, monkeypatch):
    """`failing(error)` -> the answer of a page that raises it, after one that was well."""

    def ask(error):
        def fail():
            raise error

        with monkeypatch.context() as wrong:
            client.get("/")
            wrong.setattr(app, "testing", False)
            wrong.setitem(app.view_functions, "portal.home", fail)
            return client.get("/")

    return ask


@pytest.mark.parametrize(("status", "error"), RAISED, ids=lambda each: str(each)[:24])
def test_u31_an_error_page_says_in_russian_what_to_do_and_whom_to_ask(
    failing, client, council, status, error
):
    answer = failing(error)
    page = html.document_fromstring(answer.text)
    main, heading = words_of(page.find(".//main")), words_of(page.find(".//h1"))
    number = answer.headers["X-Request-ID"]

    assert answer.status_code == status
    assert faults_of(answer.text) == []  # one h1, the switch, whom to ask in the foot
    assert re.fullmatch(r"[А-ЯЁа-яё«»,; –-]+", heading)
    assert ASKS.search(main.removeprefix(heading))
    assert f"Номер обращения: {number}" in main
    assert "sovet@example.org" in main
    assert "sovet@example.org" in words_of(page.find(".//footer"))
    assert page.xpath("//header//a[@class='brand' and @href='/']")
    assert str(status) not in re.sub(number, "", page.text_content())

    client.set_cookie("display", SPECIAL.written)
    assert "display-size-large" in failing(error).text.split("<head")[0]
    client.set_cookie("language", "en")
    assert 'lang="en"' in failing(error).text.split("<head")[0]


@pytest.fixture
def broken(app, client, council, monkeypatch):
    """A statement that fails on every page, in an application that is not under test."""

    def fail():
        raise ProgrammingError("SELECT", {}, Exception("no connection"))

    client.get("/")
    monkeypatch.setattr(pages, "region", fail)
    monkeypatch.setattr(app, "testing", False)
    return client


def test_a_failure_of_all_that_pages_share_is_still_told_on_a_page(broken):
    answer = broken.get("/sign-in")

    assert answer.status_code == 500
    assert "<h1>У нас что-то сломалось</h1>" in answer.text
    assert "no connection" not in answer.text
    assert "sovet@example.org" in answer.text  # remembered
    assert answer.headers["X-Request-ID"] in answer.text
    assert faults_of(answer.text) == []


def test_before_anything_was_ever_shown_a_failure_is_told_without_the_names(app, broken):
    app.extensions.pop(pages.LAST_KNOWN)
    text = broken.get("/sign-in").text

    assert "<h1>У нас что-то сломалось</h1>" in text
    assert faults_of(text) == ["nobody to ask in the foot"]
