"""Inviting, one-time links, changing the password, disabling."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from core.accounts.models import Account, OneTimeLink
from core.accounts.queries.accounts import count_accounts, get_account_row, list_accounts
from core.accounts.queries.sessions import find_session
from core.accounts.rules.accounts import AccountState
from core.accounts.rules.links import LinkPurpose
from core.accounts.services import (
    NewAccount,
    accounts,
    change_password,
    disable_account,
    enable_account,
    invite_account,
    issue_link,
    sign_in,
    use_link,
)
from core.accounts.services.factors import Proof
from core.accounts.services.links import spend_link
from core.accounts.services.tokens import digest
from core.adapters.journal import JournalEntry
from core.kernel.errors import NotFound, Refused
from core.kernel.viewers import ANONYMOUS, Viewer
from core.letters.models import OutgoingLetter
from tests.conftest import NOW, PASSWORD
from tests.integration.accounts.conftest import as_viewer, started

NEW = "чайник гора сирень поезд"
SECRETARY = Viewer(name="Секретарь")
RESET = LinkPurpose.PASSWORD_RESET


def refused_codes(service, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        service(*args, **kwargs)
    return refused.value.codes


def count_of(session, model):
    return session.scalar(select(func.count()).select_from(model))


def test_an_invited_person_sets_a_password_and_is_signed_in(session, here):
    account_id, token = invite_account(
        NewAccount(" N@Example.org", "Новый  Человек"), actor=SECRETARY, now=NOW
    )
    assert get_account_row(account_id).state is AccountState.INVITED
    assert session.scalar(select(OneTimeLink.token_hash)) == digest(token)

    inside = use_link(token, NEW, source=here, now=NOW + timedelta(days=13))

    assert find_session(digest(inside)).account_id == account_id
    assert get_account_row(account_id).state is AccountState.ACTIVE
    assert get_account_row(account_id).name == "Новый Человек"
    assert sign_in("n@example.org", NEW, source=here, now=NOW + timedelta(days=13))
    assert list(session.scalars(select(JournalEntry.what).order_by(JournalEntry.seq))) == [
        "account.invited", "account.link_issued", "account.link_used", "account.signed_in",
    ]  # fmt: skip


def test_a_link_works_once(session, here):
    _, token = invite_account(NewAccount("new@example.org", "Новый"), actor=SECRETARY, now=NOW)
    use_link(token, NEW, source=here, now=NOW)
    before = session.scalar(select(Account.password_hash))

    codes = refused_codes(use_link, token, NEW + "!", source=here, now=NOW)

    assert codes == ("link_gone",)
    assert session.scalar(select(Account.password_hash)) == before


@pytest.mark.parametrize(("purpose", "life"), ((None, 14 * 24), (RESET, 24)))
def test_a_link_expires(make_account, here, purpose, life):
    if purpose is None:
        _, token = invite_account(NewAccount("new@example.org", "Новый"), actor=SECRETARY, now=NOW)
    else:
        token = issue_link(make_account().id, purpose, actor=SECRETARY, now=NOW)
    late = NOW + timedelta(hours=life)

    assert refused_codes(use_link, token, NEW, source=here, now=late) == ("link_gone",)
    assert use_link(token, NEW, source=here, now=late - timedelta(seconds=1))


def test_a_newer_link_voids_the_earlier_one(make_account, here):
    account = make_account()
    first = issue_link(account.id, RESET, actor=SECRETARY, now=NOW)
    second = issue_link(account.id, RESET, actor=SECRETARY, now=NOW)

    assert refused_codes(use_link, first, NEW, source=here, now=NOW) == ("link_gone",)
    assert use_link(second, NEW, source=here, now=NOW)


@pytest.mark.parametrize("change", (lambda t: t[:-1], lambda t: t + "A", str.swapcase))
def test_a_changed_token_is_unknown(make_account, here, change):
    token = issue_link(make_account().id, RESET, actor=SECRETARY, now=NOW)
    with pytest.raises(NotFound):
        use_link(change(token), NEW, source=here, now=NOW)


def test_a_bad_password_does_not_use_up_the_link(make_account, here):
    token = issue_link(make_account().id, RESET, actor=SECRETARY, now=NOW)

    codes = refused_codes(use_link, token, "Рябинина Елена 123456", source=here, now=NOW)

    assert codes == ("password_guessable",)
    assert use_link(token, NEW, source=here, now=NOW)


def test_a_reset_ends_every_session_and_the_old_password(make_account, here):
    account = make_account()
    old = started(account.id)
    token = issue_link(account.id, RESET, actor=SECRETARY, now=NOW)

    use_link(token, NEW, source=here, now=NOW)

    assert find_session(digest(old)) is None
    wrong = refused_codes(sign_in, account.email, PASSWORD, source=here, now=NOW)
    assert wrong == ("wrong_credentials",)


@pytest.mark.parametrize(
    ("password", "purpose"), ((PASSWORD, LinkPurpose.INVITATION), (None, RESET))
)
def test_the_purpose_has_to_suit_the_account(session, make_account, password, purpose):
    account = make_account(password=password)

    assert refused_codes(issue_link, account.id, purpose, actor=SECRETARY, now=NOW) == (
        "wrong_state",
    )
    assert count_of(session, OneTimeLink) == 0


def test_the_secretary_issues_no_link_to_an_administrator(session, administrator):
    account_id = administrator.account_id

    codes = refused_codes(issue_link, account_id, RESET, actor=SECRETARY, now=NOW)

    assert codes == ("administrators_only",)
    assert count_of(session, OneTimeLink) == 0
    assert issue_link(account_id, RESET, actor=administrator, now=NOW)


def test_only_an_administrator_invites_an_administrator(session, administrator):
    codes = refused_codes(
        invite_account,
        NewAccount("n@example.org", "Новый", is_administrator=True),
        actor=SECRETARY,
        now=NOW,
    )
    assert codes == ("administrators_only",)
    assert count_of(session, Account) == 1

    account_id, _ = invite_account(
        NewAccount("n@example.org", "Новый", is_administrator=True), actor=administrator, now=NOW
    )
    assert get_account_row(account_id).is_administrator


def test_a_taken_mail_address_is_refused(session, make_account):
    make_account("e@example.org")

    codes = refused_codes(
        invite_account, NewAccount("E@example.org", "Другая"), actor=SECRETARY, now=NOW
    )

    assert codes == ("email_taken",)
    assert (count_of(session, Account), count_of(session, JournalEntry)) == (1, 0)


def test_changing_the_password_ends_all_sessions_and_starts_a_new_one(make_account, here):
    account = make_account()
    old = started(account.id)

    token = change_password(
        Proof(PASSWORD, here.address), NEW, actor=as_viewer(account), source=here, now=NOW
    )

    assert find_session(digest(old)) is None
    assert find_session(digest(token)) is not None
    assert sign_in(account.email, NEW, source=here, now=NOW)
    assert get_account_row(account.id).state is AccountState.ACTIVE


@pytest.mark.parametrize(
    ("current", "new", "code"),
    (
        ("wrong wrong wrong wrong", NEW, "wrong_password"),
        (PASSWORD, "short", "password_short"),
        (PASSWORD, "e@example.org e@example.org", "password_guessable"),
    ),
)
def test_a_refused_change_changes_nothing(make_account, here, current, new, code):
    account = make_account()
    old = started(account.id)

    codes = refused_codes(
        change_password,
        Proof(current, here.address),
        new,
        actor=as_viewer(account),
        source=here,
        now=NOW,
    )

    assert codes == (code,)
    assert find_session(digest(old)) is not None
    assert sign_in(account.email, PASSWORD, source=here, now=NOW)


def test_a_visitor_has_no_password_to_change(here):
    with pytest.raises(NotFound):
        change_password(Proof(PASSWORD, here.address), NEW, actor=ANONYMOUS, source=here, now=NOW)


def test_a_disabled_account_is_out_at_once_and_back_when_enabled(make_account, administrator, here):
    account = make_account()
    token = started(account.id)
    link = issue_link(account.id, RESET, actor=administrator, now=NOW)

    disable_account(account.id, actor=administrator, now=NOW)

    assert get_account_row(account.id).state is AccountState.DISABLED
    assert find_session(digest(token)) is None
    assert refused_codes(use_link, link, NEW, source=here, now=NOW) == ("link_gone",)
    refused_codes(sign_in, account.email, PASSWORD, source=here, now=NOW)

    enable_account(account.id, actor=administrator, now=NOW)

    assert find_session(digest(token)) is None
    assert sign_in(account.email, PASSWORD, source=here, now=NOW)


def test_nobody_disables_themselves(administrator):
    account_id = administrator.account_id
    codes = refused_codes(disable_account, account_id, actor=administrator, now=NOW)
    assert codes == ("own_account",)
    assert get_account_row(account_id).state is AccountState.ACTIVE


@pytest.mark.parametrize("service", (disable_account, enable_account))
def test_an_unknown_account_is_not_found(service, administrator):
    with pytest.raises(NotFound):
        service(uuid4(), actor=administrator, now=NOW)


@pytest.mark.parametrize(
    ("search", "found"),
    (
        ("", ["Елкин Ян", "Ёжикова Анна", "Рябинина Елена"]),
        ("ежикова", ["Ёжикова Анна"]),
        ("РЯБ елена", ["Рябинина Елена"]),
        ("b@example", ["Елкин Ян"]),
        ("%", []),
        ("_", []),
        ("рябинина анна", []),
    ),
)
def test_accounts_are_found_by_name_and_mail_whatever_the_case(make_account, search, found):
    make_account("a@example.org", name="Ёжикова Анна")
    make_account("b@example.org", name="Елкин Ян")
    make_account("c@example.org", name="Рябинина Елена")

    rows = list_accounts(search, offset=0, limit=10)

    assert sorted(row.name for row in rows) == sorted(found)
    assert count_accounts(search) == len(found)


def test_the_list_comes_in_pages_and_tells_the_last_use(make_account):
    accounts = [make_account(f"a{n}@example.org", name=f"Имя {n}") for n in range(3)]
    started(accounts[1].id)

    rows = list_accounts("", offset=1, limit=1)

    assert [(row.name, row.seen_at) for row in rows] == [("Имя 1", NOW)]


def test_an_open_link_of_a_disabled_account_is_refused(session, make_account, here):
    account = make_account()
    token = issue_link(account.id, RESET, actor=SECRETARY, now=NOW)
    account.disabled_at = NOW
    session.commit()

    assert refused_codes(use_link, token, NEW, source=here, now=NOW) == ("link_gone",)


@pytest.mark.usefixtures("session")
def test_a_link_that_vanished_meanwhile_is_not_found(here):
    with pytest.raises(NotFound):
        spend_link("0" * 64, "hash", source=here, now=NOW)


def test_the_row_of_an_unknown_account_is_not_found(session):
    with pytest.raises(NotFound):
        get_account_row(uuid4())
    assert session.is_active


def test_whoever_administers_nothing_invites_no_administrator(session):
    new = NewAccount("boss@example.org", "Новый", is_administrator=True)
    assert refused_codes(invite_account, new, actor=SECRETARY, now=NOW) == ("administrators_only",)
    assert session.scalar(select(func.count()).select_from(Account)) == 0


def test_an_address_that_somebody_takes_in_the_same_moment_is_refused(session, monkeypatch):
    invite_account(NewAccount("e@example.org", "Первый"), actor=SECRETARY, now=NOW)
    monkeypatch.setattr(accounts, "find_account_id", lambda _email: None)
    second = NewAccount("e@example.org", "Вторая")
    assert refused_codes(invite_account, second, actor=SECRETARY, now=NOW) == ("email_taken",)
    assert session.scalars(select(Account.name)).all() == ["Первый"]


@pytest.mark.parametrize("is_demo", (True, False))
def test_the_link_goes_by_letter_only_where_letters_are_sent(app, session, monkeypatch, is_demo):
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], demo=is_demo))
    invite_account(NewAccount("e@example.org", "Первый"), actor=SECRETARY, now=NOW)
    assert len(session.scalars(select(OutgoingLetter.email)).all()) == is_demo
