"""A mail server of IMAP on loopback for one test: pymap, in memory, in a process of its own."""

import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from imapclient import IMAPClient

from core.config import ReplyBox

USER, PASSWORD = "replies", "correct horse"
SECONDS = 20


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def imap_server():
    """Yields the settings by which the box is read."""
    port = free_port()
    run = Path(sys.executable).parent / "pymap"
    arguments = ("--no-service", "admin", "--host", "127.0.0.1", "--port", str(port), "--no-tls")
    backend = ("dict", "--demo-data", "--demo-user", USER, "--demo-password", PASSWORD)
    with subprocess.Popen(  # noqa: S603 - the server of our own lock
        [str(run), *arguments, *backend], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            wait_for(port)
            yield ReplyBox("127.0.0.1", port, is_tls=False, user=USER, password=PASSWORD)
        finally:
            process.terminate()
            process.wait(timeout=10)


def wait_for(port):
    ends = time.monotonic() + SECONDS
    while time.monotonic() < ends:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the IMAP server did not start")


@contextmanager
def opened_by_hand(box):
    """The same box as a person's own program has it."""
    with IMAPClient(box.host, box.port, ssl=False) as client:
        client.login(box.user, box.password)
        client.select_folder(box.folder)
        yield client
