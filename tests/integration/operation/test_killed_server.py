"""F04: the server is killed while visitors apply; what was acknowledged stays. F26: slow clients.

Once here; ten times and on both databases in tests/soak.
"""

import socket
import time
from contextlib import ExitStack

from core.adapters.database import db
from core.audit.services.verifying import verify
from tests.application import make_app
from tests.serving import HOST, Crowd, Served, applications, open_meeting, status

SEATS = 15


def killed_under_load(app, url, kills, between=5):
    """Kill and restart the server under a crowd; returns the crowd and the slowest restart."""
    meeting_id = open_meeting(app, SEATS)
    slowest = 0.0
    with Served(app.config["SETTINGS"].data_dir, url) as server, Crowd(server.port) as crowd:
        for _ in range(kills):
            wait_for_more(crowd, between)
            server.kill()
            slowest = max(slowest, server.start())
        wait_for_more(crowd, between)
        assert status(server.port, "/meetings/") == 200
    check_history(app, meeting_id, crowd)
    return crowd, slowest


def wait_for_more(crowd, more):
    """Until so many further visitors were answered: a busy machine takes its time."""
    wanted, deadline = len(crowd.answered) + more, time.monotonic() + 120
    while len(crowd.answered) < wanted:
        assert time.monotonic() < deadline, "nobody is answered"
        time.sleep(0.01)


def check_history(app, meeting_id, crowd):
    found = applications(app, meeting_id)
    assert crowd.answered <= set(found.mails), "an acknowledged application is lost"
    assert set(found.mails) <= crowd.tried, "a row that nobody asked for"
    assert len(found.mails) == len(set(found.mails))
    assert found.taken == found.confirmed == min(SEATS, len(found.mails))
    assert crowd.others == []
    with app.app_context():
        assert verify(with_files=False).findings == ()
        if db.engine.dialect.name == "sqlite":
            told = db.session.execute(db.text("PRAGMA integrity_check")).scalar_one()
            assert told == "ok"
        db.session.remove()
        db.engine.dispose()


def test_f04_nothing_that_was_acknowledged_is_lost_when_the_server_is_killed(tmp_path):
    url = f"sqlite:///{tmp_path}/council.db"
    crowd, _ = killed_under_load(make_app(tmp_path, url), url, kills=1, between=10)
    assert len(crowd.answered) > SEATS
    assert len(crowd.tried) > len(crowd.answered), "nobody was interrupted"


def test_f26_fifty_half_requests_of_each_kind_keep_nobody_waiting(tmp_path):
    url = f"sqlite:///{tmp_path}/council.db"
    app = make_app(tmp_path, url)
    with app.app_context():
        db.engine.dispose()
    begun = b"GET /meetings/ HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
    body = b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nemail="
    with Served(tmp_path, url) as server, ExitStack() as open_ones:
        assert status(server.port, "/meetings/") == 200  # the first page compiles its templates
        for half in (begun, body) * 50:
            slow = open_ones.enter_context(socket.create_connection((HOST, server.port)))
            slow.sendall(half)
        took = []
        for _ in range(10):
            started = time.monotonic()
            assert status(server.port, "/meetings/") == 200
            took.append(time.monotonic() - started)
    assert sorted(took)[len(took) // 2] < 1
