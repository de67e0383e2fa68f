"""A form with a stale forgery token: nothing is done, what was typed can be sent by a click."""

import re
from io import BytesIO

import pytest
from sqlalchemy import func, select

from core.accounts.models import Account
from core.adapters.database import db

HERE = {"Origin": "http://localhost"}
PLACE = "/desk/accounts/new"
TYPED = {"name": "Новикова Анна <b>", "email": "a@example.org"}


def hidden_in(text):
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text))


def invited():
    return db.session.scalar(select(func.count()).where(Account.email == "a@example.org"))


@pytest.fixture
def admin(make_account, enter):
    make_account(administrator=True)
    return enter()


def test_what_was_typed_is_shown_and_nothing_is_done(admin):
    page = admin.post(PLACE, data={**TYPED, "csrf_token": "of another session"}, headers=HERE)

    assert page.status_code == 400
    assert "<h1>Ещё ничего не отправлено</h1>" in page.text
    assert "Новикова Анна &lt;b&gt;" in page.text
    assert f'action="{PLACE}"' in page.text
    assert invited() == 0


def test_the_click_sends_it_with_a_good_token(admin):
    page = admin.post(PLACE, data=TYPED, headers=HERE)
    sent = {**hidden_in(page.text), "name": TYPED["name"]}

    assert admin.post(PLACE, data=sent, headers=HERE).status_code in {200, 303}
    assert invited() == 1


@pytest.mark.parametrize(
    "headers",
    ({}, {"Origin": "null"}, {"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"},
     {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "none"},
     {"Referer": "http://evil.example/http://localhost/"},
     {"Referer": "http://localhost/", "Sec-Fetch-Site": "cross-site"}),
    ids=str,
)  # fmt: skip
def test_what_another_site_may_have_sent_is_not_offered(admin, headers):
    page = admin.post(PLACE, data=TYPED, headers=headers)

    assert page.status_code == 400
    assert "Новикова" not in page.text
    assert f'action="{PLACE}"' not in page.text
    assert invited() == 0


@pytest.mark.parametrize(
    "headers",
    (HERE, {"Sec-Fetch-Site": "same-origin"}, {"Referer": "http://localhost/desk/accounts/new"}),
    ids=str,
)
def test_any_word_of_the_browser_that_the_page_is_ours_is_enough(admin, headers):
    assert "Новикова" in admin.post(PLACE, data=TYPED, headers=headers).text


def test_passwords_and_files_are_not_kept_but_named(admin):
    page = admin.post(
        PLACE,
        data={**TYPED, "confirmation": "my secret", "files": (BytesIO(b"x"), "a.txt")},
        headers=HERE,
    )  # fmt: skip

    assert "my secret" not in page.text
    assert "Пароль не сохраняется" in page.text
    assert "Файлы нужно будет выбрать ещё раз." in page.text


def test_the_query_of_the_address_is_kept(admin):
    page = admin.post(PLACE + "?back=1&x=2", data=TYPED, headers=HERE)

    assert f'action="{PLACE}?back=1&amp;x=2"' in page.text


def test_who_is_signed_out_signs_in_first(client):
    page = client.post(PLACE, data=TYPED, headers=HERE)

    assert page.status_code == 401
    assert "Введённое сохранено" in page.text


def test_a_visitor_gets_the_page_in_the_public_look(client):
    page = client.post("/sign-in", data={"email": "a@example.org"}, headers=HERE)

    assert page.status_code == 400
    assert 'value="a@example.org"' in page.text
    assert "desk-header" not in page.text


def test_ten_megabytes_of_text_are_refused_before_they_are_read(admin):
    page = admin.post(PLACE, data={"name": "я" * 5_000_000, "email": "a@example.org"}, headers=HERE)

    assert page.status_code == 413
    assert "Сократите текст" in page.text


def test_ten_megabytes_of_text_beside_a_file_are_refused(admin):
    part = '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n'
    body = (part + "a" * 10_000_000 + "\r\n--x--\r\n").encode()

    page = admin.post(PLACE, data=body, content_type="multipart/form-data; boundary=x")

    assert page.status_code == 413
