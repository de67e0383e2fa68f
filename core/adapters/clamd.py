"""Asking clamd, the daemon of ClamAV, whether it knows a content as malware.

A small client of its INSTREAM command (man clamd): lengths of four bytes, then the bytes. It waits
for so long and no longer, whatever the other side does.
"""

import socket
import time
from collections.abc import Iterable, Iterator
from contextlib import closing

from core.installation import Clamd

SECONDS = 60.0
CONNECTING = 2.0
LONGEST_ANSWER = 4096
CHUNK = 64 * 1024
CLEAN = "stream: OK"
FOUND = " FOUND"


class Unchecked(Exception):
    """The daemon is gone, hangs or refuses: of the content nothing is known."""


def find_malware(daemon: Clamd, content: Iterable[bytes], *, seconds: float = SECONDS) -> str:
    """The name of what was found; empty for a clean content. Raises `Unchecked`."""
    until = time.monotonic() + seconds
    try:
        with closing(connect(daemon, min(CONNECTING, seconds))) as line:
            for part in framed(content):
                line.settimeout(left(until))
                line.sendall(part)
            answer = hear(line, until)
    except OSError as error:
        raise Unchecked(f"{type(error).__name__}: {error}") from error
    if answer == CLEAN:
        return ""
    if answer.startswith("stream: ") and answer.endswith(FOUND):
        return answer.removeprefix("stream: ").removesuffix(FOUND)
    raise Unchecked(answer[:200] or "no answer")


def connect(daemon: Clamd, seconds: float) -> socket.socket:
    if daemon.path:
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(seconds)
        try:
            line.connect(daemon.path)
        except OSError:
            line.close()
            raise
        return line
    return socket.create_connection((daemon.host, daemon.port), seconds)


def framed(content: Iterable[bytes]) -> Iterator[bytes]:
    yield b"zINSTREAM\0"
    for part in content:
        for at in range(0, len(part), CHUNK):
            piece = part[at : at + CHUNK]
            yield len(piece).to_bytes(4) + piece
    yield bytes(4)


def hear(line: socket.socket, until: float) -> str:
    heard = b""
    while b"\0" not in heard and len(heard) < LONGEST_ANSWER:
        line.settimeout(left(until))
        part = line.recv(LONGEST_ANSWER)
        if not part:
            break
        heard += part
    return heard.partition(b"\0")[0].decode("utf-8", "replace").strip()


def left(until: float) -> float:
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError("no answer in time")
    return seconds
