"""F18: the clock is set by hours under a running server and its jobs (libfaketime)."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.adapters.database import db
from core.audit.services.verifying import verify
from tests.application import make_app, new_postgres_database
from tests.serving import Served, applications, applying, open_meeting, status

LIBRARIES = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
ROOT = Path(__file__).parents[2]
SEATS = 50
START = 300  # seconds, on a machine that is busy with other work


class Faked(Served):
    """The server under a clock that a file sets; a new interpreter, which the library needs."""

    def __init__(self, folder, url):
        self.clock = folder / "clock"
        self.set("+0")
        preload = {
            "LD_PRELOAD": str(LIBRARIES[0]),
            "FAKETIME_TIMESTAMP_FILE": str(self.clock),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }
        super().__init__(folder, url, LOG_LEVEL="WARNING", **preload)
        self.jobs = None

    def set(self, offset):
        self.clock.write_text(offset, encoding="ascii")

    def start(self, *options):
        python = [sys.executable, "-m"]
        serve = [*python, "tools.serve", "--port", str(self.port), *options]
        self.process = subprocess.Popen(serve, cwd=ROOT, env=self.environ)
        jobs = [*python, "flask", "--app", "wsgi", "run-jobs"]
        self.jobs = subprocess.Popen(jobs, cwd=ROOT, env=self.environ)
        try:
            wait_for(lambda: status(self.port, "/healthz") == 200, START)
            wait_for(lambda: status(self.port, "/readyz") == 200, START)
        except AssertionError:
            self.end()
            raise

    def end(self):
        for process in (self.process, self.jobs):
            process.terminate()
        for process in (self.process, self.jobs):
            process.wait(40)


def wait_for(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.1)


@pytest.mark.skipif(not LIBRARIES, reason="libfaketime is not installed")
@pytest.mark.parametrize("kind", ("sqlite", "postgresql"))
def test_f18_thirty_hours_ahead_and_two_days_back(kind, request, tmp_path, figure):
    url = f"sqlite:///{tmp_path}/council.db"
    if kind == "postgresql":
        url = new_postgres_database(request.getfixturevalue("postgres_url"))
    app = make_app(tmp_path, url)
    meeting_id = open_meeting(app, SEATS)
    with app.app_context():
        db.engine.dispose()
    sent = []
    with Faked(tmp_path, url) as server:
        for number, offset in enumerate(("+0", "+30h", "-48h", "+0"), 1):
            server.set(offset)
            wait_for(lambda: status(server.port, "/readyz") == 200)
            sent.append(applying(server.port, number))
            assert status(server.port, "/meetings/") == 200
        wait_for(lambda: noted(app, "clock.went_back"))
    assert sent == [303] * 4
    found = applications(app, meeting_id)
    assert (len(found.mails), found.taken) == (4, 4)
    with app.app_context():
        assert verify(with_files=False).findings == ()
        letters = db.session.execute(
            db.text(
                "SELECT fact, addressee, count(*) FROM letters GROUP BY 1, 2 HAVING count(*) > 1"
            )
        ).all()
        db.session.remove()
        db.engine.dispose()
    assert letters == []
    figure(
        database=kind,
        noted={what: noted(app, what) for what in ("clock.went_forward", "clock.went_back")},
    )


def noted(app, what):
    with app.app_context():
        query = db.text("SELECT count(*) FROM journal WHERE what = :what")
        found = db.session.execute(query, {"what": what}).scalar_one()
        db.session.remove()
        db.engine.dispose()
    return found
