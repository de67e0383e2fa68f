"""Second factors at work: replays, races, recovery by two; new passwords and e-mails by letter."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from core.accounts.models import (
    CodeGenerator,
    FactorRecovery,
    GuardedChange,
    OneTimeLink,
    ResetRequest,
    Session,
)
from core.accounts.queries.factors import has_factor
from core.accounts.queries.pending import find_open_recovery, find_pending
from core.accounts.services import recoveries, sign_in
from core.accounts.services.emails import ask_email, confirm_email
from core.accounts.services.factors import Proof
from core.accounts.services.factors.codes import spend_code
from core.accounts.services.pending import FactorNeeded
from core.accounts.services.resetting import answer_resets, ask_reset
from core.accounts.services.tokens import digest
from core.adapters.database import db
from core.kernel.errors import NotFound, Refused
from core.kernel.viewers import ANONYMOUS
from core.letters.models import OutgoingLetter
from tests.builders import Builder
from tests.conftest import NOW, PASSWORD
from tests.integration.accounts.conftest import as_viewer
from tests.races import at_once, committed_app
from tests.second_factors import code_at, demanded, protect

DAY = timedelta(hours=24)


def codes_of(service, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        service(*args, **kwargs)
    return caught.value.codes


def test_the_secret_lies_sealed_and_opens_for_its_own_account_alone(build, make_account, session):
    first, second = make_account(), make_account("b@example.org")
    row = protect(build, first.id)
    assert "JBSWY3DP" not in row.sealed_secret
    build.add(
        CodeGenerator(
            account_id=second.id, sealed_secret=row.sealed_secret, made_at=NOW, last_step=0
        )
    )
    assert codes_of(spend_code, second.id, code_at(NOW), now=NOW) == ("wrong_code",)
    spend_code(first.id, code_at(NOW), now=NOW)


def test_of_the_same_code_many_times_at_once_one_is_taken(database, request, tmp_path):
    with committed_app(database, request, tmp_path) as app, app.app_context():
        build = Builder(db.session, NOW)
        account_id = build.account().id
        protect(build, account_id)
        for minute in range(3):
            now = NOW + timedelta(minutes=minute)
            act = lambda n=now: spend_code(account_id, code_at(n), now=n)  # noqa: E731
            answers = at_once(app, act, act, act)
            told = sorted(each.codes if isinstance(each, Refused) else () for each in answers)
            assert told == [(), ("code_used",), ("code_used",)]


@pytest.fixture
def lost(app, build, make_account):
    """An account that demands a factor its owner has lost."""
    with demanded(app):
        account = make_account("lost@example.org", name="Долматова Ирина")
        protect(build, account.id)
        yield account


@pytest.fixture
def second(make_account):
    return as_viewer(make_account("second@example.org"))


def pending_of(here):
    with pytest.raises(FactorNeeded) as needed:
        sign_in("lost@example.org", PASSWORD, source=here, now=NOW)
    return find_pending(digest(needed.value.token), NOW)


def test_two_people_and_a_day_let_the_owner_in_without_the_factor(
    session, lost, administrator, second, here
):
    recovery_id = recoveries.ask_recovery(lost.id, "Пришла лично", actor=administrator, now=NOW)
    confirm = recoveries.confirm_recovery
    assert codes_of(confirm, recovery_id, actor=administrator, now=NOW) == ("same_person",)
    assert codes_of(confirm, recovery_id, actor=as_viewer(lost), now=NOW) == ("own_recovery",)
    confirm(recovery_id, actor=second, now=NOW)
    finish, early = recoveries.finish_recovery, NOW + DAY - timedelta(seconds=1)
    waiting = pending_of(here)
    assert codes_of(finish, waiting.id, lost.id, source=here, now=early) == ("too_early",)
    assert has_factor(lost.id)
    assert finish(waiting.id, lost.id, source=here, now=NOW + DAY)
    assert not has_factor(lost.id)
    kinds = list(session.scalars(select(OutgoingLetter.kind).order_by(OutgoingLetter.posted_at)))
    assert kinds.count("account.recovery") == 2
    assert "account.factors_dropped" in kinds
    assert session.scalar(select(GuardedChange.what)) == "factors_dropped"


def test_the_owner_calls_it_off_and_nothing_waits_any_more(session, lost, administrator, here):
    recovery_id = recoveries.ask_recovery(lost.id, "Звонок", actor=administrator, now=NOW)
    again = codes_of(recoveries.ask_recovery, lost.id, "Ещё", actor=administrator, now=NOW)
    assert again == ("recovery_asked",)
    recoveries.cancel_recovery(recovery_id, actor=as_viewer(lost), now=NOW)
    assert find_open_recovery(lost.id) is None
    with pytest.raises(NotFound):
        recoveries.finish_recovery(pending_of(here).id, lost.id, source=here, now=NOW + DAY)
    assert has_factor(lost.id)


def test_there_is_nothing_to_recover_without_a_factor(make_account, administrator):
    account = make_account()
    codes = codes_of(recoveries.ask_recovery, account.id, "Так", actor=administrator, now=NOW)
    assert codes == ("nothing_to_recover",)


def links(session):
    return session.scalar(select(func.count(OneTimeLink.id)))


def test_known_and_unknown_addresses_leave_the_same_row_until_the_job_looks(session, make_account):
    make_account()
    for email in (" E@example.org", "nobody@example.org"):
        ask_reset(email, now=NOW)
    assert session.scalar(select(func.count(ResetRequest.id))) == 2
    assert links(session) == 0
    assert answer_resets(NOW) == 2
    assert session.scalar(select(func.count(ResetRequest.id))) == 0
    assert links(session) == 1


def test_others_may_not_flood_a_mailbox_with_links(session, make_account):
    make_account()
    for _ in range(5):
        ask_reset("e@example.org", now=NOW)
    answer_resets(NOW)
    assert links(session) == 3
    ask_reset("e@example.org", now=NOW + timedelta(hours=1))
    answer_resets(NOW + timedelta(hours=1))
    assert links(session) == 4


@pytest.mark.parametrize(("password", "disabled_at"), ((None, None), (PASSWORD, NOW), (None, NOW)))
def test_invited_and_disabled_accounts_get_no_link(session, make_account, password, disabled_at):
    make_account(password=password).disabled_at = disabled_at
    session.commit()
    ask_reset("e@example.org", now=NOW)
    answer_resets(NOW)
    assert links(session) == 0


@pytest.fixture
def asked(session, make_account, monkeypatch):
    """(account, token) of a change of e-mail that waits to be confirmed."""
    account = make_account()
    monkeypatch.setattr("core.accounts.services.emails.new_token", lambda: "t" * 43)
    proof = Proof(PASSWORD, "192.0.2.1")
    assert ask_email("New@Example.org", proof, actor=as_viewer(account), now=NOW) == (
        "new@example.org"
    )
    return account, "t" * 43


def test_a_new_e_mail_holds_once_its_mailbox_answered_and_the_old_one_is_told(
    session, asked, build
):
    account, token = asked
    build.signed_in_session(account.id)
    assert account.email == "e@example.org"
    assert confirm_email(token, now=NOW) == "new@example.org"
    session.expire_all()
    assert account.email == "new@example.org"
    assert session.scalars(select(Session.ended_at)).all() == [NOW]
    told = session.execute(select(OutgoingLetter.kind, OutgoingLetter.email)).all()
    assert ("account.email", "new@example.org") in told
    assert ("account.email_changed", "e@example.org") in told
    assert codes_of(confirm_email, token, now=NOW) == ("link_gone",)


@pytest.mark.parametrize("between", ("taken", "disabled"))
def test_a_new_e_mail_does_not_hold_if_somebody_took_it_or_the_account_was_closed(
    session, asked, build, between
):
    account, token = asked
    if between == "taken":
        build.account("Другая", email="new@example.org")
    else:
        account.disabled_at = NOW
        session.commit()
    assert codes_of(confirm_email, token, now=NOW) == ("link_gone",)
    session.expire_all()
    assert account.email == "e@example.org"


def test_a_visitor_asks_for_no_e_mail_and_a_link_that_was_never_sent_leads_nowhere(session):
    with pytest.raises(NotFound):
        ask_email("new@example.org", Proof(PASSWORD, "192.0.2.1"), actor=ANONYMOUS, now=NOW)
    with pytest.raises(NotFound):
        confirm_email("x" * 43, now=NOW)


def test_a_link_for_an_e_mail_ends_after_a_day(asked):
    _, token = asked
    assert codes_of(confirm_email, token, now=NOW + DAY) == ("link_gone",)


def test_an_e_mail_taken_meanwhile_is_not_taken_away(session, asked, make_account):
    account, token = asked
    make_account("new@example.org")
    assert codes_of(confirm_email, token, now=NOW) == ("link_gone",)
    assert account.email == "e@example.org"


def test_the_same_two_people_are_kept_apart_by_the_schema(session, lost, administrator):
    recovery_id = recoveries.ask_recovery(lost.id, "Звонок", actor=administrator, now=NOW)
    row = session.get(FactorRecovery, recovery_id)
    row.confirmed_by_id = administrator.account_id
    with pytest.raises(Exception, match="two_people"):
        session.flush()
    session.rollback()
