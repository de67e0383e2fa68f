"""Reading public pages from a real streaming replica, and from the primary when it is not fit."""

import time
from dataclasses import replace

import pytest
from flask import g
from sqlalchemy import create_engine, text

from core.adapters.database import READING, command, db
from core.app import create_app
from core.installation import Installation
from tests import replicas
from tests.application import migrated, settings_of
from tests.builders import Builder
from tests.conftest import NOW
from wsgi import PARTS

LAG = 2


@pytest.fixture(scope="module")
def servers():
    with replicas.pair() as found:
        yield found


@pytest.fixture(scope="module")
def site(servers, tmp_path_factory):
    """A site on the primary that may read from the standby."""
    first, standby = servers
    settings = settings_of(tmp_path_factory.mktemp("replica"), first.url)
    installation = Installation(replica_url=standby.url, replica_lag_seconds=LAG)
    app = migrated(create_app(PARTS, replace(settings, installation=installation)))
    with app.app_context():
        builder = Builder(db.session, NOW)
        builder.council()
        db.session.commit()
        account = builder.account("Читатель")
        app.extensions["token"] = builder.signed_in_session(account.id)
        db.session.commit()
        db.session.remove()
    app.testing = False
    yield app
    with app.app_context():
        db.engine.dispose()
        app.extensions["replica"].engine.dispose()


def named(site, name):
    """Change on the primary what each page shows at its head."""
    engine = create_engine(site.config["SETTINGS"].database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE region SET council_name = :name"), {"name": name})
    engine.dispose()


def seen(site, name, *, signed_in=False):
    client = site.test_client()
    if signed_in:
        with client.session_transaction() as cookie:
            cookie["sid"] = site.extensions["token"]
    answer = client.get("/sign-in" if not signed_in else "/desk/account/")
    assert answer.status_code == 200
    return name in answer.text


def wait_for(condition, seconds=15):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)


def look_at_once(site):
    site.extensions["replica"].look_again = 0.0


def test_visitors_read_from_the_replica_while_it_is_fresh_and_nobody_else_does(site, servers):
    _first, standby = servers
    named(site, "Первый совет")
    wait_for(lambda: standby.ask("SELECT council_name FROM region") == "Первый совет")
    assert seen(site, "Первый совет")
    standby.ask("SELECT pg_wal_replay_pause()")
    wait_for(lambda: standby.ask("SELECT pg_get_wal_replay_pause_state()") == "paused")
    named(site, "Второй совет")
    look_at_once(site)
    assert seen(site, "Первый совет"), "a visitor reads what the replica has"
    assert seen(site, "Второй совет", signed_in=True), "whoever signed in reads the primary"
    time.sleep(LAG)
    look_at_once(site)
    assert seen(site, "Второй совет"), "a replica that lags is not used"
    standby.ask("SELECT pg_wal_replay_resume()")
    wait_for(lambda: standby.ask("SELECT council_name FROM region") == "Второй совет")
    look_at_once(site)
    assert seen(site, "Второй совет")
    assert site.extensions["replica"].serves


def test_whoever_writes_reads_what_was_written(site):
    """A visitor's page that has to write (a paper to render) stays with the primary then."""

    @command
    def write():
        return db.session.get_bind().url.port

    replica = site.extensions["replica"]
    with site.app_context():
        setattr(g, READING, replica.engine)
        assert db.session.get_bind() is replica.engine
        primary_port = db.engine.url.port
        assert write() == primary_port
        assert db.session.get_bind().url.port == primary_port
        db.session.remove()


def test_a_replica_that_goes_in_the_middle_of_a_page_is_not_noticed_by_the_visitor(site, servers):
    _first, standby = servers
    look_at_once(site)
    assert seen(site, "совет")
    replica = site.extensions["replica"]
    assert replica.serves
    replica.look_again = time.monotonic() + 60  # it is believed to be well
    standby.stop()
    assert seen(site, "Второй совет"), "the same request was answered from the primary"
    assert not replica.serves
    standby.start()
    wait_for(lambda: look_at_once(site) or (seen(site, "совет") and replica.serves))


def test_when_only_the_primary_is_gone_visitors_read_on_and_nothing_is_saved(site, servers):
    first, _standby = servers
    first.stop()
    try:
        wait_for(lambda: look_at_once(site) or site.test_client().get("/").status_code == 200)
        assert site.test_client().get("/healthz").status_code == 200
        assert site.test_client().get("/readyz").status_code == 503
        client = site.test_client()
        with client.session_transaction() as cookie:
            cookie["sid"] = site.extensions["token"]
        assert client.get("/desk/account/").status_code == 503
    finally:
        first.start()
    wait_for(lambda: client.get("/desk/account/").status_code == 200)
