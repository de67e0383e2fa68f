"""The application's end of the renderer: one warm child process, asked by one thread at a time.

A child that hangs, dies or grows is ended and another is started for the next paper. It is started
afresh (never forked from a server with threads) and sees no secret of the application.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from core.config import ROOT
from core.papers import frames
from core.papers.fonts import CONFIGURATION

SECONDS = 15
SECONDS_TO_START = 30
MOST_PAPERS = 300  # then a fresh child, whatever its libraries may have leaked
LARGEST_PEAK = 400 * 1024  # kilobytes


class Busy(Exception):
    """Another paper is being rendered; ask again in a moment."""


class RenderingFailed(Exception):
    """The paper could not be rendered; `is_lasting` when trying again cannot help."""

    def __init__(self, told: str, *, is_lasting: bool = False) -> None:
        super().__init__(told)
        self.is_lasting = is_lasting


class Renderer:
    """At most one child, started at the first paper. Safe to share between threads."""

    def __init__(self, cache: str) -> None:
        self.cache = cache
        self.lock = threading.Lock()
        self.child: subprocess.Popen[bytes] | None = None
        self.papers = 0
        self.peak = 0

    @contextmanager
    def taken(self, *, wait: float = 0) -> Iterator["Renderer"]:
        """The renderer for oneself; raises `Busy`."""
        if not self.lock.acquire(timeout=wait) if wait else not self.lock.acquire(blocking=False):
            raise Busy
        try:
            yield self
        finally:
            self.lock.release()

    def render(
        self, job: dict[str, Any], content: bytes, *, seconds: float = SECONDS
    ) -> tuple[bytes, dict[str, Any]]:
        """What the child made and what it told; raises `RenderingFailed`. Call inside `taken`."""
        child = self.started()
        until = time.monotonic() + seconds
        try:
            head, made = self.exchanged(child, {**job, "seconds": int(seconds)}, content, until)
        except TimeoutError:
            self.end()
            raise RenderingFailed("it took too long", is_lasting=True) from None
        except BaseException:
            self.end()
            raise
        self.note(head)
        if not head["ok"]:
            raise RenderingFailed(head["error"])
        return made, head

    def exchanged(
        self, child: subprocess.Popen[bytes], job: dict[str, Any], content: bytes, until: float
    ) -> tuple[dict[str, Any], bytes]:
        into, out = pipes(child)
        try:
            frames.write(into, job, content, until=until)
            return frames.read(out, until=until)
        except frames.BrokenFrame as error:
            raise RenderingFailed("the renderer has ended") from error

    def started(self) -> subprocess.Popen[bytes]:
        if self.child is not None and self.child.poll() is None:
            return self.child
        self.end()
        child = subprocess.Popen(
            [sys.executable, "-m", "core.papers.worker"],
            cwd=ROOT,
            env=self.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        self.child, self.papers, self.peak = child, 0, 0
        for fd in pipes(child):
            os.set_blocking(fd, False)
        try:
            frames.read(pipes(child)[1], until=time.monotonic() + SECONDS_TO_START)
        except (TimeoutError, frames.BrokenFrame) as error:
            self.end()
            raise RenderingFailed("the renderer does not start") from error
        return child

    def environment(self) -> dict[str, str]:
        """Nothing of ours but the fonts: no secret, no address of the database."""
        return {
            "FONTCONFIG_FILE": str(CONFIGURATION),
            "XDG_CACHE_HOME": self.cache,
            "HOME": self.cache,
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "MALLOC_ARENA_MAX": "2",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def note(self, head: dict[str, Any]) -> None:
        self.papers += 1
        self.peak = max(self.peak, int(head.get("peak", 0)))
        if self.papers >= MOST_PAPERS or self.peak > LARGEST_PEAK:
            self.end()

    def end(self) -> None:
        """End the child and whatever it started."""
        child, self.child = self.child, None
        if child is None:
            return
        if child.poll() is None:  # a number that was given back may be another's by now
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def __del__(self) -> None:
        self.end()


def pipes(child: subprocess.Popen[bytes]) -> tuple[int, int]:
    if child.stdin is None or child.stdout is None:
        raise RuntimeError("the child was started without pipes")
    return child.stdin.fileno(), child.stdout.fileno()
