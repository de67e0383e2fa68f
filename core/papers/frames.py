"""How the application and the renderer speak: a head of JSON and a body of bytes, with their sizes.

Both ends use it. Reading stops at a deadline, and a frame that is cut is an error, never a result.
"""

import json
import os
import select
import struct
import time
from typing import Any

SIZES = struct.Struct(">II")
LARGEST_HEAD = 32 * 1024 * 1024
LARGEST_BODY = 256 * 1024 * 1024
PORTION = 1 << 16


class BrokenFrame(Exception):
    """The other end has gone, or says nonsense."""


def write(fd: int, head: dict[str, Any], body: bytes = b"", *, until: float | None = None) -> None:
    text = json.dumps(head, ensure_ascii=False).encode()
    left = memoryview(SIZES.pack(len(text), len(body)) + text + body)
    while left:
        wait(fd, until, writing=True)
        try:
            left = left[os.write(fd, left[:PORTION]) :]
        except BlockingIOError:
            continue
        except OSError as error:
            raise BrokenFrame("the other end has gone") from error


def read(fd: int, *, until: float | None = None) -> tuple[dict[str, Any], bytes]:
    head_size, body_size = SIZES.unpack(read_exactly(fd, SIZES.size, until))
    if head_size > LARGEST_HEAD or body_size > LARGEST_BODY:
        raise BrokenFrame("a frame is too large")
    head = json.loads(read_exactly(fd, head_size, until))
    return head, read_exactly(fd, body_size, until)


def read_exactly(fd: int, size: int, until: float | None) -> bytes:
    parts: list[bytes] = []
    while size:
        wait(fd, until, writing=False)
        try:
            part = os.read(fd, min(size, PORTION))
        except BlockingIOError:
            continue
        if not part:
            raise BrokenFrame("the other end has gone")
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def wait(fd: int, until: float | None, *, writing: bool) -> None:
    """Until the pipe is ready; raises `TimeoutError` at the deadline."""
    if until is None:
        return
    left = until - time.monotonic()
    poll = select.poll()
    poll.register(fd, select.POLLOUT if writing else select.POLLIN)
    if left <= 0 or not poll.poll(left * 1000):
        raise TimeoutError
