"""A change of SECRET_KEY: with the earlier key in SECRET_KEY_FALLBACKS nobody loses anything."""

from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import select

from core.accounts.services.factors.codes import opened_secret
from core.adapters.chain import derived_key, keyring
from core.adapters.derived import derived_token
from core.letters.framing import choice_path
from core.letters.models import OutgoingLetter
from tests.conftest import NOW, PASSWORD
from tests.second_factors import SECRET, code_at, demanded, protect

NEW = "n" * 40


@contextmanager
def changed(app, *, keeps):
    """The installation with another key, which remembers the one of before or does not."""
    before = app.config["SETTINGS"]
    earlier = (before.secret_key,) if keeps else ()
    app.config["SETTINGS"] = now = replace(before, secret_key=NEW, secret_key_fallbacks=earlier)
    app.config.update(SECRET_KEY=NEW, SECRET_KEY_FALLBACKS=now.secret_keys[:-1])
    try:
        yield
    finally:
        app.config["SETTINGS"] = before
        app.config.update(SECRET_KEY=before.secret_key, SECRET_KEY_FALLBACKS=[])


def test_whoever_is_signed_in_stays_so(app, make_account, enter):
    make_account()
    browser = enter()
    with changed(app, keeps=False):
        assert browser.get("/desk/").status_code == 302
    browser = enter()
    with changed(app, keeps=True):
        assert browser.get("/desk/").status_code == 200


def test_one_time_codes_go_on_and_are_sealed_with_the_new_key_by_their_use(
    app, build, make_account, client
):
    account = make_account()
    codes = protect(build, account.id)
    typed = {"email": account.email, "password": PASSWORD}
    with demanded(app):
        with changed(app, keeps=False):
            client.submit("/sign-in", typed)
            refused = client.submit("/sign-in/factor", {"factor_code": code_at(NOW)})
            assert (refused.status_code, "Код неверен" in refused.text) == (422, True)
        with changed(app, keeps=True):
            client.submit("/sign-in", typed)
            assert (
                client.submit("/sign-in/factor", {"factor_code": code_at(NOW)}).status_code == 303
            )
        with changed(app, keeps=False):
            build.session.refresh(codes)
            assert opened_secret(account.id, codes.sealed_secret) == SECRET


def test_links_of_letters_open_what_they_opened(app, session, make_account, enter):
    make_account()
    browser = enter()
    asked = {"email": "new@example.org", "confirmation": PASSWORD}
    assert browser.submit("/desk/account/email", asked).status_code == 303
    letter = session.scalars(select(OutgoingLetter.id)).first()
    path, token = choice_path(letter), derived_token("visit", "7")
    with changed(app, keeps=True):
        assert choice_path(letter) != path
        assert [browser.get(each).status_code for each in (path, choice_path(letter))] == [200, 200]
        assert derived_token("visit", "7") == token
    with changed(app, keeps=False):
        assert browser.get(path).status_code == 404
        assert derived_token("visit", "7") != token


def test_entries_of_the_journal_are_verified_with_the_earlier_key(app, session):
    earlier = derived_key(app.config["SETTINGS"].secret_key)
    with changed(app, keeps=True):
        assert {derived_key(NEW), earlier} <= set(keyring().values())
