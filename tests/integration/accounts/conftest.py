"""Accounts with passwords, and browsers that try them."""

from functools import lru_cache

import pytest

from core.accounts.models import Account
from core.accounts.rules.sessions import Source
from core.accounts.services.sessions import open_session
from core.adapters.database import command
from core.adapters.passwords import hash_password
from core.kernel.viewers import Viewer
from tests.conftest import NOW, PASSWORD


@lru_cache
def hashed(password):
    return hash_password(password)


@pytest.fixture
def make_account(build):
    """`make_account(email, password)`; without a password the account is only invited."""

    def make(email="e@example.org", password=PASSWORD, *, name="Рябинина Елена", **values):
        account = build.account(name, email=email, **values)
        account.password_hash = password and hashed(password)
        return build.add(account)

    return make


@pytest.fixture
def here():
    return Source(address="192.0.2.1", browser="Firefox/140.0 Windows")


@pytest.fixture
def administrator(make_account):
    account = make_account("admin@example.org", name="Администратор", administrator=True)
    return as_viewer(account)


def as_viewer(account: Account) -> Viewer:
    return Viewer(
        account_id=account.id,
        name=account.name,
        email=account.email,
        is_administrator=account.is_administrator,
    )


__all__ = ["NOW", "PASSWORD", "as_viewer"]


def started(account_id, browser="test", now=NOW):
    """The token of a session that was begun at the moment."""
    return command(open_session)(account_id, source=Source("192.0.2.1", browser), now=now)
