"""Accounts with passwords and browsers signed in by the form."""

from functools import lru_cache

import pytest

from core.adapters.passwords import hash_password
from tests.conftest import PASSWORD


@lru_cache
def hashed(password):
    return hash_password(password)


@pytest.fixture
def make_account(build):
    def make(email="e@example.org", password=PASSWORD, *, name="Рябинина Елена", **values):
        account = build.account(name, email=email, **values)
        account.password_hash = password and hashed(password)
        return build.add(account)

    return make


@pytest.fixture
def enter(app, session):
    """`enter(email)` -> a client that signed in by the form."""

    def entered(email="e@example.org", password=PASSWORD, *, address="127.0.0.1", client=None):
        client = client or app.test_client()
        response = client.submit(
            "/sign-in",
            {"email": email, "password": password},
            environ_overrides={"REMOTE_ADDR": address},
        )
        client.answer = response
        return client

    return entered
