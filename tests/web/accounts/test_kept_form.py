"""A form that arrives after the session has ended is not lost: it is sent on after signing in."""

import re
import time

import pytest
from werkzeug.datastructures import MultiDict

from core.accounts import kept as keeping
from core.accounts.kept import keep, kept
from tests.conftest import PASSWORD

PLACE = "/desk/accounts/new"
TYPED = {"name": "Новикова Анна <b>", "email": "a@example.org", "password": "secret word"}


def hidden_in(text):
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text)
    return dict(found)


@pytest.fixture
def stranded(client):
    """The answer to a form that was sent when nobody is signed in any more."""
    page = client.get("/sign-in")
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]
    return client.post(PLACE, data={**TYPED, "csrf_token": token})


def value_of(name, text):
    tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', text)[0]
    return re.search(r'value="([^"]*)"', tag)[1]


def test_the_sign_in_page_says_that_what_was_typed_is_kept(stranded):
    assert stranded.status_code == 401
    assert "Введённое сохранено" in stranded.text
    assert value_of("next", stranded.text) == PLACE
    assert "secret word" not in stranded.text


def test_after_signing_in_it_can_be_sent(make_account, client, stranded):
    make_account()
    data = {
        "email": "e@example.org",
        "password": PASSWORD,
        "next": PLACE,
        "kept": value_of("kept", stranded.text),
        "csrf_token": value_of("csrf_token", stranded.text),
    }

    page = client.post("/sign-in", data=data)

    assert page.status_code == 200
    assert f'action="{PLACE}"' in page.text
    assert "Рябинина Елена" in page.text
    shown = hidden_in(page.text)
    assert (shown["name"], shown["email"]) == ("Новикова Анна &lt;b&gt;", "a@example.org")
    assert "password" not in shown
    assert client.post(PLACE, data=shown).status_code == 403, "the token is that of the new session"


@pytest.mark.parametrize("text", ("", "forged", "W10.aaaa.bbbb"))
def test_what_this_site_did_not_sign_is_not_sent_on(make_account, client, text):
    make_account()
    data = {"email": "e@example.org", "password": PASSWORD, "next": PLACE, "kept": text}

    assert client.submit("/sign-in", data).status_code == 303


def test_a_form_comes_back_as_it_was_typed(app):
    with app.app_context():
        typed = MultiDict([("a", "один"), ("a", "два"), ("csrf_token", "x"), ("confirmation", "y")])

        assert kept(keep(typed.items(multi=True))) == (("a", "один"), ("a", "два"))
        assert kept(keep(())) == ()


def test_too_much_is_not_carried_along(app, monkeypatch):
    with app.app_context():
        monkeypatch.setattr(keeping, "LONGEST", 10)

        assert keep((("a", "текст"),)) == ""


def test_a_form_is_kept_for_an_hour(app, monkeypatch):
    with app.app_context():
        text = keep((("a", "один"),))
        signed_at = time.time()
        monkeypatch.setattr(time, "time", lambda: signed_at + keeping.SECONDS - 1)
        assert kept(text) == (("a", "один"),)
        monkeypatch.setattr(time, "time", lambda: signed_at + keeping.SECONDS + 2)
        assert kept(text) is None
