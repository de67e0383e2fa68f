"""Many at once, each on a connection of its own: nobody gains by being quick."""

from functools import partial

import pytest
from sqlalchemy import func, select

from core.accounts.models import Session, SignInAttempt
from core.accounts.queries.attempts import find_credentials
from core.accounts.rules.links import LinkPurpose
from core.accounts.rules.sessions import Source
from core.accounts.services import NewAccount, invite_account, issue_link, use_link
from core.accounts.services.links import spend_link
from core.accounts.services.signing_in import begin_attempt, limits_of
from core.accounts.services.tokens import digest
from core.adapters.database import db
from core.kernel.viewers import Viewer
from tests.conftest import NOW
from tests.races import committed_app, refusals_at_once

HERE = Source("192.0.2.1")
SECRETARY = Viewer(name="Секретарь")
AT_ONCE = 12


@pytest.fixture
def own_app(database, request, tmp_path):
    """An application whose changes are committed, on a database of its own."""
    with committed_app(database, request, tmp_path) as app:
        yield app


def codes_of(app, service):
    """The codes with which the calls ended, `done` for those that were not refused."""
    calls = (partial(service, number) for number in range(AT_ONCE))
    with app.app_context():
        refusals = refusals_at_once(app, *calls)
    return sorted(refused.codes[0] if refused else "done" for refused in refusals)


def test_of_many_guesses_at_once_only_five_are_made(own_app):
    limits = limits_of("e@example.org", HERE)

    codes = codes_of(own_app, lambda _: begin_attempt(limits, now=NOW))

    assert codes == ["done"] * 5 + ["too_many_attempts"] * (AT_ONCE - 5)
    with own_app.app_context():
        assert db.session.scalar(select(func.count(SignInAttempt.id))) == 5 * len(limits)


def test_of_many_uses_of_a_link_at_once_one_succeeds(own_app):
    with own_app.app_context():
        account_id, first = invite_account(
            NewAccount("e@example.org", "Новый"), actor=SECRETARY, now=NOW
        )
        use_link(first, "чайник гора сирень поезд", source=HERE, now=NOW)
        token = issue_link(account_id, LinkPurpose.PASSWORD_RESET, actor=SECRETARY, now=NOW)

    codes = codes_of(
        own_app, lambda number: spend_link(digest(token), f"hash {number}", source=HERE, now=NOW)
    )

    assert codes == ["done"] + ["link_gone"] * (AT_ONCE - 1)
    with own_app.app_context():
        live = select(func.count(Session.id)).where(Session.ended_at.is_(None))
        assert db.session.scalar(live) == 1
        assert find_credentials("e@example.org").password_hash.startswith("hash ")


def test_of_many_invitations_to_one_address_at_once_one_succeeds(own_app):
    codes = codes_of(
        own_app,
        lambda _: invite_account(NewAccount("e@example.org", "Новый"), actor=SECRETARY, now=NOW),
    )

    assert codes == ["done"] + ["email_taken"] * (AT_ONCE - 1)
