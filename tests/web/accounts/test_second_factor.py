"""Signing in with a second factor, and setting one up: each way in and each refusal."""

import re
from datetime import timedelta

import pyotp
import pytest

from core.accounts.models import PendingSignIn, RecoveryCodeHash
from core.accounts.rules.factors import step_of
from core.accounts.rules.links import LinkPurpose
from core.accounts.services import issue_link
from core.kernel.viewers import Viewer
from tests.conftest import NOW, PASSWORD
from tests.second_factors import code_at, demanded, protect


@pytest.fixture(autouse=True)
def on(app):
    with demanded(app) as settings:
        yield settings


@pytest.fixture
def protected(build, make_account):
    account = make_account()
    protect(build, account.id)
    return account


def show(client, code, **more):
    return client.submit("/sign-in/factor", {"factor_code": code, **more})


def test_the_password_alone_signs_nobody_in(protected, enter):
    client = enter()
    assert "Второй шаг входа" in client.answer.text
    assert client.get("/desk/").status_code == 302


def test_the_code_of_the_moment_finishes_the_sign_in(protected, enter):
    client = enter()
    answer = show(client, code_at(NOW))
    assert (answer.status_code, answer.location) == (303, "/desk/")
    assert client.get("/desk/account/").status_code == 200


def test_a_code_that_was_used_is_refused_in_the_next_sign_in(protected, enter):
    show(enter(), code_at(NOW))
    answer = show(enter(), code_at(NOW))
    assert answer.status_code == 422
    assert "уже использован" in answer.text


def test_the_code_of_the_step_before_counts_once_and_not_after_a_later_one(protected, enter):
    before = code_at(NOW - timedelta(seconds=30))
    assert show(enter(), before).status_code == 303
    assert show(enter(), code_at(NOW)).status_code == 303
    assert show(enter(), before).status_code == 422


def test_a_hundred_wrong_codes_lock_the_attempt_and_not_the_account(protected, enter, session):
    client = enter()
    token = client.token("/sign-in/factor")
    for _ in range(100):
        answer = client.post("/sign-in/factor", data={"csrf_token": token, "factor_code": "000000"})
        assert answer.status_code in {422, 429}
    assert session.query(PendingSignIn).one().tries == 5
    good = {"csrf_token": token, "factor_code": code_at(NOW)}
    assert client.post("/sign-in/factor", data=good).status_code == 429
    elsewhere = enter(address="198.51.100.7")
    answer = elsewhere.submit(
        "/sign-in/factor",
        {"factor_code": code_at(NOW)},
        environ_overrides={"REMOTE_ADDR": "198.51.100.7"},
    )
    assert answer.status_code == 303


def test_the_wait_for_a_code_ends_after_ten_minutes(protected, enter, stopped_clock):
    client = enter()
    token = client.token("/sign-in/factor")
    stopped_clock.stopped_at = late = NOW + timedelta(minutes=10)
    answer = client.post(
        "/sign-in/factor", data={"csrf_token": token, "factor_code": code_at(late)}
    )
    assert (answer.status_code, answer.location) == (303, "/sign-in")


@pytest.mark.parametrize("hours", (30, -48))
def test_f18_after_a_jump_of_the_clock_a_code_of_before_is_worth_nothing(
    protected, enter, stopped_clock, hours
):
    stopped_clock.stopped_at = jumped = NOW + timedelta(hours=hours)
    client = enter()
    answer = client.submit("/sign-in/factor", {"factor_code": code_at(NOW)})
    assert answer.status_code == 422
    answer = client.submit("/sign-in/factor", {"factor_code": code_at(jumped)})
    assert answer.status_code == 303


def test_f18_when_the_clock_goes_back_a_code_that_was_used_or_seen_before_is_not_taken_again(
    protected, enter, stopped_clock
):
    assert enter().submit("/sign-in/factor", {"factor_code": code_at(NOW)}).status_code == 303
    for back in (timedelta(seconds=30), timedelta(hours=48)):
        stopped_clock.stopped_at = earlier = NOW - back
        answer = enter().submit("/sign-in/factor", {"factor_code": code_at(earlier)})
        assert answer.status_code == 422
    stopped_clock.stopped_at = later = NOW + timedelta(minutes=1)
    assert enter().submit("/sign-in/factor", {"factor_code": code_at(later)}).status_code == 303


def test_a_link_for_a_new_password_never_gets_past_the_factor(app, protected, build):
    link = issue_link(
        protected.id,
        LinkPurpose.PASSWORD_RESET,
        actor=Viewer(name="operator", is_administrator=True),
        now=NOW,
    )
    client = app.test_client()
    answer = client.submit(f"/link/{link}", {"new_password": "сирень вагон чайник облако"})
    assert "Второй шаг входа" in answer.text
    assert client.get("/desk/").status_code == 302


def test_an_office_of_trust_without_a_factor_is_led_to_set_one_up(council, sign_in):
    client = sign_in(council.deputy)
    answer = client.get("/desk/reports/")
    assert (answer.status_code, answer.location) == (303, "/desk/account/factors/")
    assert "нужен второй фактор" in client.get("/desk/account/factors/").text


def test_others_are_asked_for_nothing(council, sign_in):
    assert sign_in(council.member).get("/desk/reports/").status_code == 200


def set_up(client, **more):
    """Scan the picture of the page and send a code of it back."""
    page = client.get("/desk/account/factors/codes").text
    offer = re.search(r'name="offer"[^>]*value="([^"]+)"', page)[1]
    secret = re.search(r'data-copy="([A-Z2-7]+)"', page)[1]
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
    code = pyotp.TOTP(secret).generate_otp(step_of(NOW))
    data = {"csrf_token": token, "offer": offer, "new_code": code, "confirmation": PASSWORD}
    return secret, client.post("/desk/account/factors/codes", data={**data, **more})


def test_setting_up_codes_shows_ten_recovery_codes_once(make_account, enter, session):
    make_account()
    client = enter()
    _, answer = set_up(client)
    codes = re.findall(r"<li>(\d+-[a-z0-9-]+)</li>", answer.text)
    assert len(codes) == 10
    assert answer.headers["Cache-Control"] == "no-store"
    hashes = [row.code_hash for row in session.query(RecoveryCodeHash)]
    assert all(each.startswith("$argon2id$") for each in hashes)
    assert codes[0] not in client.get("/desk/account/factors/").text
    again = enter()
    assert show(again, codes[3].upper()).status_code == 303
    assert show(enter(), codes[3]).status_code == 422
    assert show(enter(), codes[4][:-1] + "x").status_code == 422


@pytest.mark.parametrize(
    ("changed", "told"),
    (
        ({"confirmation": "wrong"}, "Пароль указан неверно"),
        ({"new_code": "000000"}, "Код неверен"),
        ({"offer": "AAAA"}, "открыта слишком долго"),
    ),
)
def test_a_slip_sets_nothing_up_and_shows_a_picture_again(make_account, enter, changed, told):
    make_account()
    client = enter()
    _, answer = set_up(client, **changed)
    assert answer.status_code == 422
    assert told in answer.text
    assert "data:image/png" in answer.text
    assert "одноразовые коды" in client.get("/desk/account/factors/").text.casefold()
    assert "Настроено" not in client.get("/desk/account/factors/").text


def test_whoever_is_signed_in_stays_so_on_the_page_for_a_code_that_nobody_asked_for(
    council, sign_in
):
    member = sign_in(council.member)
    answer = member.get("/sign-in/factor")
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert member.get("/desk/").status_code == 200
