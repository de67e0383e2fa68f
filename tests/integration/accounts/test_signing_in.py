"""Signing in and proving once more who sits there."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from core.accounts.models import Account, Session, SignInAttempt
from core.accounts.queries.attempts import find_credentials
from core.accounts.queries.sessions import find_session, list_sessions
from core.accounts.rules.sessions import SessionLife
from core.accounts.rules.throttle import Throttled
from core.accounts.services import (
    confirm_password,
    end_other_sessions,
    end_own_session,
    end_session,
    sign_in,
    touch_session,
)
from core.accounts.services.signing_in import finish_sign_in
from core.accounts.services.tokens import digest
from core.adapters.journal import JournalEntry
from core.kernel.errors import NotFound, Refused
from core.kernel.viewers import ANONYMOUS
from tests.conftest import NOW, PASSWORD
from tests.integration.accounts.conftest import as_viewer, started

WRONG = "not this one, never at all"


def journal_of(session):
    return list(session.scalars(select(JournalEntry.what).order_by(JournalEntry.seq)))


def try_in_vain(email, source, times, now=NOW):
    for _ in range(times):
        with pytest.raises(Refused) as refused:
            sign_in(email, WRONG, source=source, now=now)
        assert refused.value.codes == ("wrong_credentials",)


def test_the_right_password_starts_a_session(session, make_account, here):
    account = make_account()

    token = sign_in(" E@Example.org ", PASSWORD, source=here, now=NOW)

    found = find_session(digest(token))
    assert found.account_id == account.id
    assert found.expires_at == NOW + timedelta(hours=12)
    assert (session.scalar(select(Session.token_hash)), len(token)) == (digest(token), 43)
    assert journal_of(session) == ["account.signed_in"]


def test_the_installation_chooses_how_long_a_session_lasts(make_account, here):
    make_account()
    source = replace(here, life=SessionLife(absolute=timedelta(hours=1)))

    token = sign_in("e@example.org", PASSWORD, source=source, now=NOW)

    assert find_session(digest(token)).expires_at == NOW + timedelta(hours=1)


@pytest.mark.parametrize("which", ("wrong", "unknown", "invited", "disabled"))
def test_every_refusal_reads_the_same_and_leaves_the_same_trace(session, make_account, here, which):
    account = make_account(password=None if which == "invited" else PASSWORD)
    if which == "disabled":
        account.disabled_at = NOW
        session.commit()
    email = "nobody@example.org" if which == "unknown" else account.email
    password = WRONG if which == "wrong" else PASSWORD

    with pytest.raises(Refused) as refused:
        sign_in(email, password, source=here, now=NOW)

    assert [r.code for r in refused.value.refusals] == ["wrong_credentials"]
    assert session.scalar(select(func.count(Session.id))) == 0
    assert session.scalar(select(func.count(SignInAttempt.id))) == 3
    assert journal_of(session) == ["account.sign_in_failed"]


def test_after_five_failures_even_the_right_password_has_to_wait(make_account, here):
    make_account()
    try_in_vain("e@example.org", here, 5)

    with pytest.raises(Throttled) as throttled:
        sign_in("e@example.org", PASSWORD, source=here, now=NOW + timedelta(seconds=59))
    assert throttled.value.seconds == 1

    assert sign_in("e@example.org", PASSWORD, source=here, now=NOW + timedelta(seconds=60))


@pytest.mark.usefixtures("session")
def test_unknown_names_are_slowed_down_alike(here):
    try_in_vain("nobody@example.org", here, 5)
    with pytest.raises(Throttled):
        sign_in("nobody@example.org", WRONG, source=here, now=NOW)


def test_a_try_that_has_to_wait_is_not_counted(session, make_account, here):
    make_account()
    try_in_vain("e@example.org", here, 5)
    before = session.scalar(select(func.count(SignInAttempt.id)))

    for _ in range(20):
        with pytest.raises(Throttled):
            sign_in("e@example.org", WRONG, source=here, now=NOW)

    assert session.scalar(select(func.count(SignInAttempt.id))) == before


def test_the_owner_signs_in_from_elsewhere_while_somebody_guesses(make_account, here):
    make_account()
    try_in_vain("e@example.org", here, 5)

    assert sign_in("e@example.org", PASSWORD, source=replace(here, address="198.51.100.7"), now=NOW)


def test_the_owners_known_browser_is_not_held_by_guesses_from_everywhere(make_account, here):
    make_account()
    for number in range(50):
        try_in_vain("e@example.org", replace(here, address=f"198.51.100.{number}"), 1)

    with pytest.raises(Throttled):
        sign_in("e@example.org", PASSWORD, source=replace(here, address="203.0.113.9"), now=NOW)
    assert sign_in("e@example.org", PASSWORD, source=replace(here, known="mine"), now=NOW)


def test_a_known_browser_is_slowed_down_by_its_own_failures(make_account, here):
    make_account()
    known = replace(here, known="mine")
    try_in_vain("e@example.org", known, 5)

    with pytest.raises(Throttled):
        sign_in("e@example.org", PASSWORD, source=known, now=NOW)


def test_one_address_that_tries_many_names_is_slowed_down(make_account, here):
    make_account()
    for number in range(30):
        try_in_vain(f"a{number}@example.org", here, 1)

    with pytest.raises(Throttled):
        sign_in("e@example.org", PASSWORD, source=here, now=NOW)


def test_tries_older_than_a_day_are_removed(session, make_account, here):
    make_account()
    try_in_vain("e@example.org", here, 1, now=NOW - timedelta(days=1, seconds=1))

    sign_in("e@example.org", PASSWORD, source=here, now=NOW)

    assert set(session.scalars(select(SignInAttempt.succeeded))) == {True}


def test_signing_in_again_ends_the_session_that_this_browser_held(make_account, here):
    make_account()
    first = sign_in("e@example.org", PASSWORD, source=here, now=NOW)

    second = sign_in("e@example.org", PASSWORD, source=replace(here, token=first), now=NOW)

    assert first != second
    assert find_session(digest(first)) is None
    assert find_session(digest(second)) is not None


def test_the_own_password_confirms_and_another_does_not(session, make_account):
    account = make_account()

    confirm_password(account.id, PASSWORD, "192.0.2.1", NOW)
    with pytest.raises(Refused) as refused:
        confirm_password(account.id, WRONG, "192.0.2.1", NOW)

    assert refused.value.codes == ("wrong_password",)
    assert journal_of(session) == ["account.sign_in_failed"]


def test_confirming_is_slowed_down_by_itself_not_by_guesses_at_the_door(make_account, here):
    account = make_account()
    try_in_vain("e@example.org", here, 5)
    confirm_password(account.id, PASSWORD, here.address, NOW)

    for _ in range(5):
        with pytest.raises(Refused, match="wrong"):
            confirm_password(account.id, WRONG, here.address, NOW)
    with pytest.raises(Throttled):
        confirm_password(account.id, PASSWORD, here.address, NOW)


def test_a_disabled_account_confirms_nothing(session, make_account):
    account = make_account()
    session.get(Account, account.id).disabled_at = NOW
    session.commit()
    with pytest.raises(Refused):
        confirm_password(account.id, PASSWORD, "192.0.2.1", NOW)


def test_signing_out_ends_the_session(session, make_account, here):
    account = make_account()
    token = sign_in("e@example.org", PASSWORD, source=here, now=NOW)

    end_session(token, actor=as_viewer(account), now=NOW)
    end_session("unknown", actor=ANONYMOUS, now=NOW)

    assert find_session(digest(token)) is None
    assert journal_of(session) == ["account.signed_in", "account.signed_out"]


def test_a_person_ends_one_of_their_sessions_and_none_of_others(make_account):
    mine, other = make_account(), make_account("o@example.org")
    token = started(mine.id)
    session_id = find_session(digest(token)).session_id

    with pytest.raises(NotFound):
        end_own_session(session_id, account_id=other.id, actor=as_viewer(other), now=NOW)
    assert find_session(digest(token)) is not None

    end_own_session(session_id, account_id=mine.id, actor=as_viewer(mine), now=NOW)
    end_own_session(session_id, account_id=mine.id, actor=as_viewer(mine), now=NOW)
    assert find_session(digest(token)) is None


def test_ending_the_others_keeps_this_one_and_other_peoples(make_account):
    mine, other = make_account(), make_account("o@example.org")
    this, that, theirs = started(mine.id), started(mine.id), started(other.id)

    end_other_sessions(mine.id, keep=this, actor=as_viewer(mine), now=NOW)

    assert [bool(find_session(digest(token))) for token in (this, that, theirs)] == [1, 0, 1]


def test_the_list_of_sessions_holds_live_ones_the_last_used_first(make_account):
    account = make_account()
    for browser, minutes in (("old", 40), ("early", 20), ("late", 10)):
        started(account.id, browser, NOW - timedelta(minutes=minutes))

    rows = list_sessions(account.id, seen_after=NOW - timedelta(minutes=30), now=NOW)

    assert [row.browser for row in rows] == ["late", "early"]


def test_touching_moves_the_moment_of_use_once_a_minute(make_account):
    token = started(make_account().id)
    found = find_session(digest(token))

    touch_session(found.session_id, now=NOW + timedelta(seconds=59))
    assert find_session(digest(token)).seen_at == NOW
    touch_session(found.session_id, now=NOW + timedelta(seconds=60))
    assert find_session(digest(token)).seen_at == NOW + timedelta(seconds=60)


def test_sessions_that_ended_a_year_ago_are_forgotten(session, make_account):
    account = make_account()
    started(account.id, "ancient", NOW - timedelta(days=366))
    started(account.id, "recent", NOW - timedelta(days=300))

    started(account.id, "new")

    assert set(session.scalars(select(Session.browser))) == {"recent", "new"}


def test_what_a_browser_says_of_itself_is_cut_and_loses_nul(session, make_account):
    started(make_account().id, "\x00" + "x" * 300)
    assert session.scalar(select(Session.browser)) == "x" * 200


@pytest.mark.parametrize("change", ("disabled", "password"))
def test_who_was_shut_out_while_the_password_was_checked_stays_out(
    session, make_account, here, change
):
    account = make_account()
    found = find_credentials(account.email)
    if change == "disabled":
        account.disabled_at = NOW
    else:
        account.password_hash = "another"
    session.commit()

    with pytest.raises(Refused) as refused:
        finish_sign_in(found, (), source=here, now=NOW)

    assert refused.value.codes == ("wrong_credentials",)
    assert session.scalar(select(func.count(Session.id))) == 0
