"""A29, A31, A33, A34: who knocks learns nothing, is slowed down, and comes in by no old way."""

import re
import statistics
import time
from datetime import timedelta

import pytest
from sqlalchemy import select

from core.accounts.models import Session
from core.accounts.rules.links import LinkPurpose
from core.accounts.rules.sessions import Source
from core.accounts.rules.throttle import Throttled
from core.accounts.services import (
    NewAccount,
    disable_account,
    invite_account,
    issue_link,
    signing_in,
)
from core.accounts.services.tokens import digest
from core.adapters.database import db
from core.kernel.errors import Refused
from core.kernel.viewers import Viewer
from core.letters.models import OutgoingLetter
from tests.conftest import NOW, PASSWORD
from tests.second_factors import code_at, demanded, protect
from tests.web.accounts.conftest import enter, hashed, make_account  # noqa: F401 - fixtures

SECRETARY = Viewer(name="Секретарь")
TRIES = 15


def knock(client, email, password="not the password at all"):  # noqa: S107 - a wrong one
    return client.submit("/sign-in", {"email": email, "password": password})


def cost_of(email, address):
    """Processor seconds of one try: what somebody outside could measure, without the noise."""
    began = time.thread_time()
    with pytest.raises(Refused):
        signing_in.sign_in(email, "not the password", source=Source(address), now=NOW)
    return time.thread_time() - began


def test_a29_the_door_costs_the_same_for_known_and_unknown_names(make_account):  # noqa: F811
    make_account("known@example.org")
    make_account("invited@example.org", password=None)
    names = ("known@example.org", "unknown@example.org", "invited@example.org")
    costs = {name: [] for name in names}
    for number in range(TRIES):
        for name in names:
            costs[name].append(cost_of(name, f"192.0.2.{number}"))
    known, *others = (statistics.median(costs[name]) for name in names)

    assert all(abs(other - known) < 0.2 * known for other in others)


def test_a29_answers_are_the_same_letter_by_letter(app, make_account):  # noqa: F811
    make_account("known@example.org")
    found = set()
    for email in ("known@example.org", "other@example.org", "invited@example.org"):
        answer = knock(app.test_client(), email)
        text = answer.text.replace(email, "").split("<main", 1)[1].split("</main>")[0]
        found.add((answer.status_code, len(email), text.split("csrf_token", 1)[0]))

    assert len({(code, text) for code, _, text in found}) == 1


def test_a31_two_hundred_guesses_for_one_account_are_slowed_down(monkeypatch, make_account):  # noqa: F811
    make_account("known@example.org")
    monkeypatch.setattr(signing_in, "is_right", lambda *_: False)
    refusals = []
    for _ in range(200):
        with pytest.raises(Refused) as refused:
            signing_in.sign_in("known@example.org", "x", source=Source("192.0.2.1"), now=NOW)
        refusals.append(isinstance(refused.value, Throttled))

    assert refusals.count(False) == 5


def test_a31_two_hundred_names_from_one_network_are_slowed_down(session, monkeypatch):
    monkeypatch.setattr(signing_in, "is_right", lambda *_: False)
    passed = 0
    for number in range(200):
        source = Source(f"2001:db8:1:2::{number:x}")  # one customer has all of them
        with pytest.raises(Refused) as refused:
            signing_in.sign_in(f"a{number}@example.org", "x", source=source, now=NOW)
        passed += not isinstance(refused.value, Throttled)

    assert passed == 30


@pytest.mark.parametrize("wait", (timedelta(minutes=31), timedelta(hours=13)))
def test_a33_a_session_ends_by_itself(make_account, enter, stopped_clock, wait):  # noqa: F811
    make_account()
    client = enter()
    assert client.get("/desk/").status_code == 200
    stopped_clock.stopped_at = NOW + wait
    assert client.get("/desk/").status_code == 302


def test_a33_a_number_chosen_beforehand_opens_nothing(app, make_account):  # noqa: F811
    make_account()
    client = app.test_client()
    client.get("/sign-in")
    with client.session_transaction() as cookie:
        cookie["sid"] = "chosen"
    knock(client, "e@example.org", PASSWORD)
    with client.session_transaction() as cookie:
        assert cookie.get("sid") != "chosen"
    assert (
        db.session.scalar(select(Session.id).where(Session.token_hash == digest("chosen"))) is None
    )


def test_a33_no_row_holds_the_number_of_a_session(app, make_account):  # noqa: F811
    make_account()
    client = app.test_client()
    knock(client, "e@example.org", PASSWORD)
    with client.session_transaction() as cookie:
        held = cookie["sid"]
    rows = db.session.execute(select(Session.token_hash)).scalars().all()

    assert len(held) >= 43  # 256 bits
    assert rows == [digest(held)]


def test_a33_a_disabled_account_is_out_at_once(app, build, make_account):  # noqa: F811
    account = make_account()
    client = app.test_client()
    knock(client, "e@example.org", PASSWORD)
    assert client.get("/desk/").status_code == 200
    admin = build.account("Администратор", administrator=True)
    who = Viewer(account_id=admin.id, is_administrator=True)
    disable_account(account.id, actor=who, now=NOW)

    assert client.get("/desk/").status_code == 302


def test_a34_an_invitation_sets_no_second_password(client, session):
    account_id, token = invite_account(
        NewAccount("n@example.org", "Новый Человек"), actor=SECRETARY, now=NOW
    )
    assert client.submit(f"/link/{token}", {"new_password": PASSWORD}).status_code == 303
    assert client.get(f"/link/{token}").status_code == 410
    with pytest.raises(Refused):
        issue_link(account_id, LinkPurpose.INVITATION, actor=SECRETARY, now=NOW)


@pytest.mark.parametrize("cut", (1, 10, 42))
def test_a34_a_shortened_link_is_no_link(client, session, cut):
    _, token = invite_account(NewAccount("n@example.org", "Новый"), actor=SECRETARY, now=NOW)

    assert client.get(f"/link/{token[:-cut]}").status_code == 404
    assert client.get(f"/link/{token.swapcase()}").status_code == 404
    assert client.get(f"/link/{token}").status_code == 200


def new_password(browser, **more):
    data = {"current_password": PASSWORD, "new_password": "гладкие камни у тихой реки", **more}
    assert browser.submit("/desk/account/password", data).status_code == 303


@pytest.fixture
def protected(app, build, make_account):  # noqa: F811
    """An account with one-time codes, where they are demanded."""
    account = make_account()
    protect(build, account.id)
    with demanded(app):
        yield account


def test_a33_a_sign_in_that_waits_ends_with_the_password(protected, enter, sign_in, stopped_clock):  # noqa: F811
    thief = enter()
    form = {"csrf_token": thief.token("/sign-in/factor")}
    new_password(sign_in(protected), factor_code=code_at(NOW))
    stopped_clock.stopped_at = NOW + timedelta(minutes=1)
    form["factor_code"] = code_at(stopped_clock.stopped_at)

    assert thief.post("/sign-in/factor", data=form).location == "/sign-in"
    assert thief.get("/desk/").status_code == 302


def test_a34_what_was_opened_with_the_old_password_ends_with_it(make_account, enter, session):  # noqa: F811
    """A link for another mailbox or for another password would let the thief in again."""
    account = make_account()
    browser = enter()
    asked = {"email": "thief@example.org", "confirmation": PASSWORD}
    assert browser.submit("/desk/account/email", asked).status_code == 303
    letter = session.scalars(select(OutgoingLetter).filter_by(kind="account.email")).one()
    path = re.search(r"/email/[\w-]+", str(letter.body))[0]
    link = issue_link(account.id, LinkPurpose.PASSWORD_RESET, actor=SECRETARY, now=NOW)
    assert [browser.get(each).status_code for each in (path, f"/link/{link}")] == [200, 200]
    new_password(browser)

    assert [browser.get(each).status_code for each in (path, f"/link/{link}")] == [410, 410]
    browser.post(path, data={"csrf_token": browser.token("/desk/account/")})
    session.refresh(account)
    assert account.email == "e@example.org"
