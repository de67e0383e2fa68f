"""`make demo`: what its first and second start do, which ports and folders it takes, its reset.

Quick: the sample is not read here. The real command with two starts is in tests/soak/test_demo.py.
"""

import os
import signal
import socket
import sqlite3
import stat
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

import pytest

from tests.application import make_app
from tests.processes import Running
from tools import demo
from tools.launch import HOST, free_port

FROM_TEST = ("DATA_DIR", "DATABASE_URL", "SECRET_KEY", "BASE_URL", "LOG_LEVEL", "PORT")


@pytest.fixture
def steps(monkeypatch):
    """The commands of the application that the demonstration would run."""
    found = []
    monkeypatch.setattr(demo, "step", lambda _text, _environ, *arguments: found.append(arguments))
    return found


def names(steps):
    return [arguments[0] for arguments in steps]


def test_a_first_start_makes_database_sample_and_secret_a_second_one_nothing(tmp_path, steps):
    folder = tmp_path / "var"
    first = demo.prepare(folder, 8000)
    assert names(steps) == ["upgrade-database", "import-region"]
    assert str(demo.SAMPLE) in steps[1]
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600

    steps.clear()
    second = demo.prepare(folder, 8000)
    assert steps == []
    assert second == first  # the same key, the same clock: nobody is signed out, time runs on


def test_a_first_start_that_was_broken_off_goes_on_at_the_next(tmp_path, monkeypatch, steps):
    def fails(_text, _environ, *arguments):
        if arguments[0] == "import-region":
            raise SystemExit("no power")

    with monkeypatch.context() as patch:
        patch.setattr(demo, "step", fails)
        with pytest.raises(SystemExit):
            demo.prepare(tmp_path, 8000)

    demo.prepare(tmp_path, 8000)
    assert names(steps) == ["import-region"]


def test_new_code_with_another_migration_brings_the_kept_data_forward(tmp_path, steps):
    demo.prepare(tmp_path, 8000)
    (tmp_path / "schema").write_text("that of an older release", encoding="ascii")
    steps.clear()

    demo.prepare(tmp_path, 8000)
    assert names(steps) == ["upgrade-database"]


def test_another_database_is_prepared_too(tmp_path, monkeypatch, steps):
    demo.prepare(tmp_path, 8000)
    steps.clear()
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg:///council")

    demo.prepare(tmp_path, 8000)
    assert names(steps) == ["upgrade-database"]


@pytest.mark.parametrize("text", ("0", "65536", "abc", "-1", "８０００", "80 00"))
def test_a_port_that_is_none_is_refused_with_the_range(text):
    with pytest.raises(SystemExit, match=f"PORT={text} is not a port number. Take one from 1"):
        demo.chosen_port({"PORT": text})


@pytest.mark.parametrize(("text", "port"), ((None, 8000), ("", 8000), ("1", 1), ("65535", 65535)))
def test_the_port_is_8000_unless_said_otherwise(text, port):
    assert demo.chosen_port({} if text is None else {"PORT": text}) == port


def test_the_folder_is_var_unless_said_otherwise(tmp_path):
    assert demo.chosen_folder({}) == demo.ROOT / "var"
    assert demo.chosen_folder({"DATA_DIR": str(tmp_path)}) == tmp_path


def test_a_reset_removes_a_demonstration_and_nothing_else(tmp_path, steps):
    folder, other = tmp_path / "demo", tmp_path / "letters"
    demo.prepare(folder, 8000)
    other.mkdir()
    (other / "dear.txt").touch()

    demo.reset(folder)
    assert not folder.exists()
    demo.reset(folder)  # nothing is left to remove
    with pytest.raises(SystemExit, match="holds no demonstration, nothing was removed"):
        demo.reset(other)
    assert (other / "dear.txt").exists()
    assert names(steps) == ["upgrade-database", "import-region"]


def test_the_server_and_the_process_of_jobs_run_together_and_end_together(monkeypatch, capfd):
    told, handlers = [], []

    class Server:
        def wait(self):
            told.append("waits")
            raise KeyboardInterrupt

    def started(name):
        @contextmanager
        def block(environ, *_):
            told.append((name, environ["DATA_DIR"]))
            try:
                yield Server()
            finally:
                told.append(f"{name} ended")

        return block

    monkeypatch.setattr(demo.signal, "signal", lambda number, _: handlers.append(number))
    monkeypatch.setattr(demo, "serving", started("server"))
    monkeypatch.setattr(demo, "working", started("jobs"))

    assert demo.serve({"DATA_DIR": "/var/tried"}, 8000) == 0
    assert told == [
        ("server", "/var/tried"),
        ("jobs", "/var/tried"),
        "waits",
        "jobs ended",
        "server ended",
    ]
    assert set(handlers) == {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    assert "Open http" in capfd.readouterr().out


def status(port):
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/", timeout=5) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


def test_a_second_start_serves_at_once_and_says_with_which_accounts_to_sign_in(
    tmp_path, steps, monkeypatch
):
    """The data are kept; a third start beside it is told to take another port."""
    make_app(tmp_path, f"sqlite:///{tmp_path}/council.db")
    demo.prepare(tmp_path, 8000)
    tables = sqlite3.connect(tmp_path / "council.db").execute("SELECT count(*) FROM sqlite_master")
    before, port = tables.fetchone(), free_port()
    clean = {name: value for name, value in os.environ.items() if name not in FROM_TEST}
    environ = {**clean, "PORT": str(port), "DATA_DIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    log = tmp_path / "told"
    process = Running(("-m", "tools.demo"), environ, log)
    try:
        until = time.monotonic() + 60
        while "Open http" not in (log.read_text("utf-8") if log.exists() else ""):
            assert process.poll() is None, log.read_text("utf-8")
            assert time.monotonic() < until
            time.sleep(0.05)
        told = log.read_text("utf-8")
        assert status(port) is not None
        assert f"Open http://{HOST}:{port}/" in told
        for word in ("secretary", "deputy", "password", "Preparing", "Importing"):
            assert (word in told) is (word not in {"Preparing", "Importing"}), word
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(SystemExit, match=f"Port {port} cannot be used.*PORT={port + 1}"):
            demo.demand_free(port)
    finally:
        process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 0
    assert "Traceback" not in log.read_text("utf-8")
    assert status(port) is None, "the server outlived the demonstration"
    kept = sqlite3.connect(tmp_path / "council.db").execute("SELECT count(*) FROM sqlite_master")
    assert kept.fetchone() == before
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((HOST, port))
