"""The council's minutes, and people signed in with a password that they can confirm."""

import pytest

from core.accounts.models import Account
from core.adapters.passwords import hash_password
from tests.builders_minutes import PASSWORD


@pytest.fixture(scope="session")
def password_hash():
    return hash_password(PASSWORD)


@pytest.fixture
def enter(sign_in, session, password_hash):
    """Signed in as the person, whose password is `PASSWORD`."""

    def entered(person):
        session.get(Account, person.account_id).password_hash = password_hash
        session.commit()
        return sign_in(person)

    return entered
