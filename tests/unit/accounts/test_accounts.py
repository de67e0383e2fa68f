"""The life of accounts, links and sessions."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from core.accounts.rules.accounts import (
    ISSUING,
    LIFE_CYCLE,
    AccountAction,
    AccountState,
    Change,
    account_state,
    display_name,
    purpose_for,
    sign_in_name,
)
from core.accounts.rules.links import LIFETIME, LinkPurpose, LinkState, link_state
from core.accounts.rules.sessions import SessionLife, browser_name, is_touch_due
from core.kernel.errors import Refused

NOW = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
INVITED, ACTIVE, DISABLED = AccountState.INVITED, AccountState.ACTIVE, AccountState.DISABLED
ALLOWED = {
    (AccountAction.INVITE_AGAIN, INVITED): INVITED,
    (AccountAction.RESET_PASSWORD, ACTIVE): ACTIVE,
    (AccountAction.DISABLE, INVITED): DISABLED,
    (AccountAction.DISABLE, ACTIVE): DISABLED,
    (AccountAction.ENABLE, DISABLED): ACTIVE,
}


@pytest.mark.parametrize(("action", "state"), tuple(product(AccountAction, AccountState)))
def test_only_the_listed_steps_exist(action, state):
    if (action, state) in ALLOWED:
        assert LIFE_CYCLE.advance(action, state, Change()) is ALLOWED[action, state]
    else:
        with pytest.raises(Refused) as refused:
            LIFE_CYCLE.advance(action, state, Change())
        assert refused.value.codes == ("wrong_state",)


def codes(action, state, change):
    return tuple(refusal.code for refusal in LIFE_CYCLE.refusals(action, state, change))


def test_nobody_disables_their_own_account():
    assert codes(AccountAction.DISABLE, ACTIVE, Change(is_own=True)) == ("own_account",)


@pytest.mark.parametrize("purpose", tuple(LinkPurpose))
def test_only_administrators_issue_links_to_administrators(purpose):
    action, state = ISSUING[purpose], INVITED if purpose is LinkPurpose.INVITATION else ACTIVE
    assert codes(action, state, Change(is_administrator=True)) == ("administrators_only",)
    both = Change(is_administrator=True, by_administrator=True)
    assert codes(action, state, both) == ()
    assert codes(action, state, Change(by_administrator=True)) == ()


@pytest.mark.parametrize(
    ("has_password", "disabled_at", "state"),
    (
        (False, None, INVITED),
        (True, None, ACTIVE),
        (True, NOW, DISABLED),
        (False, NOW, DISABLED),
    ),
)
def test_the_state_is_read_from_the_account(has_password, disabled_at, state):
    assert account_state(has_password=has_password, disabled_at=disabled_at) is state


def test_an_invited_person_gets_an_invitation_everybody_else_a_reset():
    assert [purpose_for(state) for state in AccountState] == [
        LinkPurpose.INVITATION,
        LinkPurpose.PASSWORD_RESET,
        LinkPurpose.PASSWORD_RESET,
    ]


def test_an_invitation_lasts_two_weeks_and_a_reset_a_day():
    assert {
        LinkPurpose.INVITATION: timedelta(days=14),
        LinkPurpose.PASSWORD_RESET: timedelta(days=1),
    } == LIFETIME


@pytest.mark.parametrize(
    ("used_at", "left", "state"),
    (
        (None, timedelta(seconds=1), LinkState.OPEN),
        (None, timedelta(), LinkState.EXPIRED),
        (NOW, timedelta(days=1), LinkState.USED),
        (NOW, -timedelta(days=1), LinkState.USED),
    ),
)
def test_a_link_works_until_it_is_used_or_expires(used_at, left, state):
    assert link_state(used_at=used_at, expires_at=NOW + left, now=NOW) is state


@pytest.mark.parametrize(
    ("untouched", "age", "is_live"),
    (
        (timedelta(minutes=29, seconds=59), timedelta(hours=1), True),
        (timedelta(minutes=30), timedelta(hours=1), False),
        (timedelta(), timedelta(hours=11, minutes=59), True),
        (timedelta(), timedelta(hours=12), False),
    ),
)
def test_a_session_ends_after_half_an_hour_of_rest_and_after_twelve_hours(untouched, age, is_live):
    life = SessionLife()
    expires_at = life.expires_at(NOW - age)
    assert life.is_live(seen_at=NOW - untouched, expires_at=expires_at, now=NOW) is is_live


def test_use_is_noted_once_a_minute():
    assert not is_touch_due(NOW, NOW + timedelta(seconds=59))
    assert is_touch_due(NOW, NOW + timedelta(seconds=60))


@pytest.mark.parametrize(
    ("user_agent", "name"),
    (
        ("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0", "Firefox, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/5 Chrome/140 Safari/5", "Chrome, Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0) Chrome/140 YaBrowser/25 Safari/5",
            "Яндекс Браузер, Windows",
        ),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140 Mobile Safari/5", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18 like Mac OS X) Safari/6", "Safari, iOS"),
        ("curl/8", ""),
    ),
)
def test_browsers_are_called_by_the_names_people_know(user_agent, name):
    assert browser_name(user_agent) == name


def test_a_sign_in_name_is_the_mail_in_small_letters():
    assert sign_in_name("  E.Ryabinina@Example.ORG ") == "e.ryabinina@example.org"
    assert sign_in_name("совет@почта.рф") == "совет@почта.рф"


@pytest.mark.parametrize(
    "email",
    ("", "a", "a@b", "a@@example.org", "a b@example.org", "a@example.org\r\nBcc: x@y.zz",
     "<a@example.org>", "a@example.org,b@example.org", f"{'a' * 65}@example.org",
     f"a@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.{'f' * 12}.org"),
)  # fmt: skip
def test_what_cannot_be_a_mail_address_is_refused(email):
    with pytest.raises(Refused) as refused:
        sign_in_name(email)
    assert refused.value.codes == ("email_unreadable",)


def test_a_name_loses_needless_spaces_and_keeps_odd_signs():
    assert display_name("  Рябинина   Елена ") == "Рябинина Елена"
    assert display_name("<img src=x>") == "<img src=x>"
    assert display_name("я" * 200) == "я" * 200


@pytest.mark.parametrize("name", ("", "   ", "я" * 201, "Иван\r\nBcc: a@b.cc", "Иван\x00"))
def test_a_name_that_is_not_one_line_is_refused(name):
    with pytest.raises(Refused) as refused:
        display_name(name)
    assert refused.value.codes == ("name_unreadable",)
