"""An open meeting, and a visitor's browser that fills in the form."""

import re

import pytest

TYPED = {
    "full_name": "Мороз  Никита Ильич",
    "organisation": "ООО «Северный путь»",
    "email": "Moroz@Example.org",
    "consent": "y",
}


@pytest.fixture
def meeting(public):
    return public.open_meeting(1)


def hidden(text, name):
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', text)[1]


@pytest.fixture
def apply(app, meeting):
    """`apply(email=…)` from a browser of its own: its answer and the browser."""

    def sent(browser=None, **typed):
        browser = browser or app.test_client()
        path = f"/meetings/2026/{meeting.number}/apply/"
        text = browser.get(path).text
        given = {name: hidden(text, name) for name in ("csrf_token", "token", "consent_version")}
        values = {
            key: value for key, value in {**given, **TYPED, **typed}.items() if value is not None
        }
        return browser.post(path, data=values), browser

    return sent


def link_in(text):
    return re.search(r"/meetings/visit/[\w-]{43}/", text)[0]
