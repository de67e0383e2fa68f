"""F03: whoever renders is killed at any moment; no half file is served and the work is done again.

Real processes on both databases, and the twin that writes without the draft and its renaming.
"""

import os
import signal
import threading
import time
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import update

from core.adapters import files
from core.adapters.database import db
from core.adapters.files import DRAFT, remove_drafts
from core.papers import queries, work
from core.papers.models import Rendering
from core.papers.rules.life import LEASE, Fault, RenderingState
from tests.application import make_app, new_postgres_database
from tests.conftest import NOW
from tests.integration.papers.conftest import Moving, asked, keep
from tests.papers import long_paper, plain_paper
from tests.processes import Running

HERE = Path(__file__).parent
MOMENTS = ("taken", "open", "half", "before-replace", "after-replace")
CONTENT = b"%PDF-1.7 " + b"a page " * 1000


@pytest.fixture
def real_app(database, request, tmp_path):
    """An installation of its own: real processes need committed rows."""
    url = f"sqlite:///{tmp_path}/council.db"
    if database == "postgresql":
        url = new_postgres_database(request.getfixturevalue("postgres_url"))
    app = make_app(tmp_path, url)
    environ = {"DATABASE_URL": url, "DATA_DIR": str(tmp_path), "SECRET_KEY": "t" * 40}
    app.extensions["environ"] = {**os.environ, **environ, "LOG_LEVEL": "CRITICAL"}
    with app.app_context():
        yield app
        work.renderer().end()
        db.session.remove()
        db.engine.dispose()


def killed(app, *arguments):
    db.session.rollback()
    done = Running((HERE / "killed.py", *arguments), app.extensions["environ"])
    assert done.wait(60) == -signal.SIGKILL


def stored(app):
    """What could be served: every file under its name, drafts apart."""
    folder = app.extensions["files"]
    return [path for path in folder.rglob("*") if path.is_file() and path.suffix != DRAFT]


def is_whole(path):
    return path.parent.name + path.name == sha256(path.read_bytes()).hexdigest()


LATER = Moving(NOW + LEASE)


def done_again(app, key, monkeypatch):
    monkeypatch.setattr(work.renderer(), "render", lambda *_, **__: (CONTENT, {"ok": True}))
    return work.work_on(key, LATER)


@pytest.mark.parametrize("moment", MOMENTS)
def test_f03_a_killed_renderer_leaves_no_half_file_and_the_work_is_done_again(
    real_app, moment, monkeypatch
):
    code = keep(plain_paper("Протокол"))
    key = queries.find_rendering_key(code)
    killed(real_app, moment)

    assert all(is_whole(path) for path in stored(real_app))
    found = queries.find_rendering(key)
    assert (found.state, found.sha256) == (RenderingState.WORKING, None)
    assert work.work_on(key, Moving(NOW)) is None  # the lease holds

    assert done_again(real_app, key, monkeypatch) == key
    db.session.rollback()
    digest = queries.get_kept(code).sha256
    assert [is_whole(path) for path in stored(real_app)] == [True]
    assert files.path_of(digest).read_bytes() == CONTENT


def test_f03_twin_without_a_draft_a_half_file_would_be_served(real_app, monkeypatch):
    key = asked(plain_paper("Протокол"))
    killed(real_app, "half", "twin")

    done_again(real_app, key, monkeypatch)

    assert [is_whole(path) for path in stored(real_app)] == [False]


def test_f03_three_kills_are_enough(real_app, monkeypatch):
    key = asked(plain_paper("Протокол"))
    for _ in range(3):
        killed(real_app, "half")
        expire_lease(key)
    assert work.work_on(key, LATER) is None
    assert queries.find_rendering(key).fault is Fault.BROKEN


def expire_lease(key):
    gone = update(Rendering).where(Rendering.key == key).values(leased_until=NOW - LEASE)
    db.session.execute(gone)
    db.session.commit()


def test_f03_what_killed_processes_left_is_cleaned_but_not_what_is_being_written(real_app):
    asked(plain_paper("Протокол"))
    killed(real_app, "half")
    (draft,) = real_app.extensions["files"].rglob(f"*{DRAFT}")

    assert remove_drafts() == 0
    old = time.time() - 3700
    os.utime(draft, (old, old))
    assert remove_drafts() == 1
    assert not draft.exists()


def test_f03_a_child_killed_in_the_middle_of_a_paper_is_replaced_and_the_paper_made(real_app):
    key = asked(long_paper(60))
    renderer = work.renderer()
    with renderer.taken():
        child = renderer.started()
    threading.Timer(0.5, os.kill, (child.pid, signal.SIGKILL)).start()
    clock = Moving()

    work.work_on(key, clock)
    assert queries.find_rendering(key).state is RenderingState.WAITING
    work.work_on(key, clock)

    assert queries.find_rendering(key).state is RenderingState.DONE
    assert all(is_whole(path) for path in stored(real_app))
