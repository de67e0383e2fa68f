"""Start the site's server, and the process of its jobs, and end them with their blocks.

Used by the demonstration, the pictures, the bench and the journeys; knows no data. Ctrl+C reaches
whoever started them, and they are ended in order: a session of their own keeps it from them.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")
HOST = "127.0.0.1"
START_SECONDS = 120  # a busy machine takes its time
STOP_SECONDS = 10


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    environ: Mapping[str, str], port: int, app: str = "wsgi:app"
) -> Iterator[subprocess.Popen[bytes]]:
    """A server that answers within the block and ends with it."""
    command = [sys.executable, "-m", "tools.serve", "--port", str(port), "--app", app]
    server = subprocess.Popen(command, cwd=ROOT, env=dict(environ), start_new_session=True)
    try:
        wait_until_it_answers(server, port)
        yield server
    finally:
        end(server)


@contextmanager
def working(environ: Mapping[str, str], app: str = "wsgi") -> Iterator[subprocess.Popen[bytes]]:
    """The process that sends letters and reminders by itself; ends with the block."""
    command = [sys.executable, "-m", "flask", "--app", app, "run-jobs"]
    process = subprocess.Popen(command, cwd=ROOT, env=dict(environ), start_new_session=True)
    try:
        yield process
    finally:
        end(process)


def wait_until_it_answers(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise SystemExit("The server stopped at its start, see above.")
        try:
            urllib.request.urlopen(f"http://{HOST}:{port}/", timeout=5).close()
        except urllib.error.HTTPError:
            return  # an error page is an answer, and says more than we could
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"The server did not answer within {START_SECONDS} s.")


def end(server: subprocess.Popen[bytes]) -> None:
    """Ask the process to end; after a bounded wait, make it."""
    server.terminate()
    try:
        server.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def cpu_ms(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * TICK_MS
