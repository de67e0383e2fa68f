"""A running site of one region for one journey, the sample's unless another file is given.

The server runs in this process with a database of its own, so that a journey can move the clock.
"""

import shutil
import socket
import threading
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlsplit

from waitress.server import create_server

from core.accounts.importing import import_accounts
from core.accounts.queries.accounts import find_account_id
from core.adapters.clock import clock
from core.adapters.database import db
from core.adapters.migrations import upgrade_database
from core.app import create_app
from core.config import ROOT, Settings
from core.importing.sections import import_content, load
from council.importing.sections import SECTIONS
from council.membership.linking import link_account
from tests.application import with_compiled_templates
from tests.builders import Builder
from tests.conftest import OWN
from wsgi import PARTS

HOST = "127.0.0.1"
SAMPLE = ROOT / "sample" / "zarechye.yaml"
ACCOUNTS = ROOT / "sample" / "accounts.yaml"
START = datetime.fromisoformat("2026-11-21T10:00:00+05:00")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def make_site(folder: Path, port: int, *, name: str = HOST, **changed):
    """The application on a SQLite database in `folder`, reached under a name."""
    settings = Settings(
        secret_key="j" * 40,
        data_dir=folder,
        database_url=f"sqlite:///{folder}/council.db",
        base_url=f"http://{name}:{port}",
        testing=False,
        **{"passport_keys": ("p" * 40,), **changed},
    )
    return with_compiled_templates(create_app(PARTS, settings))


@cache
def prepared(region: Path) -> Path:
    """The folder of a site with the region, made once and copied for each journey."""
    folder = Path(mkdtemp(prefix="journeys-", dir=OWN))
    clock.stopped_at = START
    app = make_site(folder, 1)
    with app.app_context():
        upgrade_database()
        outcome = import_content(load(region), SECTIONS, now=START)
        assert not outcome.faults, outcome.faults
        import_accounts(load(ACCOUNTS), link_account, now=START)
        db.session.remove()
        db.engine.dispose()
    return folder


@contextmanager
def running_site(folder: Path, region: Path = SAMPLE, **changed):
    """Serve a copy of the prepared site; yields (address, application)."""
    shutil.copytree(prepared(region), folder, dirs_exist_ok=True)
    with served(folder, **changed) as found:
        yield found


@contextmanager
def served(folder: Path, *, name: str = HOST, **changed):
    """Serve the site whose database lies in the folder; yields (address, application)."""
    port = free_port()
    clock.stopped_at = START
    app = make_site(folder, port, name=name, **changed)
    server = create_server(app, host=HOST, port=port, threads=8, ident=None)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://{name}:{port}", app
    finally:
        server.close()
        thread.join(timeout=5)
        with app.app_context():
            db.engine.dispose()


def session_of(app, email: str) -> str:
    """The cookie of a new session of an account, as signing in would have set it."""
    with app.app_context():
        account_id = find_account_id(email)
        assert account_id, f"nobody signs in as {email}"
        token = Builder(db.session, clock.stopped_at).signed_in_session(account_id)
        db.session.remove()
    client, base = app.test_client(), app.config["SETTINGS"].base_url
    with client.session_transaction(base_url=base) as cookie:
        cookie["sid"] = token
    found = client.get_cookie("session", domain=urlsplit(base).hostname)
    assert found
    return found.value
