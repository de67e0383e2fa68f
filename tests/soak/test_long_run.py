"""F28: readers and applicants without a pause; the server grows neither memory nor open files.

DURATION seconds (120): the slope is judged from half an hour on, before that the sum.
"""

import threading
import time
from itertools import cycle
from pathlib import Path
from statistics import linear_regression

from core.adapters.database import db
from tests.conftest import make_app
from tests.serving import Crowd, Served, applications, open_meeting, status

LONG = 1800
MOST_PER_HOUR = 5.0  # megabytes
MOST_AT_ALL = 30.0
MOST_WAL = 50 * 1024 * 1024
PAGES = ("/", "/meetings/", "/meetings/2026/1/", "/plan/", "/events/", "/sign-in", "/no-such-page")


def megabytes(pid):
    text = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(text.split("VmRSS:")[1].split()[0]) / 1024


def open_files(pid):
    return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())


def reading(port, stopped, answers):
    for page in cycle(PAGES):
        if stopped.is_set():
            return
        answers.append(status(port, page))


def test_f28_a_long_run_under_mixed_load(tmp_path, seconds, figure):
    url = f"sqlite:///{tmp_path}/council.db"
    app = make_app(tmp_path, url)
    meeting_id = open_meeting(app, 100)
    stopped, answers, samples, files = threading.Event(), [], [], []
    with Served(tmp_path, url) as server, Crowd(server.port, threads=1) as crowd:
        reader = threading.Thread(target=reading, args=(server.port, stopped, answers))
        reader.start()
        started = time.monotonic()
        while (now := time.monotonic() - started) < seconds:
            samples.append((now, megabytes(server.process.pid)))
            files.append(open_files(server.process.pid))
            time.sleep(max(0.5, seconds / 200))
        stopped.set()
        reader.join(timeout=30)
        wal = (tmp_path / "council.db-wal").stat().st_size
    warm = samples[len(samples) // 3 :]
    slope = linear_regression(*zip(*warm, strict=True)).slope * 3600
    grown = warm[-1][1] - warm[0][1]
    figure(
        seconds=seconds,
        answers=len(answers) + len(crowd.answered),
        megabytes=round(warm[-1][1]),
        megabytes_per_hour=round(slope, 1),
        open_files=(files[len(files) // 3], files[-1]),
        wal=wal,
    )
    assert set(answers) <= {200, 404}
    assert crowd.others == []
    assert len(applications(app, meeting_id).mails) == len(crowd.answered)
    assert grown < MOST_AT_ALL
    assert seconds < LONG or slope < MOST_PER_HOUR
    assert files[-1] <= max(files[: len(files) // 3]) + 10
    assert wal < MOST_WAL
    with app.app_context():
        db.engine.dispose()
