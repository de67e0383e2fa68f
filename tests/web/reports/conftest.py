"""Reports of the council, and people signed in with a password that they can confirm."""

import re

import pytest

from core.accounts.models import Account
from core.adapters.passwords import hash_password
from tests.conftest import PASSWORD
from tests.statements import counted_statements


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


@pytest.fixture
def form_of():
    """`form_of(client, path)` -> the values that the page's forms would send unchanged."""

    def values(client, path):
        page = client.get(path)
        assert page.status_code == 200, page.text
        found = re.findall(r"<input[^>]*>", page.text)
        named = ((re.search(r'name="([^"]+)"', i), re.search(r'value="([^"]*)"', i)) for i in found)
        return {
            name[1]: value[1]
            for (name, value), tag in zip(named, found, strict=True)
            if name and value and not re.search(r'type="(radio|checkbox|file|password)"', tag)
        }

    return values


@pytest.fixture
def statements():
    """`with statements() as done:` collects the SQL of the requests made inside."""
    return counted_statements
