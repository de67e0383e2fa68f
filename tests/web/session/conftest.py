"""A session and the secretary's browser."""

import re
from datetime import timedelta
from html import unescape

import pytest

from core.adapters.clock import clock


@pytest.fixture
def secretary(sign_in, council):
    return sign_in(council.secretary)


@pytest.fixture
def post(secretary):
    """Post a form of the secretary's with the token of some page that has one."""

    def posted(path, **data):
        token = secretary.token("/desk/account/")
        return secretary.post(path, data={"csrf_token": token, **data})

    return posted


@pytest.fixture
def later(sessions, sign_in):
    """The browser of somebody some days later, signed in anew."""

    def moved(who, days):
        clock.stopped_at = sessions.build.now = sessions.now + timedelta(days=days)
        return sign_in(who)

    return moved


def hall(meeting):
    return f"/desk/meetings/{meeting.id}/session/"


def at(meeting, item):
    return f"{hall(meeting)}items/{item.id}/"


def fields(page, pattern):
    """Values of the fields of a page whose names match."""
    found = re.findall(rf'name="({pattern})"[^>]*value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def said(response):
    """The page as people read it: with common spaces."""
    return response.text.replace("\u00a0", " ")


def errors(response):
    """The messages of the error summary."""
    summary = re.search(r"data-errors>(.*?)</div>", said(response), re.DOTALL)
    return re.findall(r"<li>(?:<a [^>]*>)?([^<]+)", summary[1]) if summary else []
