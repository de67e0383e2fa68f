"""A new password by letter and a new e-mail: one answer for every address; the owner is told."""

import re
from statistics import median
from time import perf_counter

import pytest
from sqlalchemy import select

from core.accounts.models import OneTimeLink, ResetRequest
from core.accounts.services import resetting
from core.accounts.services.resetting import answer_resets
from core.letters.models import OutgoingLetter
from tests.conftest import NOW, PASSWORD
from tests.second_factors import code_at, demanded, protect
from tests.statements import counted_statements


@pytest.fixture(autouse=True)
def on(app):
    """Letters go out; the demonstration keeps them to be looked at."""
    with demanded(app, demo=True) as settings:
        yield settings


@pytest.fixture(autouse=True)
def any_pace(monkeypatch):
    monkeypatch.setattr("core.accounts.views.resetting.count", lambda _rate: None)


def ask(client, email):
    answer = client.submit("/reset", {"email": email})
    return client.get(answer.location) if answer.status_code == 303 else answer


def plain(answer):
    return re.sub(r'value="[^"]{40,}"', "", answer.text)


def test_a_known_and_an_unknown_address_get_the_same_page(app, make_account, session):
    make_account()
    known, unknown = (ask(app.test_client(), e) for e in ("e@example.org", "x@example.org"))
    assert known.status_code == unknown.status_code == 200
    assert plain(known) == plain(unknown)
    assert "письмо со ссылкой придёт" in known.text
    assert len(session.scalars(select(ResetRequest.email)).all()) == 2


def test_a_known_and_an_unknown_address_cost_the_same(app, make_account):
    """A29: the very same statements, and much the same time: the row is looked at later."""
    make_account()
    seconds, statements = {}, {}
    for email in ("e@example.org", "x@example.org"):
        with counted_statements() as found:
            resetting.ask_reset(email, now=NOW)
        statements[email] = [str(each).split()[:3] for each in found]
    for email in ("e@example.org", "x@example.org") * 25:
        start = perf_counter()
        resetting.ask_reset(email, now=NOW)
        seconds.setdefault(email, []).append(perf_counter() - start)
    known, unknown = statements.values()
    assert known == unknown
    slow, fast = sorted(map(median, seconds.values()), reverse=True)
    assert slow - fast < max(0.2 * slow, 0.005)


def test_the_letter_leads_to_a_new_password_and_stops_at_the_second_factor(
    app, build, make_account, session
):
    account = make_account()
    protect(build, account.id)
    client = app.test_client()
    ask(client, "e@example.org")
    answer_resets(NOW)
    letter = session.scalars(select(OutgoingLetter).filter_by(kind="account.password_reset")).one()
    path = re.search(r"/link/[\w-]+", str(letter.body))[0]
    answer = client.submit(path, {"new_password": "сирень вагон чайник облако"})
    assert "Второй шаг входа" in answer.text
    assert client.get("/desk/").status_code == 302
    done = client.submit("/sign-in/factor", {"factor_code": code_at(NOW)})
    assert done.status_code == 303
    assert client.get("/desk/account/").status_code == 200
    assert client.get(path).status_code == 410


@pytest.mark.parametrize("email", ("", "x" * 300))
def test_what_is_no_address_is_told_beside_the_field(app, session, email):
    assert ask(app.test_client(), email).status_code == 422
    assert session.scalar(select(ResetRequest.id)) is None


def test_without_letters_the_page_leads_to_the_secretary(app, session, on):
    object.__setattr__(app.config["SETTINGS"], "demo", False)
    page = app.test_client().get("/reset").text
    assert "не отправляет писем" in page
    assert session.scalar(select(OneTimeLink.id)) is None


def test_the_e_mail_is_changed_by_password_and_factor_and_confirmed_by_the_letter(
    app, build, make_account, enter, session
):
    account = make_account()
    client = enter()
    protect(build, account.id)
    data = {"email": "new@example.org", "confirmation": PASSWORD}
    assert client.submit("/desk/account/email", data).status_code == 422
    asked = client.submit("/desk/account/email", {**data, "factor_code": code_at(NOW)})
    assert asked.status_code == 303
    letter = session.scalars(select(OutgoingLetter).filter_by(kind="account.email")).one()
    path = re.search(r"/email/[\w-]+", str(letter.body))[0]
    stranger = app.test_client()
    assert "new@example.org" in stranger.get(path).text
    assert account.email == "e@example.org"
    assert stranger.submit(path, {}).status_code == 303
    assert account.email == "new@example.org"
    assert client.get("/desk/account/").status_code == 302
    assert stranger.get(path).status_code == 410


@pytest.mark.parametrize(
    ("changed", "told"),
    (
        ({"confirmation": "wrong"}, "Пароль указан неверно"),
        ({"email": "no address"}, "адрес электронной почты"),
        ({"email": "taken@example.org"}, "уже кто-то входит"),
    ),
)
def test_a_slip_changes_no_e_mail(make_account, enter, session, changed, told):
    account = make_account()
    make_account("taken@example.org")
    data = {"email": "new@example.org", "confirmation": PASSWORD, **changed}
    answer = enter().submit("/desk/account/email", data)
    assert answer.status_code == 422
    assert told in answer.text
    session.refresh(account)
    assert account.email == "e@example.org"
