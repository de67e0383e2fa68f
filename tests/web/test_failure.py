"""Whatever breaks, people get a page that says so."""

import pytest
from sqlalchemy.exc import ProgrammingError

from core import pages


@pytest.fixture
def broken(app, client, monkeypatch):
    """A statement that fails on every page, in an application that is not under test."""

    def fail():
        raise ProgrammingError("SELECT", {}, Exception("no connection"))

    monkeypatch.setattr(pages, "region", fail)
    monkeypatch.setattr(app, "testing", False)
    return client


def test_a_failure_of_all_that_pages_share_is_still_told_on_a_page(broken):
    answer = broken.get("/sign-in")

    assert answer.status_code == 500
    assert "<h1>У нас что-то сломалось</h1>" in answer.text
    assert "no connection" not in answer.text
