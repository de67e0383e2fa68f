"""F07: a database on a disk of a few megabytes, filled up; room makes all well again."""

import os
import shutil
import subprocess

import pytest

from core.adapters.database import db
from tests.application import make_app
from tests.serving import Served, applying, open_meeting, status

SIZE = "12m"


@pytest.fixture
def small_disk(tmp_path):
    """A disk in memory; needs the right to mount."""
    place = tmp_path / "small"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", place]
    if os.geteuid() != 0 or subprocess.run(command, check=False).returncode:
        pytest.skip("no right to mount a small disk")
    yield place
    subprocess.run(["umount", place], check=True)


def test_f07_a_full_disk_loses_nothing_and_is_over_when_there_is_room(small_disk, tmp_path, figure):
    url = f"sqlite:///{small_disk}/council.db"
    app = make_app(small_disk, url)
    open_meeting(app, 5)
    with app.app_context():
        db.engine.dispose()
    with Served(tmp_path, url) as server:
        assert applying(server.port, 1) == 303
        with (small_disk / "filler").open("wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(b"x" * 4096)
            except OSError:
                pass
        found = [applying(server.port, number) for number in range(2, 12)]
        assert set(found) <= {303, 507, 503}
        assert {507, 503} & set(found)
        assert status(server.port, "/meetings/") == 200
        (small_disk / "filler").unlink()
        assert applying(server.port, 99) == 303, "without a restart"
    figure(answers=found, free=shutil.disk_usage(small_disk).free)
    with app.app_context():
        told = db.session.execute(db.text("PRAGMA integrity_check")).scalar_one()
        db.session.remove()
        db.engine.dispose()
    assert told == "ok"
