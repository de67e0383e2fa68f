"""A Redis of its own for the tests: empty, on a free port, gone after the block."""

import shutil
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import redis

from tools.launch import free_port


@contextmanager
def redis_server(folder):
    """Its address; the server keeps nothing."""
    program = shutil.which("redis-server")
    assert program, "redis-server was not found. Install it: apt-get install redis-server"
    port = free_port()
    settings = ("--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder))
    with Path(folder, "log").open("wb") as log:
        server = subprocess.Popen([program, "--port", str(port), *settings], stdout=log, stderr=log)  # noqa: S603
    try:
        wait_for(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(10)


def wait_for(port):
    deadline = time.monotonic() + 10
    with redis.Redis(port=port) as connection:
        while True:
            try:
                return connection.ping()
            except redis.ConnectionError:
                assert time.monotonic() < deadline, "redis-server did not answer"
                time.sleep(0.02)
