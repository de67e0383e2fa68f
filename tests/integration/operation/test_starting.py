"""The server as a process: what it refuses at its start, what it logs, how it ends."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import closing, nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from core.config import BadSettings
from core.operation.starting import demand_safe_start
from tests.application import make_app

ROOT = Path(__file__).parents[3]
SERVE = [sys.executable, "-m", "tools.serve"]
FROM_TEST = ("DATA_DIR", "DATABASE_URL", "SECRET_KEY", "DEMO", "BASE_URL", "LOG_LEVEL")
CANARY = "canary-" * 6


def environment(folder, **changed):
    clean = {name: value for name, value in os.environ.items() if name not in FROM_TEST}
    whole = {**clean, "DATA_DIR": str(folder), "SECRET_KEY": CANARY, **changed}
    return {name: value for name, value in whole.items() if value is not None}


def started(folder, *arguments, **changed):
    """A process of the server; both its streams are read at the end."""
    return subprocess.Popen(
        [*SERVE, *arguments],
        cwd=ROOT,
        env=environment(folder, **changed),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """A folder whose database has the schema of the code."""
    folder = tmp_path_factory.mktemp("served")
    make_app(folder, f"sqlite:///{folder}/council.db")
    return folder


def test_a_new_site_has_no_account(migrated):
    with closing(sqlite3.connect(migrated / "council.db")) as database:
        assert database.execute("SELECT count(*) FROM accounts").fetchone() == (0,)


def test_an_unsafe_start_is_refused_and_names_the_setting(migrated, tmp_path):
    """Each is refused before anything of the product is loaded, but for the schema."""
    (tmp_path / "file").touch()
    cases = {
        "SECRET_KEY": started(migrated, SECRET_KEY="short"),
        "FLASK_DEBUG": started(migrated, FLASK_DEBUG="1"),
        "BASE_URL": started(migrated, BASE_URL="http://council.example"),
        "DATA_DIR": started(tmp_path / "file" / "below"),
        "upgrade-database": started(tmp_path / "new"),
    }
    for named, process in cases.items():
        _, told = process.communicate(timeout=120)
        assert process.returncode == os.EX_CONFIG, told
        assert named in told
        assert len(told.splitlines()) == 1


HERE, OUTSIDE = "http://127.0.0.1:8000", "https://council.example"


@pytest.mark.parametrize(
    ("settings", "host", "is_behind", "is_refused"),
    (
        ({"base_url": HERE}, "127.0.0.1", False, False),
        ({"base_url": HERE}, "127.0.0.1", True, True),
        ({"base_url": HERE}, "0.0.0.0", False, True),  # noqa: S104 - is refused
        ({"base_url": HERE, "demo": True}, "0.0.0.0", False, False),  # noqa: S104
        ({"base_url": OUTSIDE}, "127.0.0.1", True, False),
    ),
)
def test_a_site_that_others_reach_needs_its_public_address(  # noqa: PLR0913, PLR0917
    app, monkeypatch, settings, host, is_behind, is_refused
):
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], **settings))
    refused = pytest.raises(BadSettings, match="BASE_URL") if is_refused else nullcontext()
    with refused:
        demand_safe_start(app, host=host, is_behind=is_behind)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port):
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).status
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server did not answer")


def test_a_request_that_has_begun_is_answered_after_sigterm(migrated):
    """A body that is still on its way would be lost; a whole request is not."""
    port = free_port()
    slow = started(migrated, "--port", str(port), "--app", "tests.integration.operation.slow:app")
    answers = []

    def ask(path):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
                answers.append((path, answer.status, len(answer.read())))
        except OSError as error:
            answers.append((path, None, str(error)))

    try:
        assert wait_for(port) == 200
        threads = [threading.Thread(target=ask, args=("/slow",)) for _ in range(3)]
        for thread in threads:
            thread.start()
        time.sleep(0.3)
        slow.send_signal(signal.SIGTERM)
        time.sleep(0.2)
        ask("/healthz")  # nothing new is taken
        for thread in threads:
            thread.join(timeout=20)
        assert slow.wait(timeout=20) == 0
    finally:
        slow.kill()
        slow.communicate()
    assert min(answers, key=str)[:2] == ("/healthz", None)
    assert [a for a in answers if a[0] == "/slow"] == [("/slow", 200, 3_000_000)] * 3


def test_each_request_is_one_line_of_json_without_a_secret(migrated):
    port = free_port()
    process = started(migrated, "--port", str(port), METRICS_TOKEN="canary-of-the-metrics")
    asked = ("/", "/meetings/?q=%D1%8F", f"/meetings/visit/{'s' * 43}/", "/sign-in")
    try:
        assert wait_for(port) == 200
        for path in asked:
            request = urllib.request.Request(f"http://127.0.0.1:{port}{path}")
            request.add_header("X-Request-ID", "0123456789abcdef")
            try:
                urllib.request.urlopen(request, timeout=20).read()
            except urllib.error.HTTPError as error:
                error.close()
    finally:
        process.terminate()
        out, err = process.communicate(timeout=30)
    assert err == ""
    lines = [json.loads(line) for line in out.splitlines()]
    requests = [line for line in lines if line["logger"] == "council.requests"]
    assert len(requests) == len(asked)
    for line in requests:
        assert {"ts", "level", "request_id", "route", "user", "ip", "status", "ms"} <= set(line)
        assert line["request_id"] == "0123456789abcdef"
    assert {line["status"] for line in requests} == {200, 404}
    assert "canary" not in out
    assert "s" * 43 not in out
