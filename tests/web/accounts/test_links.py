"""Pages of one-time links, of one's own account, of the list of accounts, of languages."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event, select

from core.accounts.models import Account, OneTimeLink
from core.accounts.rules.links import LinkPurpose
from core.accounts.services import issue_link
from core.adapters.database import db
from core.kernel.viewers import Viewer
from tests.conftest import NOW, PASSWORD

NEW = "чайник гора сирень поезд"
OWN = "/desk/account/"
ACCOUNTS = "/desk/accounts/"
NOBODY = "00000000-0000-4000-8000-000000000000"  # fixed: parallel runs must collect the same


@pytest.fixture
def reset_link(make_account):
    account = make_account()
    return issue_link(account.id, LinkPurpose.PASSWORD_RESET, actor=Viewer(), now=NOW)


@pytest.fixture
def admin(make_account, enter):
    make_account("admin@example.org", name="Администратор", administrator=True)
    return enter("admin@example.org")


def test_a_link_sets_the_password_and_signs_in(client, reset_link):
    page = client.get(f"/link/{reset_link}")
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert 'autocomplete="new-password"' in page.text
    assert "e@example.org" in page.text

    response = client.submit(f"/link/{reset_link}", {"new_password": NEW})

    assert (response.status_code, response.location) == (303, "/desk/")
    assert client.get(OWN).status_code == 200


def test_looking_at_a_link_does_not_use_it_up(client, reset_link):
    for _ in range(3):
        assert client.get(f"/link/{reset_link}").status_code == 200
    assert client.head(f"/link/{reset_link}").status_code == 200


def test_a_used_link_is_gone(app, client, reset_link):
    other = app.test_client()
    token = other.token(f"/link/{reset_link}")
    client.submit(f"/link/{reset_link}", {"new_password": NEW})

    page = client.get(f"/link/{reset_link}")
    again = other.post(f"/link/{reset_link}", data={"csrf_token": token, "new_password": NEW})

    assert (page.status_code, again.status_code) == (410, 410)
    assert "По ней уже задали пароль" in page.text
    assert other.get(OWN).status_code == 302


def test_an_expired_link_is_gone(client, reset_link, stopped_clock):
    token = client.token(f"/link/{reset_link}")
    stopped_clock.stopped_at = NOW + timedelta(hours=24)

    page = client.post(f"/link/{reset_link}", data={"csrf_token": token, "new_password": NEW})

    assert page.status_code == 410
    assert "срок истёк" in page.text


@pytest.mark.parametrize("token", ("x", "a" * 43, "a" * 5000, "%00", "../etc/passwd", "<script>"))
def test_an_unknown_link_is_not_found(client, token):
    assert client.get(f"/link/{token}").status_code in (404, 400)


def test_a_link_needs_the_forgery_token(session, client, reset_link):
    assert client.post(f"/link/{reset_link}", data={"new_password": NEW}).status_code == 400
    assert session.scalar(select(OneTimeLink.used_at)) is None


@pytest.mark.parametrize(
    ("password", "message"),
    (
        ("", "Введите новый пароль."),
        ("коротко", "Введите не меньше 15 знаков"),
        ("я" * 257, "Введите не больше 256 знаков"),
        ("Рябинина Елена 123456", "легко угадать"),
    ),
)
def test_a_bad_password_is_explained_beside_the_field(client, reset_link, password, message):
    page = client.submit(f"/link/{reset_link}", {"new_password": password})
    assert page.status_code == 422
    assert page.text.count(message) == 2  # in the summary and beside the field
    assert f'value="{password or "-"}"' not in page.text


def test_changing_the_password_signs_out_the_others(make_account, enter):
    make_account()
    client, other = enter(), enter()
    data = {"current_password": PASSWORD, "new_password": NEW}

    response = client.submit(f"{OWN}password", data)

    assert (response.status_code, response.location) == (303, OWN)
    assert "Пароль изменён" in client.get(OWN).text
    assert other.get(OWN).status_code == 302
    assert enter(password=PASSWORD).answer.status_code == 422
    assert enter(password=NEW).answer.status_code == 303


@pytest.mark.parametrize(
    ("data", "field"),
    (
        ({"current_password": "wrong", "new_password": NEW}, "current_password-error"),
        ({"current_password": PASSWORD, "new_password": "short"}, "new_password-error"),
        ({"current_password": "", "new_password": NEW}, "current_password-error"),
    ),
)
def test_a_refused_change_of_password_names_the_field(make_account, enter, data, field):
    make_account()
    page = enter().submit(f"{OWN}password", data)
    assert page.status_code == 422
    assert f'id="{field}"' in page.text


def test_the_own_page_lists_browsers_and_ends_one(make_account, enter):
    make_account()
    client, other = enter(), enter()
    page = client.get(OWN).text
    assert page.count("этот браузер") == 1
    ends = re.findall(r'action="(/desk/account/sessions/[0-9a-f-]{36}/end)"', page)
    assert len(ends) == 1

    response = client.post(ends[0], data={"csrf_token": client.token(OWN)})

    assert response.status_code == 303
    assert other.get(OWN).status_code == 302
    assert client.get(OWN).status_code == 200


def test_the_sessions_of_others_are_not_found(make_account, enter):
    make_account()
    make_account("o@example.org")
    mine, _second = enter(), enter()
    ends = re.findall(r'action="(/desk/account/sessions/[^"]+/end)"', mine.get(OWN).text)
    stranger = enter("o@example.org")
    token = stranger.token(OWN)

    there = stranger.post(ends[0], data={"csrf_token": token})
    nowhere = stranger.post(f"/desk/account/sessions/{uuid4()}/end", data={"csrf_token": token})

    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert len(there.text) == len(nowhere.text)


def test_all_other_browsers_are_ended_at_once(make_account, enter):
    make_account()
    client, *others = enter(), enter(), enter()
    response = client.submit(OWN, {}, to=f"{OWN}sessions/end-others")
    assert response.status_code == 303
    assert [other.get(OWN).status_code for other in others] == [302, 302]
    assert client.get(OWN).status_code == 200


def test_a_disabled_account_is_signed_out_at_once(make_account, enter, admin):
    account = make_account()
    client = enter()
    response = admin.submit(f"{ACCOUNTS}{account.id}/", {}, to=f"{ACCOUNTS}{account.id}/disable")
    assert response.status_code == 303
    assert client.get(OWN).status_code == 302
    page = admin.get(f"{ACCOUNTS}{account.id}/").text
    assert "отключена" in page
    admin.submit(f"{ACCOUNTS}{account.id}/", {}, to=f"{ACCOUNTS}{account.id}/enable")
    assert client.get(OWN).status_code == 302
    assert enter().answer.status_code == 303


def test_an_administrator_invites_and_the_link_is_shown_once(admin, client):
    page = admin.submit(f"{ACCOUNTS}new", {"name": "Новый Человек", "email": "n@example.org"})

    assert page.status_code == 200
    url = re.search(r'data-copy="([^"]+)"', page.text)[1]
    assert url.startswith("http://localhost/link/")
    path = url.removeprefix("http://localhost")
    assert client.submit(path, {"new_password": NEW}).status_code == 303
    account = admin.get(f"{ACCOUNTS}?q=n@example")
    assert "Новый Человек" in account.text
    assert path not in account.text


@pytest.mark.parametrize(
    ("data", "message"),
    (
        ({"name": "", "email": "n@example.org"}, "Введите имя."),
        ({"name": "Новый", "email": "nobody"}, "в виде name@example.org"),
        ({"name": "Новый", "email": "admin@example.org"}, "уже кто-то входит"),
        ({"name": "Новый\x01", "email": "n@example.org"}, "в одну строку"),
        ({"name": "я" * 201, "email": "n@example.org"}, "не больше 200 знаков"),
    ),
)
def test_an_unfit_invitation_is_explained_and_kept(session, admin, data, message):
    page = admin.submit(f"{ACCOUNTS}new", data)
    assert page.status_code == 422
    assert message in page.text
    assert data["email"] in page.text
    assert session.query(Account).count() == 1


def test_a_new_link_comes_from_the_configured_address(make_account, admin):
    account = make_account()
    page = admin.submit(
        f"{ACCOUNTS}{account.id}/",
        {},
        to=f"{ACCOUNTS}{account.id}/link",
        headers={"X-Forwarded-Host": "evil.example"},
    )
    assert "http://localhost/link/" in page.text
    assert "evil.example" not in page.text


def test_hostile_names_are_shown_literally(make_account, admin):
    account = make_account(name="<img src=x onerror=alert(1)>")
    for path in (ACCOUNTS, f"{ACCOUNTS}{account.id}/"):
        assert "<img src=x" not in admin.get(path).text
        assert "&lt;img src=x" in admin.get(path).text


def test_the_own_account_cannot_be_disabled_and_the_page_says_why(session, admin):
    account_id = session.scalar(select(Account.id))
    page = f"{ACCOUNTS}{account_id}/"
    assert "отключить нельзя" in admin.get(page).text
    response = admin.submit(page, {}, to=f"{page}disable")
    assert response.status_code == 409
    assert session.get(Account, account_id).disabled_at is None


def test_an_action_that_does_not_suit_the_state_is_refused(make_account, admin):
    account = make_account()
    page = f"{ACCOUNTS}{account.id}/"
    assert admin.submit(page, {}, to=f"{page}enable").status_code == 409


@pytest.mark.parametrize(
    ("method", "path"),
    (
        ("get", ACCOUNTS),
        ("get", f"{ACCOUNTS}new"),
        ("post", f"{ACCOUNTS}new"),
        ("get", f"{ACCOUNTS}{NOBODY}/"),
        ("post", f"{ACCOUNTS}{NOBODY}/link"),
        ("post", f"{ACCOUNTS}{NOBODY}/disable"),
        ("post", f"{ACCOUNTS}{NOBODY}/enable"),
    ),
)
def test_accounts_are_kept_by_administrators_only(make_account, client, enter, method, path):
    make_account()
    member = enter()
    data = {"csrf_token": member.token(f"{OWN}password")}
    assert getattr(member, method)(path, data=data).status_code == 403
    data = {"csrf_token": client.token("/sign-in")}
    asked = {"get": 302, "post": 401}[method]
    assert getattr(client, method)(path, data=data).status_code == asked


@pytest.mark.parametrize(
    "query",
    (
        "page=2",
        "page=0",
        "page=x",
        "page=99999999999999999999",
        "q=%00",
        "q=' OR 1=1",
        "page=1&q=" + "a" * 300,
    ),
)
def test_odd_questions_to_the_list_are_answered(admin, query):
    assert admin.get(f"{ACCOUNTS}?{query}").status_code in (200, 400)


def test_the_list_needs_the_same_statements_for_one_and_for_many(session, make_account, admin):
    def statements():
        seen = []

        def note(_connection, _cursor, statement, *_):
            seen.append(statement)

        engine = db.engine.engine
        event.listen(engine, "before_cursor_execute", note)
        admin.get(ACCOUNTS)
        event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    one = statements()
    for number in range(3):
        make_account(f"a{number}@example.org")
    assert statements() == one


def test_the_language_is_kept_and_people_stay_where_they_were(client):
    response = client.get("/language/en?next=/sign-in")
    assert (response.status_code, response.location) == (303, "/sign-in")
    assert "<h1>Sign in</h1>" in client.get("/sign-in").text
    client.get("/language/ru")
    assert "<h1>Войти</h1>" in client.get("/sign-in").text


def test_a_language_changes_by_post_too(client):
    data = {"csrf_token": client.token("/sign-in"), "next": "/sign-in"}
    assert client.post("/language/en", data=data).location == "/sign-in"


@pytest.mark.parametrize("asked", ("//evil.example", "https://evil.example", "/sign-out"))
def test_the_choice_of_a_language_leads_nowhere_else(client, asked):
    assert client.get("/language/en", query_string={"next": asked}).location == "/"


def test_an_unknown_language_is_not_found(client):
    assert client.get("/language/de").status_code == 404


def test_an_administrator_is_made_on_the_command_line(app, session, client):
    runner = app.test_cli_runner()
    made = runner.invoke(args=["create-administrator", "Root@example.org", "Администратор"])
    assert made.exit_code == 0
    assert made.output.startswith("http://localhost/link/")
    path = made.output.strip().removeprefix("http://localhost")
    assert client.submit(path, {"new_password": NEW}).status_code == 303
    assert client.get(ACCOUNTS).status_code == 200

    again = runner.invoke(args=["create-administrator", "root@example.org", "Другой"])
    assert (again.exit_code, "уже кто-то входит" in again.output) == (1, True)


def test_a_link_for_who_is_locked_out_is_made_on_the_command_line(app, make_account, client):
    make_account()
    runner = app.test_cli_runner()
    made = runner.invoke(args=["make-link", "E@example.org"])
    path = made.output.strip().removeprefix("http://localhost")
    assert client.submit(path, {"new_password": NEW}).status_code == 303
    assert runner.invoke(args=["make-link", "nobody@example.org"]).exit_code == 1
    assert runner.invoke(args=["make-link", "nobody"]).exit_code == 1
