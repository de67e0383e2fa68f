"""The page for signing in, and each way in which it refuses."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from core.accounts.models import Session, SignInAttempt
from core.accounts.rules.sessions import SessionLife
from core.adapters.database import db
from core.adapters.passwords import TooBusy
from tests.conftest import NOW, PASSWORD

WRONG = "not this one, never at all"
OWN = "/desk/account/"


def without_token(text):
    text = re.sub(r'name="csrf_token" value="[^"]+"', "", text)
    return re.sub(r"[0-9a-f]{16}", "", text)


def test_the_right_password_opens_the_desk(make_account, enter):
    make_account()

    client = enter()

    assert (client.answer.status_code, client.answer.location) == (303, "/desk/")
    assert "Рябинина Елена" in client.get(OWN).text


def test_the_page_says_what_to_type_and_lets_browsers_help(client):
    page = client.get("/sign-in")

    assert page.status_code == 200
    assert 'autocomplete="username"' in page.text
    assert 'autocomplete="current-password"' in page.text
    assert 'type="email"' in page.text
    assert "onpaste" not in page.text
    assert "<h1>Войти</h1>" in page.text


def test_after_signing_in_people_go_on_to_the_page_they_wanted(make_account, client, enter):
    make_account()
    asked = client.get(OWN)
    assert asked.location == "/sign-in?next=%2Fdesk%2Faccount%2F"
    assert "чтобы открыть эту страницу" in client.get(asked.location).text

    response = client.submit(
        asked.location, {"email": "e@example.org", "password": PASSWORD, "next": OWN}
    )

    assert response.location == OWN


@pytest.mark.parametrize(
    "asked",
    ("//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)",
     "/sign-out", "/no/such/page"),
)  # fmt: skip
def test_foreign_and_unfit_addresses_are_not_gone_on_to(make_account, client, asked):
    make_account()
    data = {"email": "e@example.org", "password": PASSWORD, "next": asked}
    assert client.submit("/sign-in", data).location == "/desk/"
    assert client.get("/sign-in", query_string={"next": asked}).location == "/desk/"


def test_a_hostile_next_is_shown_literally(client):
    text = client.get("/sign-in", query_string={"next": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in text


def test_who_is_signed_in_already_is_sent_on(make_account, enter):
    make_account()
    response = enter().get("/sign-in?next=/desk/account/password")
    assert (response.status_code, response.location) == (303, "/desk/account/password")


def test_unknown_and_known_names_get_the_same_answer(session, make_account, client):
    make_account("known@example.org")
    make_account("fresh@example.org", password=None)
    make_account("ended@example.org").disabled_at = NOW
    session.commit()
    answers = [
        client.submit("/sign-in", {"email": f"{name}@example.org", "password": password})
        for name, password in (
            ("known", WRONG), ("other", WRONG), ("fresh", PASSWORD), ("ended", PASSWORD),
        )
    ]  # fmt: skip

    assert {answer.status_code for answer in answers} == {422}
    texts = {re.sub("known|other|fresh|ended", "-----", without_token(a.text)) for a in answers}
    assert len(texts) == 1
    assert "Адрес или пароль указан неверно" in texts.pop()


def test_a_refusal_keeps_the_mail_and_forgets_the_password(make_account, client):
    make_account()
    text = client.submit("/sign-in", {"email": "e@example.org", "password": WRONG}).text
    assert 'value="e@example.org"' in text
    assert WRONG not in text
    assert "<title>Ошибка:" in text


@pytest.mark.parametrize(
    ("data", "message"),
    (
        ({"email": "", "password": PASSWORD}, "Введите адрес электронной почты."),
        ({"email": "e@example.org", "password": ""}, "Введите пароль."),
        ({}, "Введите пароль."),
        ({"email": "e@example.org", "password": "a\x00b"}, "NUL"),
    ),
)
def test_what_is_missing_is_asked_for(client, data, message):
    response = client.submit("/sign-in", data)
    assert response.status_code == 422
    assert message in response.text


def test_without_the_forgery_token_nothing_happens(session, make_account, client):
    make_account()
    response = client.post("/sign-in", data={"email": "e@example.org", "password": PASSWORD})
    assert response.status_code == 400
    assert session.query(SignInAttempt).count() == 0


def test_the_token_of_another_browser_is_refused(app, make_account, client):
    make_account()
    client.get("/sign-in")
    foreign = app.test_client().token("/sign-in")
    data = {"email": "e@example.org", "password": PASSWORD, "csrf_token": foreign}
    assert client.post("/sign-in", data=data).status_code == 400


def test_a_foreign_host_or_origin_is_refused(make_account, client):
    make_account()
    data = {"email": "e@example.org", "password": PASSWORD, "csrf_token": client.token("/sign-in")}
    assert client.get("/sign-in", headers={"Host": "evil.example"}).status_code == 400
    assert client.post("/sign-in", data=data, headers={"Host": "evil.example"}).status_code == 400
    origin = {"Origin": "https://evil.example"}
    assert client.post("/sign-in", data=data, headers=origin).status_code == 400


def test_guessing_is_slowed_down_with_a_page_in_words(make_account, enter):
    make_account()
    for _ in range(5):
        assert enter(password=WRONG).answer.status_code == 422

    answer = enter().answer

    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "60"
    assert "через 1 мин" in answer.text


def test_an_address_in_a_header_changes_nothing(app, make_account):
    make_account()
    client = app.test_client()
    statuses = [
        client.submit(
            "/sign-in",
            {"email": "e@example.org", "password": WRONG},
            headers={"X-Forwarded-For": f"203.0.113.{number}", "Forwarded": f"for=10.0.0.{number}"},
        ).status_code
        for number in range(6)
    ]
    assert statuses == [422] * 5 + [429]


def test_the_owner_comes_in_from_elsewhere_and_by_a_known_browser(make_account, enter):
    make_account()
    own = enter()
    token = own.token(OWN)
    own.post("/sign-out", data={"csrf_token": token})
    for _ in range(5):
        enter(password=WRONG)

    assert enter().answer.status_code == 429
    assert enter(client=own).answer.status_code == 303
    assert enter(address="198.51.100.7").answer.status_code == 303


def test_a_known_browser_is_known_for_its_owner_only(make_account, enter):
    make_account()
    make_account("other@example.org")
    own = enter()
    own.post("/sign-out", data={"csrf_token": own.token(OWN)})
    for _ in range(5):
        enter("other@example.org", WRONG)

    assert enter("other@example.org", client=own).answer.status_code == 429


def test_cookies_are_closed_to_scripts_and_bound_to_this_site(make_account, enter):
    make_account()
    cookies = enter().answer.headers.getlist("Set-Cookie")
    assert len(cookies) == 2
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in cookies)
    assert all("Path=/" in cookie.split("; ") and "Domain" not in cookie for cookie in cookies)


def test_the_session_number_changes_when_signing_in(make_account, client, enter):
    """Fixation: what stood in the cookie before is worth nothing afterwards."""
    make_account()
    with client.session_transaction() as cookie:
        cookie["sid"] = "planted"
        cookie["_user_id"] = "planted"

    enter(client=client)

    with client.session_transaction() as cookie:
        assert set(cookie) == {"sid"}
        assert cookie["sid"] != "planted"
    assert client.get(OWN).status_code == 200


def test_signing_out_ends_the_session_for_kept_copies_too(app, make_account, enter):
    make_account()
    client = enter()
    copy = app.test_client()
    with client.session_transaction() as cookie, copy.session_transaction() as copied:
        copied.update(cookie)
    assert copy.get(OWN).status_code == 200

    response = client.post("/sign-out", data={"csrf_token": client.token(OWN)})

    assert (response.status_code, response.location) == (303, "/")
    assert client.get(OWN).status_code == 302
    assert copy.get(OWN).status_code == 302


def test_signing_out_tells_the_browser_to_forget(make_account, enter):
    make_account()
    client = enter()
    response = client.post("/sign-out", data={"csrf_token": client.token(OWN)})
    # Not "cookies": language, look and the known browser outlast a session.
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_signing_out_needs_a_post_and_a_token(make_account, enter):
    make_account()
    client = enter()
    assert client.get("/sign-out").status_code == 405
    assert client.post("/sign-out").status_code == 400
    assert client.get(OWN).status_code == 200


def test_rest_ends_a_session_and_use_prolongs_it(make_account, enter, stopped_clock):
    make_account()
    client = enter()
    for minutes in (29, 58):
        stopped_clock.stopped_at = NOW + timedelta(minutes=minutes)
        assert client.get(OWN).status_code == 200
    stopped_clock.stopped_at = NOW + timedelta(minutes=88)
    assert client.get(OWN).status_code == 302


def test_twelve_hours_end_a_session_however_busy(make_account, enter, stopped_clock):
    make_account()
    client = enter()
    for minutes in range(0, 720, 29):
        stopped_clock.stopped_at = NOW + timedelta(minutes=minutes)
        assert client.get(OWN).status_code == 200
    stopped_clock.stopped_at = NOW + timedelta(minutes=720)
    assert client.get(OWN).status_code == 302


@pytest.mark.parametrize("hours", (30, -48))
def test_f18_a_jump_of_the_clock_ends_a_session_and_one_may_sign_in_anew(
    make_account, enter, stopped_clock, hours
):
    make_account()
    client = enter()
    stopped_clock.stopped_at = jumped = NOW + timedelta(hours=hours)
    assert client.get(OWN).status_code == 302
    again = enter()
    assert again.get(OWN).status_code == 200
    stopped_clock.stopped_at = jumped + timedelta(minutes=30)
    assert again.get(OWN).status_code == 302, "after a jump rest ends a session as ever"


def test_f18_twin_by_its_end_alone_a_session_would_outlive_its_hours(
    make_account, enter, stopped_clock, monkeypatch
):
    def by_its_end(_life, *, seen_at, expires_at, now):
        return now < expires_at

    make_account()
    client = enter()
    monkeypatch.setattr(SessionLife, "is_live", by_its_end)
    stopped_clock.stopped_at = NOW - timedelta(hours=48)
    assert client.get(OWN).status_code == 200


@pytest.mark.parametrize(("seconds", "status"), ((300, 200), (301, 302)))
def test_clocks_of_two_servers_may_be_a_little_apart(
    make_account, enter, stopped_clock, seconds, status
):
    make_account()
    client = enter()
    stopped_clock.stopped_at = NOW - timedelta(seconds=seconds)
    assert client.get(OWN).status_code == status


def test_f18_failures_before_the_clock_went_back_hold_nobody_for_days(
    make_account, enter, stopped_clock
):
    make_account()
    for _ in range(5):
        enter(password="неверный пароль")
    assert enter().answer.status_code == 429
    stopped_clock.stopped_at = NOW - timedelta(hours=48)
    assert enter().answer.status_code == 303


@pytest.fixture
def statements(session):
    seen = []

    def note(_connection, _cursor, statement, *_):
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            seen.append(statement)

    engine = db.engine.engine
    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def test_a_visitor_costs_no_statement_about_sessions(client, statements):
    client.get("/sign-in")
    assert not [s for s in statements if "sessions" in s]


def test_the_session_of_a_viewer_is_read_once(make_account, enter, statements):
    make_account()
    client = enter()
    statements.clear()
    client.get("/desk/account/password")
    assert len([s for s in statements if "FROM sessions" in s]) == 1
    assert not [s for s in statements if s.startswith("UPDATE")]


def test_a_made_up_cookie_is_a_visitor(session, client):
    for value in ("x" * 43, 5, None, ["a"]):
        with client.session_transaction() as cookie:
            cookie["sid"] = value
        assert client.get(OWN).status_code == 302
    assert session.query(Session).count() == 0


def test_too_many_passwords_at_once_are_answered_with_503(monkeypatch, make_account, enter):
    def busy(*_):
        raise TooBusy

    make_account()
    monkeypatch.setattr("core.accounts.services.signing_in.is_right", busy)

    answer = enter().answer

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"


def test_reading_goes_on_where_the_moment_of_use_cannot_be_written(
    monkeypatch, make_account, enter, stopped_clock
):
    def full(*_, **__):
        raise OperationalError("UPDATE", {}, Exception("disk full"))

    make_account()
    client = enter()
    stopped_clock.stopped_at = NOW + timedelta(minutes=5)
    monkeypatch.setattr("core.accounts.sessions.touch_session", full)
    assert client.get(OWN).status_code == 200


def test_signing_out_twice_is_no_error(client):
    response = client.submit("/sign-in", {}, to="/sign-out")
    assert (response.status_code, response.location) == (303, "/")


def test_an_address_that_lacks_its_last_slash_is_gone_on_to(make_account, client):
    make_account()
    data = {"email": "e@example.org", "password": PASSWORD, "next": "/desk/account"}
    assert client.submit("/sign-in", data).location == "/desk/account"
